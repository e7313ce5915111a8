import { normalize, withFired } from '../core/advance.js';
import type { Profile } from '../core/profile.js';
import { reduce } from '../core/reduce.js';
import type { Rules } from '../core/rules.js';
import type { Row } from '../core/touchpoint.js';
import type { Store } from '../platform/store.js';
import { checksum, insist, isRow } from './whole.js';

interface Reached {
  readonly seq: number;
  readonly profile: Profile;
}

const SLICE_MS = 20;

/** The number that stands for a device, by the first visitor id it is known for. Pure. */
export function deviceOf(visitorId: string): number {
  return checksum(visitorId);
}

/**
 * The rows of several devices in one order, which is the same on each of them: that of their clocks, where none sets a
 * device's own order back. What was before the last logout of this one was another visitor's, and stays before. Pure.
 */
export function arrange(rows: readonly Row[], own: number): readonly Row[] {
  const start = afterLogout(rows);
  let clock = 0;
  const later = rows.slice(start).map((row, index) => {
    if (row.imported !== undefined) return { row, index, device: row.imported };
    clock = Math.max(clock, row.now);
    return { row: { ...row, now: clock }, index, device: own };
  });
  later.sort((a, b) => a.row.now - b.row.now || a.device - b.device || a.index - b.index);
  return [...rows.slice(0, start), ...later.map(({ row }) => row)];
}

/** Where in these rows those begin that came after the last logout on this device. Pure. */
export function afterLogout(rows: readonly Row[]): number {
  const isLogout = ({ touchpoint, imported }: Row): boolean => imported === undefined && touchpoint?.type === 'reset';
  return rows.map(isLogout).lastIndexOf(true) + 1;
}

/**
 * Folds the rows above a place up to the last imported one in one order, in pieces of at most 20 ms. What a plugin drops
 * where it comes twice, such as an order both devices told of, counts once.
 */
export async function foldMerged<T extends Reached>(
  { place, rules, now }: { readonly place: Store; readonly rules: Rules; now(): number },
  from: T,
  { upTo, visitorId }: { readonly upTo: number; readonly visitorId: string },
): Promise<T> {
  const [read] = (await place.read([], [{ name: 'log', above: from.seq }])) as readonly [readonly Row[]];
  insist(read.every(isRow));
  const rows = read.filter(({ seq }) => seq <= upTo);
  let { profile } = from;
  let started = now();
  for (const row of arrange(rows, deviceOf(visitorId))) {
    profile = foldOne(rules, profile, row);
    if (now() - started < SLICE_MS) continue;
    await new Promise(resolve => setTimeout(resolve));
    started = now();
  }
  return { ...from, seq: upTo, profile };
}

/** The profile over these rows, in one piece. Pure. */
export function foldArranged(rules: Rules, base: Profile, rows: readonly Row[]): Profile {
  let profile = base;
  for (const row of rows) profile = foldOne(rules, profile, row);
  return profile;
}

function foldOne(rules: Rules, profile: Profile, row: Row): Profile {
  const { touchpoint, decisions } = row;
  const isTwice = touchpoint && !normalize(rules, profile, touchpoint, []);
  return withFired(isTwice ? profile : reduce(rules, profile, row, touchpoint, []), decisions);
}
