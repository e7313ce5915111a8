import { amountOf } from '../core/amount-of.js';
import { sumOf } from '../core/sum.js';
import { textOf } from '../core/text-of.js';
import type { Touchpoint } from '../core/touchpoint.js';

/** The fields of a product that slices remember, in GA4's names; texts of at most 200 characters, empty while unknown. */
export interface KnownItem {
  /** Id; the name where there is none, so neither is ever empty. */
  readonly item_id: string;
  /** Name; the id where there is none. */
  readonly item_name: string;
  /** Category, the widest. */
  readonly item_category: string;
  /** Brand. */
  readonly item_brand: string;
  /** Variant, such as a colour or a size. */
  readonly item_variant: string;
  /** Price of one piece, in major units; 0 while unknown. */
  readonly price: number;
  /** How many pieces; 1 while unknown. */
  readonly quantity: number;
}

const ITEMS = 100;

/** The products of a touchpoint, at most 100. Pure; what has neither id nor name is left out. */
export function itemsOf({ data }: Touchpoint): readonly KnownItem[] {
  // A type that no vocabulary checks may hold anything here.
  const { items } = data as { readonly items?: unknown };
  return Array.isArray(items) ? items.slice(0, ITEMS).flatMap(known) : [];
}

/** Money or a share to thousandths: sums of tenths are not exact, and what is nearer than that is equal. Pure. */
export function rounded(amount: number): number {
  return Math.round(amount * 1000) / 1000;
}

/** What these pieces cost together. Pure. */
export function costOf(items: readonly KnownItem[]): number {
  return rounded(sumOf(items.map(({ price, quantity }) => price * quantity)));
}

function known(raw: Readonly<Record<string, unknown>> | null): readonly KnownItem[] {
  const name = textOf(raw?.item_name);
  const id = textOf(raw?.item_id);
  if (!raw || !(id || name)) return [];
  return [
    {
      item_id: id || name,
      item_name: name || id,
      item_category: textOf(raw.item_category),
      item_brand: textOf(raw.item_brand),
      item_variant: textOf(raw.item_variant),
      price: amountOf(raw.price),
      quantity: raw.quantity === 0 ? 0 : amountOf(raw.quantity) || 1,
    },
  ];
}
