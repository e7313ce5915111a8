import type {} from '../capture/commerce.js';
import type { Touchpoint } from '../core/touchpoint.js';

/** Neutral answer and distance to full joy, by kind of question. A map, for a kind may be called anything. */
const SCALES: ReadonlyMap<unknown, readonly [neutral: number, span: number]> = new Map([
  ['nps', [7.5, 2.5]],
  ['csat', [3, 2]],
  ['ces', [4, 3]],
]);

/**
 * How a `survey_answer` feels, −1 to 1; `null` for other touchpoints, other kinds and odd scores. Pure.
 * (score − neutral) / span within these bounds: `nps` (score − 7.5) / 2.5, `csat` (score − 3) / 2, `ces` (score − 4) / 3.
 * So 6 of 10 and 2 of 5 are −0.5 or less, 9 of 10 and 4 of 5 are 0.5 or more.
 */
export function feelingOf({ type, data }: Touchpoint): number | null {
  if (type !== 'survey_answer') return null;
  // Without its vocabulary the type may carry anything.
  const { kind, score }: { readonly kind: unknown; readonly score: unknown } = data;
  const scale = SCALES.get(kind);
  if (!scale || typeof score !== 'number' || !Number.isFinite(score)) return null;
  return within((score - scale[0]) / scale[1]);
}

/** The nearest number from −1 to 1, never minus zero. Pure. */
export function within(value: number): number {
  return Math.max(-1, Math.min(1, value)) || 0;
}
