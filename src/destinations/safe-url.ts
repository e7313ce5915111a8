import { WaymarkError } from '../core/problem.js';
import { isPrivate } from '../platform/is-private.js';

/** A host that lacks its `https://` would be a path on this site, which may take what is posted, and loses it. */
const BARE_HOST = /^\s*[\w-]+\.[\w-]+[./]/;

/**
 * Throws `WaymarkError` where a destination is to post to what is no address, or to one that is not safe: others could read
 * it. `option` says the address.
 */
export function checkUrl(name: string, url: unknown, option = 'url'): void {
  if (isSafe(url)) return;
  throw new WaymarkError(
    `${name}-url`,
    `Destination "${name}" cannot post to "${url}". Give \`${option}\` an https address, or a path on this site.`,
  );
}

function isSafe(url: unknown): boolean {
  if (typeof url !== 'string' || !url || BARE_HOST.test(url)) return false;
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
