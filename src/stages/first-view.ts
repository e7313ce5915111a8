import { chanceOf, logOddsOf } from '../core/log-odds.js';
import { WaymarkError } from '../core/problem.js';
import { sumOf } from '../core/sum.js';

/** What is known when a visitor first looks at a product. What is missing or `null` is unknown and says nothing. */
export interface FirstViewContext {
  /** From the start of the visit to the look. */
  readonly secondsToView?: number | null;
  /** Pages seen before it; so are the other counts. */
  readonly pageViews?: number | null;
  readonly scrolls?: number | null;
  readonly searches?: number | null;
  readonly promotions?: number | null;
  /** GA4's `user_engagement`. */
  readonly engagements?: number | null;
  /** Price of the product in US dollars, or what is near one: the weight is that of one shop. */
  readonly price?: number | null;
  /** Whether this is the first visit. */
  readonly isNew?: boolean | number | null;
  readonly earlierVisits?: number | null;
  readonly boughtBefore?: boolean | number | null;
  /** Since the visit before. */
  readonly daysSinceLast?: number | null;
  /** Whether the product's category was looked at in an earlier visit. */
  readonly sameCategory?: boolean | number | null;
}

/** The share of visits with an order in that shop, 0 to 1, and the chance of one in a visit of which nothing else is known. */
const BASE_RATE = 0.063;
const USUAL = 0.04;
const { log1p, max, min } = Math;

/**
 * The chance that a visit in which a product is looked at ends with an order, 0 to 1, as it stands at the first look.
 * Pure. The weights are those of a logistic regression on 63,362 visits to the Google Merchandise Store (Google's public
 * GA4 sample, November 2020 to January 2021), rounded; `npm run evaluate` says how good it is. `baseRate` is the share of
 * visits with an order in the shop that is asked about, 0 to 1, kept within 0.001 and 0.999. Default: that of the
 * Merchandise Store, 0.063. Throws `WaymarkError` for a rate that is no share.
 */
export function firstView(context?: FirstViewContext, baseRate?: number): number {
  return chanceOf(firstViewAnchor(rateOf(baseRate, BASE_RATE)) + firstViewShift(answered(context ?? {})));
}

/** With yes and no as numbers, also where a file holds them as texts. */
function answered(context: FirstViewContext): FirstViewContext {
  const answers = new Map([
    ['true', 1],
    ['false', 0],
  ]);
  const told = Object.entries(context).map(([field, value]) => [
    field,
    typeof value === 'string' ? (answers.get(value.toLowerCase()) ?? value) : value,
  ]);
  return Object.fromEntries(told);
}

/** A share of visits with an order that log-odds can hold; the usual one where none is given. Throws for what is no share. */
export function rateOf(rate: number | null | undefined, usual: number): number {
  const told = rate ?? usual;
  if (!(typeof told === 'number' && told >= 0 && told <= 1))
    throw new WaymarkError(
      'base-rate',
      `\`baseRate\` is "${told}". Give the share of visits with an order, from 0 to 1.`,
    );
  // A sample in which nobody or everybody buys is no shop in which nobody or everybody does.
  return min(0.999, max(0.001, told));
}

/** That chance in log-odds where nothing is known. Pure. */
export function firstViewAnchor(baseRate: number): number {
  return logOddsOf(baseRate) - logOddsOf(BASE_RATE) + logOddsOf(USUAL);
}

/** How far the context moves it. Pure. */
export function firstViewShift(context: FirstViewContext): number {
  const seconds = log1p(known(context.secondsToView));
  const pages = known(context.pageViews);
  const morePages = log1p(pages) - 1.2;
  const searched = min(1, known(context.searches)) - 0.06;
  const promoted = min(1, known(context.promotions)) - 0.5;
  const visits = known(context.earlierVisits);
  // Who never was here was not here lately either.
  const lately = visits === 0 ? 0 : Math.exp(-known(context.daysSinceLast) / 7);
  const parts = [
    0.12 * (seconds - 3.7),
    // More than 150 s to the first product are no sign of a plan.
    -0.66 * (max(0, seconds - 5.02) - 0.18),
    -0.25 * (morePages + 0.04),
    0.2 * (max(0, 1 - pages) - 0.03),
    -0.1 * (log1p(known(context.scrolls)) - 0.47),
    0.26 * searched,
    -1.29 * (morePages * searched - 0.06),
    0.57 * promoted,
    0.38 * (morePages * promoted - 0.17),
    0.53 * (log1p(known(context.engagements)) - 0.74),
    0.18 * (log1p(known(context.price)) - 2.3),
    -0.55 * (min(1, known(context.isNew)) - 0.65),
    0.2 * (log1p(visits) - 0.2),
    0.68 * (min(1, known(context.boughtBefore)) - 0.02),
    0.78 * (lately - 0.13),
    0.19 * (min(1, known(context.sameCategory)) - 0.09),
  ];
  return sumOfKnown(parts);
}

/** The sum of what is known; what is unknown is not a number here, and says nothing. Pure. */
export function sumOfKnown(parts: readonly number[]): number {
  return sumOf(parts.map(part => part || 0));
}

/** A count as a number, also of a text as files have it, at most a million; not a number while unknown. Pure. */
export function known(value: unknown): number {
  return min(1e6, max(0, typeof value === 'object' || value === '' ? Number.NaN : Number(value)));
}
