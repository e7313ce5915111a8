import type { Plugin } from '../core/plugin.js';
import type { Row } from '../core/touchpoint.js';
import { withLock } from '../platform/locks.js';
import type { ConsentRecord } from './consent.js';
import { nextBatch, START } from './cursor.js';
import { endLine, type Line, readLine } from './line.js';
import type { Cursor } from './records.js';
import { restLeft } from './rest.js';
import { createSender, type Destination, GATHER_MS, type Hurry, type SenderOptions } from './sender.js';

const TAKEOVER_MS = 500;
/** Before that somebody has sent it, or will: only what is younger goes out once more when a page leaves. */
const TAIL_MS = 5_000;
const LONGEST_MS = 2 ** 31 - 1;

export interface OutboxOptions extends SenderOptions {
  /** Names the locks. */
  readonly name: string;
  destinations(): readonly Destination[];
}

export interface Outbox {
  /** Sends soon, together with what comes meanwhile. */
  schedule(): void;
  /** Another tab may have moved the cursors. */
  look(): void;
  /** Offers everything to every destination once, now, also to one that rests. */
  run(why?: 'asked' | 'online'): Promise<void>;
  /** The page is hidden: what was to go out soon goes now. */
  hurry(): void;
  /** Last chance: these rows go out if no request holds them yet; the cursor stays. */
  leave(rows: readonly Row[]): void;
  /** Consent is gone: what this destination has not been told it never will be, unless what is stored allows it. */
  withdraw(plugin: Plugin, isAllowed: (record?: ConsentRecord) => boolean): Promise<void>;
  /** What became of the rows of a destination, as last seen. */
  counts(plugin: Plugin): Cursor;
  stop(): void;
}

/** Hands the log to destinations, each from its own cursor, one sender over all tabs. */
export function createOutbox(options: OutboxOptions): Outbox {
  const { name, store, destinations, now, failed } = options;
  // Without a prototype, which knows a `constructor`, and on some pages whatever the page hung there.
  const lines: Record<string, Line> = Object.create(null);
  /** One a destination: who waits delays nobody else. */
  const timers: Record<string, ReturnType<typeof setTimeout> | undefined> = Object.create(null);
  const running: Record<string, Promise<unknown> | undefined> = Object.create(null);
  /** Aborted when the page leaves. */
  let away = new AbortController();
  let isStopped = false;
  const { drain, offer } = createSender(options, lines, ({ signal }) => signal.aborted || isStopped);

  /** A page that goes before it sends must know whether the destination rests, and where it stands. */
  async function learn(plugin: string): Promise<void> {
    const known = lines[plugin];
    try {
      const line = await readLine(store(), plugin);
      // What this page sends meanwhile it knows better.
      if (lines[plugin] === known && !running[plugin]) lines[plugin] = line;
    } catch {
      // Sending reads it again.
    }
  }

  async function run(only?: string, hurry: Hurry = null): Promise<void> {
    const wanted = destinations().filter(([{ name: plugin }]) => !only || only === plugin);
    await Promise.all(wanted.map(destination => runOne(destination, hurry)));
  }

  async function runOne(destination: Destination, hurry: Hurry): Promise<void> {
    const [plugin] = destination;
    const own = plugin.name;
    if (running[own] && !hurry) return;
    // It may have failed before the hurry began, as when the network comes back. Of several that wait one goes on.
    while (running[own]) await running[own];
    clearTimeout(timers[own]);
    timers[own] = undefined;
    const work = withLock(`${name}:${own}`, away.signal, async () => again(own, await drain(destination, hurry)));
    const ended = work.then(
      // A tab that sends may die of it; then this one takes over.
      isRun => isRun || again(own, TAKEOVER_MS),
      cause => {
        failed(plugin, 'deliver', cause);
        again(own, GATHER_MS);
      },
    );
    running[own] = ended;
    await ended;
    if (running[own] === ended) running[own] = undefined;
  }

  async function withdraw({ name: plugin }: Plugin, isAllowed: (record?: ConsentRecord) => boolean): Promise<void> {
    const ended = await endLine(store(), plugin, isAllowed);
    if (ended) lines[plugin] = ended;
  }

  /** Goes on with it later; nothing said: there is nothing to go on with. */
  function again(plugin: string, afterMs: number | undefined): void {
    if (isStopped || afterMs === undefined) return;
    timers[plugin] ??= setTimeout(
      () => {
        timers[plugin] = undefined;
        void run(plugin);
      },
      Math.min(afterMs, LONGEST_MS),
    );
  }

  return {
    run: (why = 'asked') => run(undefined, why),
    withdraw,
    look() {
      for (const [{ name: plugin }] of destinations()) void learn(plugin);
    },
    schedule() {
      for (const [{ name: plugin }] of destinations()) {
        if (!lines[plugin]) void learn(plugin);
        again(plugin, GATHER_MS);
      }
    },
    hurry() {
      for (const [{ name: plugin }] of destinations()) {
        if (timers[plugin]) void run(plugin);
      }
    },
    leave(rows) {
      away.abort();
      away = new AbortController();
      // What was before goes at the next visit, for whom it is of.
      const logout = rows.filter(({ touchpoint }) => touchpoint?.type === 'reset').at(-1)?.seq ?? 0;
      for (const destination of destinations()) {
        const [plugin] = destination;
        const line = lines[plugin.name];
        if (line?.isForeign || restLeft(line?.cursor.rest, now())) continue;
        const from = Math.max(line?.cursor.seq ?? 0, line?.flying ?? 0);
        const { batch } = nextBatch(
          plugin,
          { ...START, seq: from },
          rows.filter(row => row.seq > from && row.seq > logout && Math.abs(now() - row.now) < TAIL_MS),
        );
        if (batch.length) void offer(destination, batch, true);
      }
    },
    counts: ({ name: plugin }) => lines[plugin]?.cursor ?? START,
    stop() {
      isStopped = true;
      Object.values(timers).forEach(clearTimeout);
    },
  };
}
