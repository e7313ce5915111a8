import type { Found, Refine } from './strategy.js';

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
    const kinds = limits.map(([kind, most]) => ({ kind, most, counts: new Map<string, number>() }));
    for (const one of found) {
      const [item] = one;
      const isNear = !around || !priceBand || isBetween((item.price || NaN) / around, priceBand);
      const isRoom = kinds.every(({ kind, most, counts }) => !item[kind] || (counts.get(item[kind]) ?? 0) < most);
      if (!isNear || !isRoom) continue;
      kept.push(one);
      for (const { kind, counts } of kinds) counts.set(item[kind] ?? '', (counts.get(item[kind] ?? '') ?? 0) + 1);
    }
    return kept.length < atLeast ? [] : kept;
  };
}

function isBetween(value: number, [low, high]: readonly [number, number]): boolean {
  return value >= low && value <= high;
}
