import type { Found, Refine } from './strategies.js';

export interface RefineOptions {
  /** How many products of one category or of one brand a rail holds. Default: any number. */
  readonly atMost?: { readonly item_category?: number; readonly item_brand?: number };
  /** The lowest and the highest price, as shares of the price last looked at. Default: any price, and none. */
  readonly priceBand?: readonly [low: number, high: number];
  /** Fewer products than this are none: the next strategy is tried. Default 1. */
  readonly atLeast?: number;
}

/** For `suggest`: a rail that is not all of a kind, near in price, or not shown for too little. Pure. */
export function refine({ atMost = {}, priceBand, atLeast = 1 }: RefineOptions): Refine {
  // JSON knows no other names.
  const limits = Object.entries(atMost) as [keyof typeof atMost, number][];
  return (found, { viewed }) => {
    const around = viewed.find(item => item.price)?.price;
    const kept: Found[] = [];
    for (const one of found) {
      const [item] = one;
      const isNear = !around || !priceBand || isBetween((item.price || NaN) / around, priceBand);
      const isRoom = limits.every(
        ([kind, most]) => !item[kind] || kept.filter(([other]) => other[kind] === item[kind]).length < most,
      );
      if (isNear && isRoom) kept.push(one);
    }
    return kept.length < atLeast ? [] : kept;
  };
}

function isBetween(value: number, [low, high]: readonly [number, number]): boolean {
  return value >= low && value <= high;
}
