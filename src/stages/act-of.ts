import { sumOf } from '../core/sum.js';
import { textOf } from '../core/text-of.js';
import type { Touchpoint } from '../core/touchpoint.js';

/** The part of a touchpoint that matters for the likelihood of an order. */
export interface Act {
  readonly type: string;
  /** Epoch ms. */
  readonly at: number;
  /** Id of the product; empty while unknown. */
  readonly item: string;
  /** Its category; empty, or not there, while unknown. */
  readonly category?: string;
  /** Its price in US dollars, or what is near one; `null`, or not there, while unknown. */
  readonly price?: number | null;
  /** How many pieces of products it lists; not there where it lists none, 0 where the list is empty. */
  readonly pieces?: number | undefined;
}

/** One of these buys between half and twice what a US dollar does, which is near enough for the weight of a price. */
const NEAR_DOLLAR: readonly unknown[] = ['USD', 'EUR', 'GBP', 'CHF', 'CAD', 'AUD'];

/** What of a touchpoint matters for it. Pure; takes odd data. */
export function actOf({ type, at, data }: Touchpoint): Act {
  // Unchecked types may hold anything under these names.
  const { items, currency, percent_scrolled: percent = 90 } = data as Readonly<Record<string, unknown>>;
  const list: readonly unknown[] | undefined = Array.isArray(items) ? items : undefined;
  const { item_id, item_category, price } = Object(list?.[0]) as Readonly<Record<string, unknown>>;
  return {
    // GA4's one scroll, at 90 %, is what the weights were fitted on.
    type: type === 'scroll' && Number(percent) < 90 ? 'scroll_part' : type,
    at,
    item: textOf(item_id),
    category: textOf(item_category),
    price: typeof price === 'number' && price > 0 && NEAR_DOLLAR.includes(currency) ? price : null,
    pieces: list && sumOf(list.map(piecesOf)),
  };
}

function piecesOf(item: unknown): number {
  const { quantity } = Object(item);
  return typeof quantity === 'number' && quantity >= 0 ? quantity : 1;
}
