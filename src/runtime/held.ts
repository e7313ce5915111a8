import { type Counts, count } from './records.js';
import type { Held } from './shell.js';

/** The touchpoints that wait in memory, because nothing may or can be stored yet. */
export interface Hold {
  /** The same reference until it changes. */
  readonly rows: readonly Held[];
  /** What was tracked and never waited or waits no more, by reason. */
  readonly refused: Counts;
  add(row: Held): void;
  /** Counts a touchpoint that is not taken. */
  refuse(reason: string): null;
  /** Empties and returns the rows. */
  release(): readonly Held[];
  /** Lets go of these. */
  forgo(ids: readonly string[]): void;
}

const ROWS = 200;
/** The first touch is among these and never given up. */
const FIRST = 20;

/** Holds at most 200 rows; what is too much goes from behind the first touch. */
export function createHold(): Hold {
  let rows: readonly Held[] = [];
  let refused: Counts = {};

  function refuse(reason: string): null {
    refused = count(refused, reason);
    return null;
  }

  return {
    get rows() {
      return rows;
    },
    get refused() {
      return refused;
    },
    add(row) {
      const isFull = rows.length >= ROWS;
      if (isFull) refuse('overflow');
      rows = [...rows.filter((_, index) => !isFull || index !== FIRST), row];
    },
    refuse,
    forgo(ids) {
      rows = rows.filter(({ touchpoint }) => !ids.includes(touchpoint.id));
    },
    release() {
      const released = rows;
      rows = [];
      return released;
    },
  };
}
