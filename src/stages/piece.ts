import type { Reason } from '../core/stage.js';
import type { Shown } from './shown.js';

/** One touchpoint that says something about the stage; without the touchpoint, the sum of all that is older. */
export interface Piece extends Omit<Reason, 'weight' | 'left'> {
  /** What it said by micro-stage at that moment. */
  readonly weights: Readonly<Record<string, number>>;
  /** What it leaves of all older evidence, 0 to 1. */
  readonly leaves: number;
}

/** What several pieces say together. */
export interface Sum {
  /** At which moment, epoch ms; it fades from then on. */
  readonly at: number;
  /** How much by micro-stage. */
  readonly weights: Readonly<Record<string, number>>;
}

/** What the site knows from elsewhere; it does not fade. */
export interface Assignment extends Piece {
  /** How long it outranks the evidence, epoch ms. */
  readonly until: number;
}

/** What is known about the stage. */
export interface Evidence {
  /** What speaks for and against the stages, newest first: the last 30 pieces, then one for all older ones. */
  readonly pieces: readonly Piece[];
  /** What they say together. */
  readonly sum: Sum;
  /** What the site knows from elsewhere; `null` for nothing. */
  readonly assigned: Assignment | null;
  /** What the visit showed about an order. */
  readonly shown: Shown;
}

declare module '../core/touchpoint.js' {
  interface TouchpointMap {
    /** The site knows the stage from elsewhere, such as its CRM; that outranks the evidence until its time is over. */
    assign_stage: {
      /** A micro-stage, by a synonym or a view's name, too; `null` lets the evidence rule again. */
      readonly stage: string | null;
      /** For how many days, at most 3,650; not given: 30. */
      readonly days?: number;
      /** Who says so, such as the name of the CRM. */
      readonly source?: string;
    };
  }
}

declare module '../core/profile.js' {
  interface SliceMap {
    evidence: Evidence;
  }
}
