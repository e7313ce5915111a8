import type { Profile } from '../core/profile.js';
import type { Purpose } from '../core/purpose.js';
import { sumOf } from '../core/sum.js';
import type { RowDecision, Touchpoint } from '../core/touchpoint.js';

/** The format of all records but `meta`, the inbox and the visitor's choice, whose format never changes. */
export const FORMAT = 2;
/** Rows of the log. */
export const LOG_ROWS = 2_000;
/** Characters of JSON in the log: with the profile, the base and all the rest no more than 1 MiB. */
export const LOG_SIZE: number = 896 * 1024;

/** `meta`: made with the database. Another epoch means another database. */
export interface Meta {
  /** Random name of this database. */
  readonly epoch: string;
  /** Version of the form of all records but the inbox. */
  readonly format: number;
}

/** `head`: the last place given in the log. `revision` grows whenever the past is rewritten. */
export interface Head {
  /** The last place given in the log. */
  readonly seq: number;
  /** How often the past was rewritten. */
  readonly revision: number;
  /** Characters of JSON in the log, for the bound. */
  readonly size: number;
  /** Rows that never got a place, by reason. */
  readonly dropped: Counts;
  /** The last row that came from another device: up to it the log is read in the order of its clocks. */
  readonly merged?: number;
  /** Visitors who logged out, the last fifty: up to that place in the log it was that one, or, where there were more, nobody who is known. */
  readonly left?: readonly (readonly [seq: number, visitorId: string])[];
  /** How far the logs of other devices were taken in, by the numbers that stand for them; at most 10. */
  readonly imports?: Counts;
}

/** `['inbox', tab, n]`: a touchpoint waiting for its place. */
export interface InboxRow {
  /** Random name of the page that wrote it. */
  readonly tab: string;
  /** Its number within that page. */
  readonly n: number;
  /** Name of the database it was written for. */
  readonly epoch: string;
  /** When it was written, epoch ms. */
  readonly at: number;
  /** What was granted when it was tracked. */
  readonly purposes: readonly Purpose[];
  /** `null` only with decisions: time alone made them due. */
  readonly touchpoint: Touchpoint | null;
  /** Of a row that was decided in memory, while the database could not be reached. */
  readonly decisions?: readonly RowDecision[];
}

/** `profile`: the committed profile at a place in the log, for a fast start. */
export interface Snapshot {
  /** Place in the log up to which it holds. */
  readonly seq: number;
  /** How often the past had been rewritten. */
  readonly revision: number;
  /** Name of the rules it was made with. */
  readonly rules: string;
  /** What was known at that place. */
  readonly profile: Profile;
  /** Of the profile: a damaged one is folded anew. */
  readonly sum: number;
}

/** `['cursor', destination]`: the last row it has confirmed, and what became of the rows before. */
export interface Cursor {
  /** Name of the destination. */
  readonly name: string;
  /** The last row that is settled. */
  readonly seq: number;
  /** How many rows it took. */
  readonly delivered: number;
  /** How many rows it will never get, by reason. */
  readonly dropped: Counts;
  /** While it takes nothing. */
  readonly rest?: Rest;
}

/** A destination that took nothing is left alone for a while, by all tabs. */
export interface Rest {
  /** Tries without success, one after the other. */
  readonly tries: number;
  /** How many of the last ones nobody answered. */
  readonly silent?: number;
  /** When it is tried again, epoch ms. */
  readonly until: number;
}

/** Who logged out, as far as it is remembered; none out of a prototype. Pure. */
export function leftOf(head: Head): NonNullable<Head['left']> {
  return (Object.hasOwn(head, 'left') && head.left) || [];
}

/** Whether a newer build wrote the database: all but the inbox and the visitor's choice is for it to change and to send. Pure. */
export function isNewer(meta?: Meta): boolean {
  return (meta?.format ?? 0) > FORMAT;
}

/** How many, by reason. */
export type Counts = Readonly<Record<string, number>>;

/** The counts with one reason raised; nothing is counted without a reason. Pure. */
export function count(counts: Counts, reason: string | null, by = 1): Counts {
  return reason && by ? { ...counts, [reason]: (counts[reason] ?? 0) + by } : counts;
}

/** How many in all. Pure. */
export function total(counts: Counts): number {
  return sumOf(Object.values(counts));
}
