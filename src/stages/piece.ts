import type { Reason } from '../core/stage.js';

/** One touchpoint that says something about the stage; without the touchpoint, the sum of all that is older. */
export interface Piece extends Omit<Reason, 'weight'> {
  /** What it said by micro-stage at that moment. */
  readonly weights: Readonly<Record<string, number>>;
  /** What it leaves of all older evidence, 0 to 1. */
  readonly leaves: number;
}

declare module '../core/profile.js' {
  interface SliceMap {
    /** What speaks for and against the stages, newest first: the last 30 pieces, then one for all older ones. */
    evidence: readonly Piece[];
  }
}
