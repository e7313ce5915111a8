/** The address of a page of the web, as it was given; empty for anything else. A path means one of this site. */
export function addressOf(url: unknown): string {
  try {
    const { protocol } = new URL(`${url}`, location.href);
    return typeof url === 'string' && /^https?:$/.test(protocol) ? url : '';
  } catch {
    // It is no address at all.
    return '';
  }
}
