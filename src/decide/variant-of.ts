import { sumOf } from '../core/sum.js';
import { bucketOf } from './bucket.js';
import { isList } from './fits.js';

/** What is split by chance. JSON-safe. */
export interface Split {
  /** Another id draws anew. */
  readonly id: string;
  /** Names, drawn evenly, or names with their weights; at least two, none a whole number. The first is the control. */
  readonly variants: readonly string[] | Readonly<Record<string, number>>;
  /** Share of the visitors that takes part, above 0, at most 1; may grow without a new draw. Default 1. */
  readonly share?: number;
}

/**
 * The variant of a visitor, always the same; callable before anything is recorded. Pure. The control for machines and for
 * who takes no part.
 */
export function variantOf(visitorId: string, split: Split): string {
  return draw(visitorId, split) ?? Object.keys(weightsOf(split.variants))[0] ?? '';
}

/** The same, and `null` for who takes no part. Pure. */
export function draw(visitorId: string, { id, variants, share = 1 }: Split): string | null {
  const place = bucketOf(visitorId, `experiment ${id}`);
  if (place === null || (bucketOf(visitorId, `share ${id}`) ?? 1) >= share) return null;
  const weights = Object.entries(weightsOf(variants));
  let left = place * sumOf(weights.map(([, weight]) => weight));
  for (const [variant, weight] of weights) {
    left -= weight;
    if (left < 0) return variant;
  }
  // Only rounding comes here.
  return weights.at(-1)?.[0] ?? null;
}

/** Weights by name. Pure. */
export function weightsOf(variants: Split['variants']): Readonly<Record<string, number>> {
  return isList(variants) ? Object.fromEntries(variants.map(name => [name, 1])) : variants;
}
