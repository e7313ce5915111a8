import { WaymarkError } from '../core/problem.js';
import { isPrivate } from '../platform/is-private.js';

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
    const address = new URL(url, 'https://page.invalid');
    // No browser posts to an address with a password in it.
    if (address.username || address.password) return false;
    return isPrivate(address) && ['http:', 'https:'].includes(address.protocol);
  } catch {
    // Not an address at all.
    return false;
  }
}
