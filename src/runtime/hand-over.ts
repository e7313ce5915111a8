import type { CaptureContext, Plugin } from '../core/plugin.js';
import type { Row } from '../core/touchpoint.js';
import { isOnline } from '../platform/lifecycle.js';
import { refusal, START, takenOf } from './cursor.js';
import { deliverTo } from './deliver-to.js';
import { type Cursor, count, type Rest } from './records.js';
import { NO_REST, restAfter, restLeft } from './rest.js';

export interface HandOverOptions {
  now(): number;
  /** What a destination works with while it may run. */
  contextOf(plugin: Plugin): CaptureContext | undefined;
  failed(plugin: Plugin, member: string, cause: unknown): void;
  /** What waits has changed. */
  changed(): void;
}

/** Hands rows to the destinations that speak through a script of the page. */
export interface HandOver {
  /** These rows, behind those that wait; `isHurried`: also to one that rests. */
  offer(plugin: Plugin, rows: readonly Row[], isHurried?: boolean): void;
  /** What is under way ends: what is not taken by then waits. */
  halt(): void;
  stop(): void;
  /** What waits for it. */
  waiting(plugin: Plugin): readonly Row[];
  /** Nothing waits for it any more. */
  drop(plugin: Plugin): void;
  /** How many are not told yet: those that wait, and those that a call under way holds. */
  held(plugin: Plugin): number;
  /** What became of the rows it was offered on this page; `seq` is how many they were. */
  counts(plugin: Plugin): Cursor;
}

interface Line {
  counts: Cursor;
  rows: readonly Row[];
  rest: Rest;
  timer?: ReturnType<typeof setTimeout>;
  /** Ends what is under way. */
  flight: AbortController | null;
  /** How many rows the call under way holds. */
  flying: number;
}

/** Most rows that wait for one. */
const ROWS = 400;
/** Then it is told to end, half a second before its time is over: what it answers then still counts. */
const ENOUGH_MS = 4_500;

/**
 * A page destination gets each row once, in the tab that tracked it, without a cursor, one batch after the other. What it does not
 * take waits in the memory of this page, in order, and is offered again after a rest. A batch that it throws at or does not
 * answer is gone: it may have told a part.
 */
export function createHandOver({ now, contextOf, failed, changed }: HandOverOptions): HandOver {
  const lines = new Map<string, Line>();
  let isStopped = false;

  function lineOf({ name }: Plugin): Line {
    const line = lines.get(name) ?? { counts: { ...START, name }, rows: [], rest: NO_REST, flight: null, flying: 0 };
    lines.set(name, line);
    return line;
  }

  function offer(plugin: Plugin, rows: readonly Row[], isHurried = false): void {
    const line = lineOf(plugin);
    keep(line, [...line.rows, ...rows]);
    if (!line.flight && (isHurried || !restLeft(line.rest, now()))) void hand(plugin, line);
    else changed();
  }

  async function hand(plugin: Plugin, line: Line): Promise<void> {
    const current = contextOf(plugin);
    const batch: Row[] = [];
    for (const row of line.rows) {
      const reason = current ? refusal(plugin, row) : 'consent';
      if (reason) mark(line, 1, 0, reason);
      else batch.push(row);
    }
    line.rows = [];
    clearTimeout(line.timer);
    if (!current || !batch.length) return changed();
    const flight = new AbortController();
    const stop = (): void => flight.abort();
    const send = async (): Promise<object> => ({});
    const enough = setTimeout(stop, ENOUGH_MS);
    line.flight = flight;
    line.flying = batch.length;
    current.signal.addEventListener('abort', stop);
    try {
      const answer = await deliverTo(plugin, batch, { ...current, signal: flight.signal, final: false, send });
      const { taken, refused } = takenOf(batch, answer);
      const moment = { now: now(), chance: Math.random(), isOnline: isOnline() };
      mark(line, taken.length, taken.length - refused.length, 'rejected');
      keep(line, [...batch.slice(taken.length), ...line.rows]);
      line.rest = taken.length < batch.length ? restAfter(taken.length ? NO_REST : line.rest, answer, moment) : NO_REST;
    } catch (cause) {
      mark(line, batch.length, 0, 'failed');
      failed(plugin, 'deliver', cause);
    }
    clearTimeout(enough);
    current.signal.removeEventListener('abort', stop);
    line.flight = null;
    line.flying = 0;
    changed();
    if (line.rows.length && !isStopped)
      line.timer = setTimeout(() => offer(plugin, [], true), restLeft(line.rest, now()));
  }

  function keep(line: Line, rows: readonly Row[]): void {
    line.rows = rows.slice(-ROWS);
    mark(line, rows.length - line.rows.length, 0, 'retention');
  }

  function mark(line: Line, rows: number, taken: number, reason: string | null): void {
    const { name, seq, delivered, dropped } = line.counts;
    const left = count(dropped, reason, rows - taken);
    line.counts = { name, seq: seq + rows, delivered: delivered + taken, dropped: left };
  }

  function halt(): void {
    for (const { flight, timer } of lines.values()) {
      clearTimeout(timer);
      flight?.abort();
    }
  }

  return {
    offer,
    halt,
    stop() {
      isStopped = true;
      halt();
    },
    waiting: plugin => lineOf(plugin).rows,
    drop(plugin) {
      lineOf(plugin).rows = [];
    },
    held(plugin) {
      const { rows, flying } = lineOf(plugin);
      return rows.length + flying;
    },
    counts: plugin => lineOf(plugin).counts,
  };
}
