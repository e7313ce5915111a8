import type { Reason } from '../core/stage.js';
import type { Assignment } from './assignment.js';
import type { Shown } from './shown.js';

/** One touchpoint that says something about the stage; without the touchpoint, the sum of all that is older. */
export interface Piece extends Omit<Reason, 'weight' | 'left'> {
  /** What it said by micro-stage at that moment. */
  readonly weights: Readonly<Record<string, number>>;
  /** What it leaves of all older evidence, 0 to 1. */
  readonly leaves: number;
}

/** What is known about the stage. */
export interface Evidence {
  /** What speaks for and against the stages, newest first: the last 30 pieces, then one for all older ones. */
  readonly pieces: readonly Piece[];
  /** What the site knows from elsewhere; `null` for nothing. */
  readonly assigned: Assignment | null;
  /** What the visit showed about an order. */
  readonly shown: Shown;
}

declare module '../core/profile.js' {
  interface SliceMap {
    evidence: Evidence;
  }
}
