import type { Plugin } from '../core/plugin.js';
import type { Delivery } from './delivery.js';
import type { Diagnostics } from './face.js';
import type { Ledger } from './ledger.js';
import { type Counts, count, total } from './records.js';

/** What was recorded, by touchpoint type and by who tracked it. */
export type Captured = Map<string, Map<string, number>>;

/** A plugin that only listens: what it heard, by touchpoint type. */
interface Listening extends Plugin {
  readonly heard: ReadonlyMap<string, number>;
}

/** The ledger in figures, with what the front holds (`held`) and refused. Pure. */
export function diagnose(
  { known, waiting, dropped }: Ledger,
  delivery: Delivery | undefined,
  held: number,
  refused: Counts,
): Diagnostics {
  let lost = dropped;
  for (const [reason, by] of Object.entries(refused)) lost = count(lost, reason, by);
  const underway = waiting.length + held;
  const stored = known.seq + underway;
  return {
    tracked: stored + total(lost),
    stored,
    dropped: lost,
    destinations: delivery?.standing(known.seq, underway) ?? {},
  };
}

/** Counts one more, or so many. Maps, for a page may give every name a prototype's value. */
export function capture(captured: Captured, [type, by]: readonly [type: string, by: string], times = 1): Captured {
  const counts = captured.get(type) ?? new Map<string, number>();
  return captured.set(type, counts.set(by, (counts.get(by) ?? 0) + times));
}

/** What was recorded, and beside it what was only heard. Pure. */
export function sideBySide(captured: Captured, plugins: readonly Plugin[]): Readonly<Record<string, Counts>> {
  const all: Captured = new Map([...captured].map(([type, counts]) => [type, new Map(counts)]));
  for (const { name, heard } of plugins.filter((plugin): plugin is Listening => Object.hasOwn(plugin, 'heard')))
    for (const [type, times] of heard) capture(all, [type, name], times);
  return Object.fromEntries([...all].map(([type, counts]) => [type, Object.fromEntries(counts)]));
}
