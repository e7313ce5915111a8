import type { CaptureContext, Delivered, Plugin } from '../core/plugin.js';
import type { Row } from '../core/touchpoint.js';
import { isOnline } from '../platform/lifecycle.js';
import type { Store } from '../platform/store.js';
import { createTransport } from '../platform/transport.js';
import { readAhead } from './ahead.js';
import { nextBatch, settleBatch } from './cursor.js';
import { deliverTo } from './deliver-to.js';
import { type Line, moveLine, readLine } from './line.js';
import { NO_REST, restAfter, restLeft } from './rest.js';
import { deliverSpoiled } from './spoiled.js';

/** A destination that may run now, with what it works with. */
export type Destination = readonly [plugin: Plugin, context: CaptureContext];

/** Why a destination is not left to rest. */
export type Hurry = 'asked' | 'online' | null;

export interface SenderOptions {
  now(): number;
  store(): Store;
  /** What a destination works with for rows of a visitor who has logged out, of whom only the id is known. */
  about(plugin: Plugin, context: CaptureContext, visitorId: string): CaptureContext;
  failed(plugin: Plugin, member: string, cause: unknown): void;
  /** A cursor moved, to this place. */
  moved(seq: number): void;
}

/** Hands rows to one destination. */
export interface Sender {
  /**
   * Sends what is behind its cursor until all there is now is taken or the destination needs a rest, which holds for all
   * tabs. Answers after how many ms to go on, if there is reason to.
   */
  drain(destination: Destination, hurry: Hurry): Promise<number | undefined>;
  /** Offers rows once; the cursor stays. `isFinal`: the page is going away. Never rejects. */
  offer(destination: Destination, batch: readonly Row[], isFinal?: boolean): Promise<Delivered>;
}

/** Long enough that a page looked at in passing sends once, when it goes. */
export const GATHER_MS = 3_000;

/** Writes where a destination stands into `lines`, by its name. `isOver`: it may not be told any more. */
export function createSender(
  { now, store, about, failed, moved }: SenderOptions,
  lines: Record<string, Line>,
  isOver: (context: CaptureContext) => boolean,
): Sender {
  const send = createTransport(now);

  async function drain([plugin, context]: Destination, hurry: Hurry): Promise<number | undefined> {
    let line = await readLine(store(), plugin.name);
    lines[plugin.name] = line;
    const leftMs = hurry ? 0 : restLeft(line.cursor.rest, now());
    if (leftMs) return leftMs;
    /** What comes after it goes out later: who waits for this would else wait as long as something goes on. */
    let last: number | undefined;
    while (!isOver(context)) {
      const ahead = await readAhead(store(), line.cursor.seq);
      // Without a visitor everything is being erased.
      if (!ahead || context.profile.visitorId === '') return;
      last ??= ahead.last;
      if (line.cursor.seq >= last) return GATHER_MS;
      const { rows, visitorId } = ahead;
      const whose = visitorId === undefined ? context : about(plugin, context, visitorId);
      const { rest: known = NO_REST, ...before } = line.cursor;
      const reach = nextBatch(plugin, before, rows);
      line.flying = reach.cursor.seq;
      const answer = await deliverSpoiled(reach.batch, part => offer([plugin, whose], part));
      line.flying = 0;
      // Withdrawn or erased meanwhile: whoever did that has put the cursor where it belongs.
      if (isOver(context)) return;
      // What failed without a network says nothing of the destination.
      const rest = hurry === 'online' ? NO_REST : known;
      const after = settleBatch(plugin, reach, answer);
      const isStuck = after.seq < reach.cursor.seq;
      const moment = { now: now(), chance: Math.random(), isOnline: isOnline() };
      const next = isStuck
        ? { ...after, rest: restAfter(after.seq > before.seq ? NO_REST : rest, answer, moment) }
        : after;
      line = (await moveLine(store(), line, next)) ?? (await readLine(store(), plugin.name));
      lines[plugin.name] = line;
      moved(line.cursor.seq);
      if (isStuck) return restLeft(next.rest, now());
    }
  }

  async function offer([plugin, context]: Destination, batch: readonly Row[], isFinal = false): Promise<Delivered> {
    // A batch goes out in parts, and consent may go between two of them.
    if (isOver(context)) return { accepted: 0 };
    try {
      const { signal, site, profile, problem } = context;
      return await deliverTo(plugin, batch, { signal, site, profile, problem, final: isFinal, send });
    } catch (cause) {
      failed(plugin, 'deliver', cause);
      return { accepted: 0 };
    }
  }

  return { drain, offer };
}
