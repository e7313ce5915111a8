/** The value of a cookie, or `null`. */
export function foundCookie(name: string): string | null {
  try {
    const pair = document.cookie.split('; ').find(each => each.startsWith(`${name}=`));
    return pair ? pair.slice(name.length + 1) : null;
  } catch {
    return null; // A sandboxed page has none.
  }
}

/** Keeps a cookie for a domain and all below it; for less than no time it is removed. Silent where it is refused. */
export function leaveCookie(name: string, value: string, domain: string, seconds: number): void {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  try {
    // Scripts have to read it on another subdomain, and no server needs it.
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is asynchronous, and Firefox and Safari lacked it long.
    document.cookie = `${name}=${value}; Domain=${domain}; Path=/; Max-Age=${seconds}; SameSite=Lax${secure}`;
  } catch {
    // A sandboxed page may keep none.
  }
}
