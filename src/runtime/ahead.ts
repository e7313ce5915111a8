import type { Row } from '../core/touchpoint.js';
import type { Store } from '../platform/store.js';
import { type Head, isNewer, leftOf, type Meta } from './records.js';

/** What lies behind a place in the log, up to where one visitor left it to the next. */
export interface Ahead {
  /** The next rows, at most 100. */
  readonly rows: readonly Row[];
  /** Whose they are, where that one has logged out since; empty where it is not known any more. */
  readonly visitorId: string | undefined;
  /** Last place of the log. */
  readonly last: number;
}

const BATCH_ROWS = 100;

/** Answers nothing where there is nothing, or where a newer build wrote it, which sends it. */
export async function readAhead(store: Store, above: number): Promise<Ahead | null> {
  const [meta, head, ahead] = (await store.read(
    ['meta', 'head'],
    [{ name: 'log', above, limit: BATCH_ROWS }],
  )) as readonly [Meta | undefined, Head | undefined, readonly Row[]];
  const [first] = ahead;
  if (isNewer(meta) || !first) return null;
  // Who logged out is not taken for who came after.
  const [until = Infinity, visitorId] = (head ? leftOf(head) : []).find(([seq]) => seq >= first.seq) ?? [];
  return { rows: ahead.filter(({ seq }) => seq <= until), visitorId, last: head?.seq ?? Infinity };
}
