import type { CaptureContext, DeliverContext, Delivered, Plugin } from '../core/plugin.js';
import { isPermitted } from '../core/purpose.js';
import type { Row } from '../core/touchpoint.js';
import { withLock } from '../platform/locks.js';
import type { Store } from '../platform/store.js';
import { createTransport } from '../platform/transport.js';
import { type Cursor, count, type Head } from './records.js';
import { timeBoxed } from './time-boxed.js';

const BATCH_SIZE = 56 * 1024;
const BATCH_ROWS = 100;
const GATHER_MS = 1_000;
const BACKOFF_MS = 1_000;
const BACKOFF_MOST_MS = 300_000;
const LONGEST_MS = 2 ** 31 - 1;

export interface OutboxOptions {
  /** Names the locks. */
  readonly name: string;
  now(): number;
  store(): Store;
  /** Destinations that may run now, with what they work with. */
  destinations(): readonly (readonly [Plugin, CaptureContext])[];
  failed(plugin: Plugin, member: string, cause: unknown): void;
}

export interface Outbox {
  /** Sends soon, together with what comes meanwhile. */
  schedule(): void;
  /** Offers everything to every destination once, now. */
  run(): Promise<void>;
  /** The page is hidden: what was to go out soon goes now. */
  hurry(): void;
  /** Last chance: these rows go out if no request holds them yet; the cursor stays. */
  leave(rows: readonly Row[]): void;
  /** Consent is gone: what this destination has not been told it never will be. */
  withdraw(plugin: Plugin): Promise<void>;
  /** What became of the rows, by destination, as last seen. */
  readonly cursors: Readonly<Record<string, Cursor>>;
  stop(): void;
}

interface Line {
  readonly cursor: Cursor;
  /** Last row a request under way holds. */
  flying: number;
  tries: number;
}

export const START: Cursor = { name: '', seq: 0, delivered: 0, dropped: {} };

/** Hands the log to destinations, each from its own cursor, one sender over all tabs. */
export function createOutbox({ name, store, destinations, now, failed }: OutboxOptions): Outbox {
  const send = createTransport(now);
  const lines: Record<string, Line> = {};
  /** One a destination: who waits delays nobody else. */
  const timers: Record<string, ReturnType<typeof setTimeout> | undefined> = {};
  /** Aborted when the page leaves. */
  let away = new AbortController();
  let isStopped = false;

  async function drain(plugin: Plugin, context: CaptureContext): Promise<void> {
    let line = await readLine(plugin.name);
    while (!context.signal.aborted && !isStopped) {
      const [rows] = (await store().read(
        [],
        [{ name: 'log', above: line.cursor.seq, limit: BATCH_ROWS }],
      )) as readonly [readonly Row[]];
      const { batch, cursor } = nextBatch(plugin, line.cursor, rows);
      if (!rows.length) return;
      line.flying = cursor.seq;
      const answer = batch.length ? await hand(plugin, context, batch) : {};
      line.flying = 0;
      // Withdrawn or erased meanwhile: whoever did that has put the cursor where it belongs.
      if (context.signal.aborted || isStopped) return;
      const after = settleBatch(plugin, line.cursor, rows, batch, answer);
      await move(plugin.name, line.cursor, after);
      const isStuck = after.seq < cursor.seq;
      line = lines[plugin.name] = { cursor: after, flying: 0, tries: isStuck ? line.tries + 1 : 0 };
      if (isStuck) {
        const backoffMs = Math.random() * Math.min(BACKOFF_MOST_MS, BACKOFF_MS * 2 ** line.tries);
        // A moment that is past or no number, as a clock that is wrong makes it, does not shorten the wait.
        return again(plugin.name, Math.max(backoffMs, answer.retryAfterMs || 0));
      }
    }
  }

  async function readLine(plugin: string): Promise<Line> {
    const [stored] = (await store().read([['cursor', plugin]], [])) as readonly [Cursor?];
    const cursor = stored ?? { ...START, name: plugin };
    const { tries = 0 } = lines[plugin] ?? {};
    lines[plugin] = { cursor, flying: 0, tries };
    return lines[plugin];
  }

  /** A refused batch is tried row by row, so that one bad row holds nobody up. */
  async function hand(
    plugin: Plugin,
    context: CaptureContext,
    batch: readonly Row[],
    final = false,
  ): Promise<Delivered> {
    try {
      const answer = await timeBoxed(context.signal, signal =>
        plugin.deliver?.(batch, deliverContext(context, signal, final)),
      );
      if (answer?.rejected !== true || batch.length === 1) return answer ?? {};
      const rejected: number[] = [];
      for (const [index, row] of batch.entries()) {
        const one = await hand(plugin, context, [row]);
        if (one.rejected) rejected.push(row.seq);
        else if (one.accepted === 0) return { ...one, accepted: index, rejected };
      }
      return { rejected };
    } catch (cause) {
      failed(plugin, 'deliver', cause);
      return { accepted: 0 };
    }
  }

  function deliverContext(context: CaptureContext, signal: AbortSignal, final: boolean): DeliverContext {
    return {
      signal,
      site: context.site,
      profile: context.profile,
      final,
      problem: context.problem,
      send: (url, body) => send(url, body, signal),
    };
  }

  async function move(plugin: string, from: Cursor, to: Cursor): Promise<void> {
    await store().transact([['cursor', plugin]], [], ([stored]) => {
      return ((stored as Cursor | undefined)?.seq ?? 0) === from.seq ? { put: [[['cursor', plugin], to]] } : {};
    });
  }

  async function run(only?: string): Promise<void> {
    await Promise.all(
      destinations().map(async ([plugin, context]) => {
        if (only && only !== plugin.name) return;
        clearTimeout(timers[plugin.name]);
        timers[plugin.name] = undefined;
        await withLock(`${name}:${plugin.name}`, away.signal, () => drain(plugin, context)).catch(cause =>
          failed(plugin, 'deliver', cause),
        );
      }),
    );
  }

  async function withdraw({ name: plugin }: Plugin): Promise<void> {
    await store().transact(['head', ['cursor', plugin]], [], values => {
      const [head, cursor = START] = values as readonly [Head?, Cursor?];
      const missed = (head?.seq ?? 0) - cursor.seq;
      const after = {
        ...cursor,
        name: plugin,
        seq: cursor.seq + missed,
        dropped: count(cursor.dropped, 'consent', missed),
      };
      lines[plugin] = { cursor: after, flying: 0, tries: 0 };
      return missed ? { put: [[['cursor', plugin], after]] } : {};
    });
  }

  function again(plugin: string, afterMs: number): void {
    timers[plugin] ??= setTimeout(
      () => {
        timers[plugin] = undefined;
        void run(plugin);
      },
      Math.min(afterMs, LONGEST_MS),
    );
  }

  return {
    run: () => run(),
    withdraw,
    schedule() {
      for (const [plugin] of destinations()) again(plugin.name, GATHER_MS);
    },
    hurry() {
      for (const [{ name: plugin }] of destinations()) {
        // What backs off has no hurry.
        if (timers[plugin] && !lines[plugin]?.tries) void run(plugin);
      }
    },
    leave(rows) {
      away.abort();
      away = new AbortController();
      for (const [plugin, context] of destinations()) {
        const line = lines[plugin.name];
        const from = Math.max(line?.cursor.seq ?? 0, line?.flying ?? 0);
        const { batch } = nextBatch(
          plugin,
          { ...START, seq: from },
          rows.filter(row => row.seq > from),
        );
        if (batch.length) void hand(plugin, context, batch, true);
      }
    },
    get cursors() {
      return Object.fromEntries(Object.entries(lines).map(([plugin, { cursor }]) => [plugin, cursor]));
    },
    stop() {
      isStopped = true;
      Object.values(timers).forEach(clearTimeout);
    },
  };
}

