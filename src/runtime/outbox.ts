import type { CaptureContext, DeliverContext, Delivered, Plugin } from '../core/plugin.js';
import type { Row } from '../core/touchpoint.js';
import { isOnline } from '../platform/lifecycle.js';
import { withLock } from '../platform/locks.js';
import type { Store } from '../platform/store.js';
import { createTransport } from '../platform/transport.js';
import { readAhead } from './ahead.js';
import type { ConsentRecord } from './consent.js';
import { answerOf, nextBatch, START, settleBatch } from './cursor.js';
import { endLine, type Line, moveLine, readLine } from './line.js';
import type { Cursor } from './records.js';
import { NO_REST, restAfter, restLeft } from './rest.js';
import { deliverSpoiled } from './spoiled.js';
import { timeBoxed } from './time-boxed.js';
import { rowsWithin } from './within.js';

/** Long enough that a page looked at in passing sends once, when it goes. */
const GATHER_MS = 3_000;
const TAKEOVER_MS = 500;
/** Before that somebody has sent it, or will: only what is younger goes out once more when a page leaves. */
const TAIL_MS = 5_000;
const LONGEST_MS = 2 ** 31 - 1;

export interface OutboxOptions {
  /** Names the locks. */
  readonly name: string;
  now(): number;
  store(): Store;
  /** Destinations that may run now, with what they work with. */
  destinations(): readonly (readonly [Plugin, CaptureContext])[];
  /** What this one works with for rows of a visitor who has logged out, of whom only the id is known. */
  about(plugin: Plugin, context: CaptureContext, visitorId: string): CaptureContext;
  failed(plugin: Plugin, member: string, cause: unknown): void;
  /** A cursor moved, to this place. */
  moved(seq: number): void;
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
  /** What became of the rows, by destination, as last seen. */
  readonly cursors: Readonly<Record<string, Cursor>>;
  stop(): void;
}

/** Why a destination is not left to rest. */
type Hurry = 'asked' | 'online' | null;

