import type { Rule } from './rule.js';

/** Where a step reaches the visitor. */
export type SequenceChannel = 'page' | 'email' | 'push';

/** Time since the step before, since the start for the first one; above 0 but for the first. One of the three. */
export type Delay =
  | { readonly afterDays: number }
  | { readonly afterHours: number }
  | { readonly afterMinutes: number };

/** One thing to say. */
export type SequenceStep = Delay & {
  /** Unique within its sequence. */
  readonly name: string;
  /** What must hold, beside the time: until it does, this step and those after it wait. For the page only. */
  readonly when?: Rule;
  /** Default `page`; the others are handed over in the plan. */
  readonly channel?: SequenceChannel;
  /** Handed on with the decision. */
  readonly content?: Readonly<Record<string, unknown>>;
};

/** Steps in order, from a start to an end. JSON-safe unless a function stands in its rules. */
export interface Sequence {
  readonly start: Rule;
  /** At least one. */
  readonly steps: readonly SequenceStep[];
  /** Ends it early, and keeps it from starting. Default: an order after the start, unless the start is `on` a `purchase`. */
  readonly exit?: Rule;
  /** From one start to the next at least. Default: it starts once. */
  readonly everyDays?: number;
  /** It starts at this moment or later: ISO 8601, such as `2026-11-27` (in UTC) or `2026-11-27T08:00+01:00`. */
  readonly from?: string;
  /** From this moment on it neither starts nor goes on. */
  readonly until?: string;
}

/** A step and when it is due. */
export interface PlannedStep {
  /** Name of the step. */
  readonly step: string;
  /** Where it reaches the visitor. */
  readonly channel: SequenceChannel;
  /** When it is due, epoch ms; for the page at the earliest. */
  readonly dueAt: number;
  /** What the site wants to say. */
  readonly content?: Readonly<Record<string, unknown>>;
}
