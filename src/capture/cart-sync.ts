import type { CaptureContext } from '../core/plugin.js';
import { cartChanges } from './cart-changes.js';
import type { Item } from './item.js';

/** The cart as the shop keeps it. */
export interface ReadCart {
  readonly items: readonly Item[];
  /** ISO 4217; empty while unknown. */
  readonly currency: string;
}

export interface CartSync {
  /** The cart may have become another: tells what was added and removed, as against what is known. */
  changed(): void;
  /** Tells what is in it. Whether it could be read. */
  tell(type: 'view_cart' | 'begin_checkout'): Promise<boolean>;
}

/** Whoever tells of a change, too, does so first, and shops say it in several events at once. */
const SETTLE_MS = 500;

/**
 * Keeps what `cart()` knows the same as the cart of the shop, which `read` reads. What was told already is in what is known,
 * so that a change is told once, whoever is first.
 */
export function cartSync(read: () => Promise<ReadCart | null>, context: CaptureContext): CartSync {
  const { signal, track } = context;
  let timer: ReturnType<typeof setTimeout> | undefined;
  signal.addEventListener('abort', () => clearTimeout(timer));

  async function readCart(): Promise<ReadCart | null> {
    try {
      const found = await read();
      return signal.aborted ? null : found;
    } catch (cause) {
      if (!signal.aborted)
        context.problem('cart-unread', `The cart of the shop could not be read: ${(cause as Error).message}.`);
      return null;
    }
  }

  async function compare(): Promise<void> {
    const now = await readCart();
    const { cart } = context.profile.slices;
    if (!now || !cart) return;
    for (const { type, items } of cartChanges(cart.lines, now.items)) track(type, dataOf({ ...now, items }));
  }

  return {
    changed() {
      clearTimeout(timer);
      timer = setTimeout(() => void compare(), SETTLE_MS);
    },
    async tell(type) {
      const now = await readCart();
      if (now) track(type, dataOf(now));
      return now !== null;
    },
  };
}

function dataOf({ items, currency }: ReadCart): { items: readonly Item[]; currency?: string; value?: number } {
  let value = 0;
  for (const { price = NaN, quantity = 1 } of items) value += price * quantity;
  // A sum of which a part is unknown is none.
  return { items, ...(currency && { currency, ...(value >= 0 && { value: Math.round(value * 1000) / 1000 }) }) };
}
