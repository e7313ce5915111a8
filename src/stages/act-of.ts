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
}

/** One of these buys between half and twice what a US dollar does, which is near enough for the weight of a price. */
const NEAR_DOLLAR: readonly unknown[] = ['USD', 'EUR', 'GBP', 'CHF', 'CAD', 'AUD'];

/** What of a touchpoint matters for it. Pure; takes odd data. */
export function actOf({ type, at, data }: Touchpoint): Act {
  // Unchecked types may hold anything under these names.
  const { items, currency, percent_scrolled: percent = 90 } = data as Readonly<Record<string, unknown>>;
  const first: unknown = Array.isArray(items) ? items[0] : null;
  const { item_id, item_category, price } = Object(first) as Readonly<Record<string, unknown>>;
  return {
    // GA4's one scroll, at 90 %, is what the weights were fitted on.
    type: type === 'scroll' && Number(percent) < 90 ? 'scroll_part' : type,
    at,
    item: textOf(item_id),
    category: textOf(item_category),
    price: typeof price === 'number' && price > 0 && NEAR_DOLLAR.includes(currency) ? price : null,
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? `${value}`.slice(0, 200) : '';
}
