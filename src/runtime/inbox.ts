import type { Problem } from '../core/problem.js';
import type { Purpose } from '../core/purpose.js';
import type { Touchpoint } from '../core/touchpoint.js';
import type { Key, Store } from '../platform/store.js';
import type { ConsentRecord } from './consent.js';
import type { InboxRow } from './records.js';
import type { Outcome } from './settle.js';
import type { Held } from './shell.js';

export interface InboxOptions {
  /** The database, or its twin in memory. */
  place(): Store;
  /** Its name; empty while it is not read: nothing is written then. */
  epoch(): string;
  draw(): string;
  now(): number;
  under(): readonly Purpose[];
  /** What of a touchpoint may be stored; looked at before it is, or when what waits is read. */
  redact(touchpoint: Touchpoint): { readonly touchpoint: Touchpoint; readonly problems: readonly Problem[] };
  problem(problem: Problem): void;
}

/** What was tracked on this page and has no place in the log yet. */
export interface Inbox {
  /** Random name of this page. */
  readonly tab: string;
  /** What waits, oldest first. The same reference until it changes. */
  readonly waiting: readonly InboxRow[];
  /** What waits where an earlier task's writing has not ended, and behind it. */
  readonly stuck: readonly Held[];
  /** Takes a touchpoint, and the consent record if it is given, to be written with the next. */
  add(touchpoint: Touchpoint, consent?: ConsentRecord): void;
  /** Writes ahead what is not, at once: what is begun survives the page. Rejects where it fails; it is written with the next then. */
  write(): Promise<void>;
  /** What was written, for `settled`. */
  begun(): ReadonlySet<InboxRow>;
  /** A commit came to this, which knew of these rows. */
  settled(outcome: Outcome, begun: ReadonlySet<InboxRow>): void;
  /** Another page has these. */
  forgo(ids: readonly string[]): void;
  /** Everything that waits is for another database now. */
  writeAgain(): void;
  /** What was begun may land behind an erasure this page did not know of: it goes again. */
  takeBack(): void;
  forget(): void;
}

export function createInbox({ place, epoch, draw, now, under, redact, problem }: InboxOptions): Inbox {
  const tab = draw();
  /** As they were tracked; what called waits for no more than that. */
  let raw: (Pick<InboxRow, 'at' | 'purposes'> & { readonly touchpoint: Touchpoint })[] = [];
  let waiting: InboxRow[] = [];
  /** The same for others, until it changes. */
  let shown: readonly InboxRow[] | null = null;
  /** Those of it that are not in the database yet. */
  let unwritten: InboxRow[] = [];
  let beside: (readonly [Key, unknown])[] = [];
  let numbered = 0;
  let written = new Set<InboxRow>();
  /** Those whose writing has ended. */
  let safe = new Set<InboxRow>();

  /** What was tracked waits for its place from here on. */
  function queueRaw(): void {
    const taken = raw;
    raw = [];
    const problems: Problem[] = [];
    for (const { touchpoint, ...rest } of taken) {
      const redacted = redact(touchpoint);
      const row: InboxRow = { tab, n: ++numbered, epoch: epoch(), ...rest, touchpoint: redacted.touchpoint };
      waiting.push(row);
      unwritten.push(row);
      problems.push(...redacted.problems);
    }
    // Who hears of them may track.
    problems.forEach(problem);
  }

  return {
    tab,
    get waiting() {
      queueRaw();
      shown ??= [...waiting];
      return shown;
    },
    get stuck() {
      const isStuck = waiting.some(row => written.has(row) && !safe.has(row));
      queueRaw();
      return isStuck
        ? waiting.flatMap(row => {
            const { touchpoint, purposes } = row;
            return touchpoint && !safe.has(row) ? [{ touchpoint, purposes }] : [];
          })
        : [];
    },
    add(touchpoint, consent) {
      raw.push({ at: now(), purposes: under(), touchpoint });
      shown = null;
      if (consent) beside.push(['consent', consent]);
    },
    async write() {
      queueRaw();
      const rows = unwritten;
      const records = beside;
      const put = [...records, ...rows.map(row => [['inbox', tab, row.n], row] as const)];
      if (!epoch() || !put.length) return;
      beside = [];
      unwritten = [];
      for (const row of rows) written.add(row);
      try {
        await place().transact([], [], () => ({ put }));
        for (const row of rows) safe.add(row);
      } catch (cause) {
        beside = [...records, ...beside];
        const still = new Set(waiting);
        unwritten = [...new Set([...rows.filter(row => still.has(row)), ...unwritten])];
        for (const row of rows) written.delete(row);
        throw cause;
      }
    },
    begun: () => new Set(written),
    settled({ waiting: left, taken, isPartial }, begun) {
      waiting = waiting.filter(row => {
        if (!begun.has(row) || !written.has(row)) return true;
        const id = row.touchpoint?.id;
        // Behind what was read a row is waiting unless it is known to have its place.
        return left.has(id) || (isPartial && !taken.has(id));
      });
      shown = null;
      written = new Set(waiting.filter(row => written.has(row)));
      safe = new Set(waiting.filter(row => safe.has(row)));
    },
    forgo(ids) {
      const stay = ({ touchpoint }: InboxRow): boolean => !touchpoint || !ids.includes(touchpoint.id);
      waiting = waiting.filter(stay);
      unwritten = unwritten.filter(stay);
      shown = null;
    },
    writeAgain() {
      waiting = waiting.map(row => ({ ...row, epoch: epoch() }));
      unwritten = [...waiting];
      shown = null;
      written = new Set();
    },
    takeBack() {
      const drop = [...written].map(({ n }) => ['inbox', tab, n] as const);
      if (!drop.length) return;
      void place()
        .transact([], [], () => ({ drop }))
        .catch(() => {});
    },
    forget() {
      raw = [];
      waiting = [];
      shown = null;
      unwritten = [];
      beside = [];
    },
  };
}
