import type { Orders } from '../learn/orders.js';
import { DAY_MS } from './fits.js';

/** A category that is bought again and again. */
export interface Repurchase {
  /** The category, as the shop writes it. */
  readonly item_category: string;
  /** Ids of what was bought of it last, the first 20. */
  readonly items: readonly string[];
  /** When that was, epoch ms. */
  readonly lastAt: number;
  /** When it is expected again, epoch ms. */
  readonly dueAt: number;
  /** Days from one to the next. */
  readonly cycleDays: number;
}

/** Days from one purchase of a category to the next, by category. */
export type Cycles = Readonly<Record<string, number>>;

/** Pauses from which on the visitor's own rhythm counts. */
const PAUSES = 2;
const ITEMS = 20;

/**
 * When categories are expected to be bought again, the nearest first. Pure. The cycle is the median of the visitor's own
 * pauses once there are two, and until then that of the site; a category without either is not expected. Read are the last
 * 50 orders without those sent back; several within a day are one.
 */
export function repurchasesOf({ recent }: Orders, cycles: Cycles = {}): readonly Repurchase[] {
  const orders = recent.filter(({ returnedAt }) => returnedAt === null).sort((a, b) => a.at - b.at);
  const categories = new Set(orders.flatMap(({ items }) => items.map(({ item_category }) => item_category)));
  return [...categories]
    .flatMap(item_category => {
      const of = orders.filter(({ items }) => items.some(item => item.item_category === item_category));
      const last = of.at(-1);
      const pauses = pausesOf(of.map(({ at }) => at));
      const known = Object.hasOwn(cycles, item_category) ? cycles[item_category] : undefined;
      const cycleDays = pauses.length < PAUSES ? known : medianOf(pauses) / DAY_MS;
      if (!item_category || !last || !cycleDays) return [];
      const items = last.items.filter(item => item.item_category === item_category).map(({ item_id }) => item_id);
      const dueAt = last.at + Math.round(cycleDays * DAY_MS);
      return { item_category, items: items.slice(0, ITEMS), lastAt: last.at, dueAt, cycleDays };
    })
    .sort((a, b) => a.dueAt - b.dueAt);
}

/** Times between sorted moments, ms; what is not a day after the one before belongs to it. */
function pausesOf(moments: readonly number[]): readonly number[] {
  return moments.slice(1).flatMap((at, index) => {
    const pause = at - (moments[index] ?? at);
    return pause < DAY_MS ? [] : pause;
  });
}

function medianOf(amounts: readonly number[]): number {
  const sorted = [...amounts].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}
