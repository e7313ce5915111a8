import type { CartPiece } from './restore-url.js';

const LINES = 100;
const CHARACTERS = 200;

/**
 * The lines that `restoreUrl` put into an address, at most 100; none for any other address, and without what is no line.
 * What they say comes from whoever made the link: the shop puts back what it sells, at its own price. Pure.
 */
export function linesFromUrl(url: string): readonly CartPiece[] {
  const [, text = ''] = /[?&]waymark_cart=([^&#]*)/.exec(url) ?? [];
  return decoded(text)
    .split(',', LINES)
    .flatMap(line => {
      const [item_id = '', count = '1', item_variant = ''] = line
        .split(':', 3)
        .map(field => decoded(field).slice(0, CHARACTERS));
      const quantity = Number(count);
      return item_id && quantity > 0 && quantity < 1e15 ? [{ item_id, item_variant, quantity }] : [];
    });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not what was written: somebody cut or changed it.
    return '';
  }
}
