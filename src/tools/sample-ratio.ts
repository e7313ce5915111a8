import { gammaln } from 'simple-statistics';
import { sumOf } from '../core/sum.js';

/** Whether groups have the sizes they were drawn with. */
export interface SampleRatio {
  /** Chance of such sizes or odder ones at any time while it runs, 0 to 1. */
  readonly p: number;
  /** They have not: the way visitors are counted is broken, and no figure means anything. */
  readonly isOff: boolean;
}

/** How often sizes that are right may be called wrong, over the whole life of an experiment. */
const ALPHA = 0.01;
/** How sure the alternative is that sizes are nearly right: it looks for errors of a few hundredths. */
const CONCENTRATION = 1_000;

/**
 * Tests sizes of groups against the weights they were drawn with; may be asked at any time and as often as one likes, which
 * a chi-square test may not. Pure. Method: the sequential multinomial test of Lindon and Malek (Anytime-valid inference for
 * multinomial count data, NeurIPS 2022), a Bayes factor against a Dirichlet alternative around the weights.
 */
export function sampleRatio(sizes: readonly number[], weights: readonly number[]): SampleRatio {
  const total = sumOf(sizes);
  const whole = sumOf(weights);
  let logFactor = gammaln(CONCENTRATION) - gammaln(CONCENTRATION + total);
  for (const [index, size] of sizes.entries()) {
    const share = (weights[index] ?? 0) / whole;
    const before = CONCENTRATION * share;
    // Nobody is drawn into a group without weight: one visitor there is proof.
    if (share > 0) logFactor += gammaln(before + size) - gammaln(before) - size * Math.log(share);
    else if (size > 0) logFactor = Number.POSITIVE_INFINITY;
  }
  const p = Math.min(1, Math.exp(-logFactor));
  return { p, isOff: p < ALPHA };
}
