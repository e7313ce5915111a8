import type { Profile } from '../core/profile.js';
import type { Purpose } from '../core/purpose.js';
import type { RowDecision, Touchpoint } from '../core/touchpoint.js';

/** The format of all records but the inbox, whose format never changes. */
export const FORMAT = 1;

/** `meta`: made with the database. Another epoch means another database. */
export interface Meta {
  readonly epoch: string;
  readonly format: number;
}

/** `head`: the last place given in the log. `revision` grows whenever the past is rewritten. */
export interface Head {
  readonly seq: number;
  readonly revision: number;
  /** Characters of JSON in the log, for the bound. */
  readonly size: number;
  /** Rows that never got a place, by reason. */
  readonly dropped: Counts;
}

/** `['inbox', tab, n]`: a touchpoint waiting for its place. */
export interface InboxRow {
  readonly tab: string;
  readonly n: number;
  readonly epoch: string;
  /** When it was written, epoch ms. */
  readonly at: number;
  readonly purposes: readonly Purpose[];
  /** `null` only with decisions: time alone made them due. */
  readonly touchpoint: Touchpoint | null;
  /** Of a row that was decided in memory, while the database could not be reached. */
  readonly decisions?: readonly RowDecision[];
}

/** `profile`: the committed profile at a place in the log, for a fast start. */
export interface Snapshot {
  readonly seq: number;
  readonly revision: number;
  readonly rules: string;
  readonly profile: Profile;
  /** Of the profile: a damaged one is folded anew. */
  readonly sum: number;
}

/** `['cursor', destination]`: the last row it has confirmed, and what became of the rows before. */
export interface Cursor {
  readonly name: string;
  readonly seq: number;
  readonly delivered: number;
  readonly dropped: Counts;
  /** While it takes nothing. */
  readonly rest?: Rest;
}

/** A destination that took nothing is left alone for a while, by all tabs. */
export interface Rest {
  /** Tries without success, one after the other. */
  readonly tries: number;
  /** Epoch ms. */
  readonly until: number;
}

/** How many, by reason. */
export type Counts = Readonly<Record<string, number>>;

/** The counts with one reason raised; nothing is counted without a reason. Pure. */
export function count(counts: Counts, reason: string | null, by = 1): Counts {
  return reason && by ? { ...counts, [reason]: (counts[reason] ?? 0) + by } : counts;
}

/** How many in all. Pure. */
export function total(counts: Counts): number {
  return Object.values(counts).reduce((sum, by) => sum + by, 0);
}
