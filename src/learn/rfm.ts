import { sumOf } from '../core/sum.js';
import { rounded } from './items-of.js';
import type { Orders } from './orders.js';

/** Recency, frequency and value: what the orders of a visitor come to. */
export interface Rfm {
  /** Days since the last order; `null` without one. */
  readonly recencyDays: number | null;
  /** Orders over the whole lifetime; one that was sent back counts. */
  readonly frequency: number;
  /** Lifetime value: spent over the whole lifetime less refunds, in major units of `currency`. */
  readonly value: number;
  /** ISO 4217; that of the last order unless asked for another. */
  readonly currency: string;
  /** Mean of the remembered orders in `currency`, each less its refunds, in major units; `null` without one. */
  readonly averageValue: number | null;
  /** From the first remembered order to the last, over one less than their number; `null` below two orders. */
  readonly averageDaysBetween: number | null;
  /** 1 to 5 each, 5 the best; `null` without an order. */
  readonly score: { readonly recency: number; readonly frequency: number; readonly value: number } | null;
}

/** The currency, and the bounds of the scores: four each, the lowest first. */
export interface RfmOptions {
  /** ISO 4217. Default: that of the last order. */
  readonly currency?: string;
  /** Days since the last order up to which recency is 5, 4, 3, 2; beyond it is 1. Default 30, 90, 180, 365. */
  readonly recencyDays?: readonly number[];
  /** Orders from which frequency is 2, 3, 4, 5; below it is 1. Default 2, 3, 5, 10. */
  readonly frequency?: readonly number[];
  /** Lifetime value from which the score of value is 2, 3, 4, 5; below it is 1. Default 100, 250, 500, 1000. */
  readonly value?: readonly number[];
}

const DAY_MS = 86_400_000;

/**
 * Recency, frequency and value of a visitor's orders at a moment. Pure. The bounds are fixed and set by hand: the usual
 * fifths of all customers (A. M. Hughes, Strategic Database Marketing) need all customers, and a browser knows one.
 */
export function rfmOf(
  { recent, count, spent }: Orders,
  now: number,
  {
    currency = recent[0]?.currency ?? '',
    recencyDays: recencies = [30, 90, 180, 365],
    frequency: frequencies = [2, 3, 5, 10],
    value: values = [100, 250, 500, 1000],
  }: RfmOptions = {},
): Rfm {
  const moments = recent.map(({ at }) => at);
  const last = Math.max(...moments);
  const paid = recent.filter(order => order.currency === currency).map(order => order.value - order.refunded);
  const value = spent[currency] ?? 0;
  const recencyDays = recent.length ? Math.max(0, now - last) / DAY_MS : null;
  return {
    recencyDays,
    frequency: count,
    value,
    currency,
    averageValue: paid.length ? rounded(sumOf(paid) / paid.length) : null,
    averageDaysBetween: recent.length > 1 ? (last - Math.min(...moments)) / DAY_MS / (recent.length - 1) : null,
    score:
      recencyDays === null
        ? null
        : {
            recency: 1 + recencies.filter(bound => recencyDays <= bound).length,
            frequency: 1 + frequencies.filter(bound => count >= bound).length,
            value: 1 + values.filter(bound => value >= bound).length,
          },
  };
}
