import type { Label } from '../../../src/tools/metrics.js';
import { type Fields, readRows, readText } from '../../../src/tools/read-rows.js';
import type { ScoreEvent } from './scored.js';

/** One recorded visit, oldest event first. */
export interface Visit {
  readonly visitor: string;
  readonly events: readonly ScoreEvent[];
  /** What the visitor did in visits that began before, up to the start of this one, oldest first. */
  readonly history: readonly ScoreEvent[];
}

/** The recorded visits of one shop. */
export interface Shop {
  readonly name: string;
  readonly visits: readonly Visit[];
  /** Share of visits with a purchase: the one number a site knows. */
  readonly baseRate: number;
}

/** A moment of a visit at which something is asked, and what came true. */
export interface Labelled {
  readonly visitor: string;
  readonly y: Label;
}

/** Reads an event file with the columns visitor, session, ts, event, item, category, brand, price, page. */
export function readShop(name: string, path: string): Shop {
  const sessions = new Map<string, { readonly visitor: string; readonly events: ScoreEvent[] }>();
  for (const row of readRows(readText(path))) {
    const { visitor = '', session = '' } = row;
    const key = `${visitor}/${session}`;
    const known = sessions.get(key) ?? { visitor, events: [] };
    known.events.push(eventOf(row));
    sessions.set(key, known);
  }
  return shopOf(name, [...sessions.values()]);
}

/** Puts sessions in order and adds what each visitor did before. Pure. */
export function shopOf(
  name: string,
  sessions: readonly { readonly visitor: string; readonly events: readonly ScoreEvent[] }[],
): Shop {
  const sorted = sessions
    .map(({ visitor, events }) => ({ visitor, events: [...events].sort((a, b) => a.ts - b.ts) }))
    .sort((a, b) => startOf(a.events) - startOf(b.events));
  const before = new Map<string, readonly ScoreEvent[]>();
  const visits = sorted.map(({ visitor, events }): Visit => {
    const earlier = before.get(visitor) ?? [];
    before.set(
      visitor,
      [...earlier, ...events].sort((a, b) => a.ts - b.ts),
    );
    return { visitor, events, history: earlier.filter(({ ts }) => ts < startOf(events)) };
  });
  return { name, visits, baseRate: visits.filter(({ events }) => events.some(isPurchase)).length / visits.length };
}

/** The events at which a purchase is still ahead or never comes: those before the visit's first purchase. Pure. */
export function untilPurchase({ events }: Visit): readonly ScoreEvent[] {
  const bought = events.findIndex(isPurchase);
  return bought < 0 ? events : events.slice(0, bought);
}

/** Pure. */
export function isPurchase({ event }: ScoreEvent): boolean {
  return event === 'purchase';
}

/** Pure. */
export function buys({ events }: Visit): Label {
  return events.some(isPurchase) ? 1 : 0;
}

function startOf(events: readonly ScoreEvent[]): number {
  return events[0]?.ts ?? 0;
}

function eventOf({ ts, event = '', item, category, brand, price, page }: Fields): ScoreEvent {
  return {
    ts: Number(ts),
    event,
    ...(item && { item }),
    ...(category && { category }),
    ...(brand && { brand }),
    ...(price && { price: Number(price) }),
    ...(page && { page }),
  };
}
