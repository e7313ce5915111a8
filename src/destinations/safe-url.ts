import { WaymarkError } from '../core/problem.js';

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Throws `WaymarkError` where a destination is to post to an address that is not safe: others could read it. */
export function checkUrl(name: string, url: string): void {
  if (isSafe(url)) return;
  throw new WaymarkError(
    `${name}-url`,
    `Destination "${name}" cannot post to "${url}". Use an https address, or a path on this site.`,
  );
}

function isSafe(url: string): boolean {
  try {
    // A path is as safe as the page it is on.
    const { protocol, hostname, username, password } = new URL(url, 'https://page.invalid');
    // No browser posts to an address with a password in it.
    if (username || password) return false;
    return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname));
  } catch {
    // Not an address at all.
    return false;
  }
}
