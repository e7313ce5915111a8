import type { Store, Writes } from '../platform/store.js';
import type { ConsentRecord } from './consent.js';
import { START } from './cursor.js';
import { type Cursor, count, type Head, isNewer, type Meta } from './records.js';

/** Where a destination stands, as this page knows it. */
export interface Line {
  /** The record. */
  readonly cursor: Cursor;
  /** Of the database it was read from. */
  readonly epoch: string | undefined;
  /** It is a newer build's. */
  readonly isForeign?: boolean;
  /** Last row a request under way holds. */
  flying: number;
}

export async function readLine(store: Store, name: string): Promise<Line> {
  const [stored, meta] = (await store.read([['cursor', name], 'meta'], [])) as readonly [Cursor?, Meta?];
  return { cursor: stored ?? { ...START, name }, epoch: meta?.epoch, isForeign: isNewer(meta), flying: 0 };
}

/** Answers nothing where another tab has moved the cursor or erased everything meanwhile. */
export async function moveLine(store: Store, { cursor: from, epoch }: Line, cursor: Cursor): Promise<Line | null> {
  const key = ['cursor', cursor.name] as const;
  const { isMoved } = await store.transact<Writes & { isMoved: boolean }>([key, 'meta'], [], values => {
    const [stored, meta] = values as readonly [Cursor?, Meta?];
    const isMoved = (stored?.seq ?? 0) === from.seq && meta?.epoch === epoch && !isNewer(meta);
    return { isMoved, put: isMoved ? [[key, cursor]] : [] };
  });
  return isMoved ? { cursor, epoch, flying: 0 } : null;
}

/** Counts what it has not been told as dropped; answers nothing where the stored choice allows it, as another tab may know already. */
export async function endLine(
  store: Store,
  name: string,
  isAllowed: (record?: ConsentRecord) => boolean,
): Promise<Line | null> {
  const key = ['cursor', name] as const;
  const { line } = await store.transact<Writes & { line: Line | null }>(
    ['head', key, 'meta', 'consent'],
    [],
    values => {
      const [head, { rest: _, ...cursor } = START, meta, record] = values as readonly [
        Head?,
        Cursor?,
        Meta?,
        ConsentRecord?,
      ];
      if (isAllowed(record) || isNewer(meta)) return { line: null };
      const { seq } = head ?? START;
      const missed = seq - cursor.seq;
      const ended = { ...cursor, name, seq, dropped: count(cursor.dropped, 'consent', missed) };
      return { line: { cursor: ended, epoch: meta?.epoch, flying: 0 }, put: missed ? [[key, ended]] : [] };
    },
  );
  return line;
}
