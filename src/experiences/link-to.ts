import { addressOf } from './address-of.js';

/** A link to a page of the web; none to anything else. */
export function linkTo(url: unknown): HTMLAnchorElement | undefined {
  const address = addressOf(url);
  if (!address) return;
  const link = document.createElement('a');
  link.href = address;
  return link;
}
