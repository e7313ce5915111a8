import { chanceOf } from '../core/log-odds.js';
import { known, sumOfKnown } from './first-view.js';

/** What is known of a cart. Times in seconds; what is missing or `null` is unknown and says nothing. */
export interface CartContext {
  /** Looks at products and things put in the cart, up to now. */
  readonly views?: number | null;
  readonly carts?: number | null;
  /** Different products. */
  readonly uniqueItems?: number | null;
  /** Since the visit began. */
  readonly sinceFirst?: number | null;
  /** Since something was put in the cart for the first time, and for the last time. */
  readonly sinceFirstCart?: number | null;
  readonly sinceLastCart?: number | null;
  /** Between the touchpoint before and the last one. */
  readonly sincePrevious?: number | null;
  /** Touchpoints since something was put in the cart. Changes nothing: beside the rest it ranks no moment better. */
  readonly afterCart?: number | null;
  /** Looks at the products in the cart. */
  readonly repeatViews?: number | null;
}

/** Log-odds that a cart is left of which nothing is known: 0.78. */
const USUAL = 1.28;
const { log1p, max } = Math;

/**
 * The chance that a cart is left, 0 to 1. Pure. The weights are those of a logistic regression on 54,158 moments of carts
 * at Retailrocket (Kaggle, CC BY-NC-SA 4.0: research data, not part of the package), rounded. They do not travel: on three
 * other shops `score.open(…).abandon()` is better. `npm run evaluate` says how good both are.
 */
export function cartLeft(told?: CartContext): number {
  const context: CartContext = told ?? {};
  const views = known(context.views);
  const carts = known(context.carts);
  const [first, last] = [known(context.sinceFirstCart), known(context.sinceLastCart)];
  const before = log1p(max(0, known(context.sinceFirst) - first));
  const between = log1p(max(0, first - last)) - 0.8;
  const pause = log1p(known(context.sinceFirst) / max(1, views + carts - 1));
  const [many, since] = [log1p(carts) - 0.8, log1p(last) - 2];
  const parts = [
    // Who takes between 3 s and 150 s to the first thing in the cart leaves it more often than who takes less or more.
    -0.37 * (before - 4.06),
    0.53 * (max(0, before - 1.39) - 2.93),
    -0.41 * (max(0, before - 5.02) - 0.52),
    -0.38 * (none(last) - 0.61),
    0.88 * (none(known(context.repeatViews)) - 0.21),
    -0.64 * (none(views) - 0.11),
    max(0, log1p(carts) - 1.1) - 0.03,
    -0.14 * (max(0, pause - 3) - 1.39),
    -0.08 * many * since,
    -0.08 * many * between,
    0.11 * since * (log1p(views / max(1, known(context.uniqueItems))) - 0.7),
    -0.14 * (log1p(views) - 1.2) * (log1p(views + carts) - 1.5),
    0.01 * (log1p(first) - 2.5) * (log1p(known(context.sincePrevious)) - 3.6),
  ];
  return chanceOf(USUAL + sumOfKnown(parts));
}

/** 1 for a count of nothing, else 0; not a number while unknown. */
function none(count: number): number {
  return count > 0 ? 0 : 1 - count;
}
