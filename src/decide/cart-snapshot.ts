import type { Cart } from '../learn/cart.js';
import type { CartPiece } from './restore-url.js';

/** The lines of a cart without what a shop knows anyway, oldest first, at most 100: to keep it, or to tell it. Pure. */
export function cartSnapshot({ lines }: Pick<Cart, 'lines'>): readonly CartPiece[] {
  return lines.map(({ item_id, item_variant, quantity }) => ({ item_id, item_variant, quantity }));
}