/** Whether this destination is told of this row; if not, why. Pure. */
export function refusal({ purpose, ignores = [] }: Plugin, { touchpoint, decisions, purposes }: Row): string | null {
  if (!isPermitted(purpose, purposes)) return 'consent';
  if (!touchpoint && !decisions.some(decision => decision.name)) return 'forgotten';
  return touchpoint && ignores.includes(touchpoint.by) ? 'ignored' : null;
}

/** The next rows for this destination, and the cursor once they are taken. Pure. Gaps in the log are rows that retention took. */
function nextBatch(plugin: Plugin, from: Cursor, rows: readonly Row[]): { batch: readonly Row[]; cursor: Cursor } {
  const batch: Row[] = [];
  let { seq, dropped } = from;
  let size = 0;
  for (const row of rows) {
    const reason = refusal(plugin, row);
    size += reason ? 0 : new Blob([JSON.stringify(row)]).size;
    if (batch.length && size > BATCH_SIZE) break;
    dropped = count(count(dropped, 'retention', row.seq - seq - 1), reason);
    seq = row.seq;
    if (!reason) batch.push(row);
  }
  return { batch, cursor: { ...from, seq, dropped } };
}

/** Which rows of a batch an answer takes, from its start, and which of them it refuses. Pure; takes odd answers. */
export function takenOf(
  batch: readonly Row[],
  { accepted = batch.length, rejected }: Delivered,
): { taken: readonly Row[]; refused: readonly Row[] } {
  const isRefused = ({ seq }: Row): boolean => rejected === true || (rejected ?? []).includes(seq);
  let end = Math.max(0, Math.min(batch.length, Math.floor(accepted) || 0));
  // A row that will never be taken holds up none behind it.
  for (let next = batch[end]; next && isRefused(next); next = batch[end]) end++;
  const taken = batch.slice(0, end);
  return { taken, refused: taken.filter(isRefused) };
}

/** Where the cursor stands after this answer: behind the last row taken, everything before it counted. Pure. */
function settleBatch(
  plugin: Plugin,
  before: Cursor,
  rows: readonly Row[],
  batch: readonly Row[],
  answer: Delivered,
): Cursor {
  const { taken, refused } = takenOf(batch, answer);
  const passed = batch[taken.length] ? rows.filter(row => row.seq <= (taken.at(-1)?.seq ?? before.seq)) : rows;
  const { cursor } = nextBatch(plugin, before, passed);
  const delivered = before.delivered + taken.length - refused.length;
  return { ...cursor, delivered, dropped: count(cursor.dropped, 'rejected', refused.length) };
}