/** Hands the log to destinations, each from its own cursor, one sender over all tabs. */
export function createOutbox({ name, store, destinations, about, now, failed, moved }: OutboxOptions): Outbox {
  const send = createTransport(now);
  // Without a prototype, which knows a `constructor`, and on some pages whatever the page hung there.
  const lines: Record<string, Line> = Object.create(null);
  /** One a destination: who waits delays nobody else. */
  const timers: Record<string, ReturnType<typeof setTimeout> | undefined> = Object.create(null);
  const running: Record<string, Promise<unknown> | undefined> = Object.create(null);
  /** Aborted when the page leaves. */
  let away = new AbortController();
  let isStopped = false;

  /** Hands over row after row until all there is now is taken or the destination needs a rest, which holds for all tabs. */
  async function drain(plugin: Plugin, context: CaptureContext, hurry: Hurry): Promise<void> {
    let line = await readLine(store(), plugin.name);
    lines[plugin.name] = line;
    const leftMs = hurry ? 0 : restLeft(line.cursor.rest, now());
    if (leftMs) return again(plugin.name, leftMs);
    /** What comes after it goes out later: who waits for this would else wait as long as something goes on. */
    let last: number | undefined;
    while (!context.signal.aborted && !isStopped) {
      const ahead = await readAhead(store(), line.cursor.seq);
      // Without a visitor everything is being erased.
      if (!ahead || context.profile.visitorId === '') return;
      last ??= ahead.last;
      if (line.cursor.seq >= last) return again(plugin.name, GATHER_MS);
      const { rows, visitorId } = ahead;
      const whose = visitorId === undefined ? context : about(plugin, context, visitorId);
      const reach = nextBatch(plugin, line.cursor, rows);
      const { batch, cursor } = reach;
      line.flying = cursor.seq;
      const answer = await deliverSpoiled(batch, part => offer(plugin, whose, part));
      line.flying = 0;
      // Withdrawn or erased meanwhile: whoever did that has put the cursor where it belongs.
      if (context.signal.aborted || isStopped) return;
      const { rest: known = NO_REST, ...before } = line.cursor;
      // What failed without a network says nothing of the destination.
      const rest = hurry === 'online' ? NO_REST : known;
      const after = settleBatch(plugin, before, rows, reach, answer);
      const isStuck = after.seq < cursor.seq;
      const moment = { now: now(), chance: Math.random(), isOnline: isOnline() };
      const next = isStuck
        ? { ...after, rest: restAfter(after.seq > before.seq ? NO_REST : rest, answer, moment) }
        : after;
      line = (await moveLine(store(), line, next)) ?? (await readLine(store(), plugin.name));
      lines[plugin.name] = line;
      moved(line.cursor.seq);
      if (isStuck) return again(plugin.name, restLeft(next.rest, now()));
    }
  }

  /** A page that goes before it sends must know whether the destination rests, and where it stands. */
  async function learn(plugin: string): Promise<void> {
    const known = lines[plugin];
    const line = await readLine(store(), plugin);
    // What this page sends meanwhile it knows better.
    if (lines[plugin] === known && !running[plugin]) lines[plugin] = line;
  }

  async function offer(
    plugin: Plugin,
    context: CaptureContext,
    batch: readonly Row[],
    final = false,
  ): Promise<Delivered> {
    // A batch goes out in parts, and consent may go between two of them.
    if (context.signal.aborted || isStopped) return { accepted: 0 };
    try {
      const { site, profile, problem } = context;
      const answer = await timeBoxed(context.signal, signal =>
        plugin.deliver?.(
          rowsWithin(plugin, batch),
          Object.freeze({
            site,
            profile,
            problem,
            final,
            signal,
            send: (url, body, headers) => send(url, body, signal, headers),
          } satisfies DeliverContext),
        ),
      );
      return answerOf(plugin, answer, context);
    } catch (cause) {
      failed(plugin, 'deliver', cause);
      return { accepted: 0 };
    }
  }

  async function run(only?: string, hurry: Hurry = null): Promise<void> {
    const wanted = destinations().filter(([{ name: plugin }]) => !only || only === plugin);
    await Promise.all(wanted.map(([plugin, context]) => runOne(plugin, context, hurry)));
  }

  async function runOne(plugin: Plugin, context: CaptureContext, hurry: Hurry): Promise<void> {
    const { name: destination } = plugin;
    if (running[destination] && !hurry) return;
    // It may have failed before the hurry began, as when the network comes back. Of several that wait one goes on.
    while (running[destination]) await running[destination];
    clearTimeout(timers[destination]);
    timers[destination] = undefined;
    const work = withLock(`${name}:${destination}`, away.signal, () => drain(plugin, context, hurry));
    const ended = work.then(
      // A tab that sends may die of it; then this one takes over.
      isRun => isRun || again(destination, TAKEOVER_MS),
      cause => {
        failed(plugin, 'deliver', cause);
        again(destination, GATHER_MS);
      },
    );
    running[destination] = ended;
    await ended;
    if (running[destination] === ended) running[destination] = undefined;
  }

  async function withdraw({ name: plugin }: Plugin, isAllowed: (record?: ConsentRecord) => boolean): Promise<void> {
    const ended = await endLine(store(), plugin, isAllowed);
    if (ended) lines[plugin] = ended;
  }

  function again(plugin: string, afterMs: number): void {
    if (isStopped) return;
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
      for (const [{ name: plugin }] of destinations()) void learn(plugin).catch(() => {}); // Sending reads it again.
    },
    schedule() {
      for (const [{ name: plugin }] of destinations()) {
        if (!lines[plugin]) void learn(plugin).catch(() => {}); // Sending reads it again.
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
      for (const [plugin, context] of destinations()) {
        const line = lines[plugin.name];
        if (line?.isForeign || restLeft(line?.cursor.rest, now())) continue;
        const from = Math.max(line?.cursor.seq ?? 0, line?.flying ?? 0);
        const { batch } = nextBatch(
          plugin,
          { ...START, seq: from },
          rows.filter(row => row.seq > from && row.seq > logout && Math.abs(now() - row.now) < TAIL_MS),
        );
        if (batch.length) void offer(plugin, context, batch, true);
      }
    },
    get cursors() {
      const cursors: Record<string, Cursor> = Object.create(null);
      for (const plugin of Object.keys(lines)) cursors[plugin] = (lines[plugin] as Line).cursor;
      return cursors;
    },
    stop() {
      isStopped = true;
      Object.values(timers).forEach(clearTimeout);
    },
  };
}
