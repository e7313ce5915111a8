import type { Profile } from '../core/profile.js';
import { sumOf } from '../core/sum.js';
import { type AttributionTouch, LOOKBACK_MS, withoutDirect } from './attribution.js';

/**
 * How touches share what a conversion is worth. `position`: 40 % the first, 40 % the last, 20 % those between;
 * where nothing is between, halves. `decay`: half
 * as much for every 7 days before the conversion. Source: https://support.google.com/analytics/answer/10596866 (2023, before
 * GA4 dropped all but last click and its own).
 */
export type AttributionModel = 'first' | 'last' | 'linear' | 'position' | 'decay';

/** A touch with its share of a conversion, 0 to 1. */
export interface AttributionCredit extends AttributionTouch {
  readonly credit: number;
}

const ENDS = 0.4;
const HALF_LIFE_MS = 7 * 86_400_000;

/**
 * What each touch before a conversion is credited with, oldest first; the sum is 1, or there is none. Pure. Counts touches at
 * or before `at` (epoch ms, the moment of the conversion) and at most 90 days before it; direct visits only where there is
 * nothing else. Takes a profile with slice `attribution`, or touches, such as those of two devices in any order.
 */
export function creditsOf(
  from: Profile | readonly AttributionTouch[],
  model: AttributionModel,
  at: number,
): readonly AttributionCredit[] {
  const all = 'slices' in from ? (from.slices.attribution?.touches ?? []) : from;
  const before = all.filter(touch => touch.at <= at && at - touch.at <= LOOKBACK_MS).sort((a, b) => a.at - b.at);
  const touches = withoutDirect(before);
  const weights = touches.map((touch, index) => weightOf(model, at - touch.at, { index, count: touches.length }));
  const sum = sumOf(weights);
  return touches.map((touch, index) => ({ ...touch, credit: (weights[index] ?? 0) / sum }));
}

function weightOf(
  model: AttributionModel,
  ageMs: number,
  { index, count }: { readonly index: number; readonly count: number },
): number {
  const isFirst = index === 0;
  const isLast = index === count - 1;
  if (model === 'first') return Number(isFirst);
  if (model === 'last') return Number(isLast);
  if (model === 'decay') return 2 ** (-ageMs / HALF_LIFE_MS);
  if (model === 'position') return isFirst || isLast ? ENDS : (1 - 2 * ENDS) / (count - 2);
  return 1;
}
