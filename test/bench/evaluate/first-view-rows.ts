import type { Label } from '../../../src/tools/metrics.js';
import type { Fields } from '../../../src/tools/read-rows.js';
import type { FirstViewContext } from './scored.js';
import type { Labelled } from './shop.js';

/** A visit with a product view, and what was known at the first; `y`: it ended with an order. */
export interface FirstViewRow extends Labelled {
  readonly context: FirstViewContext;
  /** Such as 2021-01-15. */
  readonly date: string;
}

const DAY_MS = 86_400_000;
/** Earlier days count as `exp(-days / 7)`. */
const RECENT_DAYS = 7;

/** Rows with what the same visitor's earlier rows say, oldest first. Pure. */
export function rowsOf(fields: readonly Fields[]): readonly FirstViewRow[] {
  const earlier = new Map<string, readonly Fields[]>();
  return [...fields]
    .sort((a, b) => Number(a.ts) - Number(b.ts))
    .map(row => {
      const { visitor = '' } = row;
      const before = earlier.get(visitor) ?? [];
      earlier.set(visitor, [...before, row]);
      const y: Label = row.purchased === '1' ? 1 : 0;
      return { visitor, y, context: contextOf(row, before), date: row.date ?? '' };
    });
}

function contextOf(row: Fields, before: readonly Fields[]): FirstViewContext {
  const last = before.at(-1);
  return {
    secondsToView: Number(row.secs_to_view),
    pageViews: Number(row.page_views),
    scrolls: Number(row.scrolls),
    searches: Number(row.searches),
    promotions: Number(row.promos),
    engagements: Number(row.engagements),
    ...(row.price && { price: Number(row.price) }),
    isNew: row.is_new === '1',
    earlierVisits: before.length,
    boughtBefore: before.some(({ purchased }) => purchased === '1'),
    ...(last && { daysSinceLast: (Number(row.ts) - Number(last.ts)) / DAY_MS }),
    sameCategory: before.some(({ category }) => category === row.category),
  };
}

/** The twelve columns of SCIENCE.md. Pure. */
export function columnsOf(context: FirstViewContext): readonly number[] {
  return [
    Math.log1p(context.secondsToView),
    Math.log1p(context.pageViews),
    Math.log1p(context.scrolls),
    context.searches ? 1 : 0,
    context.promotions ? 1 : 0,
    Math.log1p(context.engagements),
    Math.log1p(context.price ?? 0),
    context.isNew ? 1 : 0,
    Math.log1p(context.earlierVisits),
    context.boughtBefore ? 1 : 0,
    context.daysSinceLast === undefined ? 0 : Math.exp(-context.daysSinceLast / RECENT_DAYS),
    context.sameCategory ? 1 : 0,
  ];
}
