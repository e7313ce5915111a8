import { describe, expect, it } from 'vitest';
import { advance } from '../../src/core/advance.js';
import { fold, replay } from '../../src/core/fold.js';
import type { Plugin } from '../../src/core/plugin.js';
import { PURPOSES } from '../../src/core/purpose.js';
import { gatherRules, initialProfile } from '../../src/core/rules.js';
import type { Row } from '../../src/core/touchpoint.js';
import { HOUR, noteTrigger, place, slicePlugin, T0, tally, touchpoint, triggerPlugin } from './build.js';

const idle = {
  name: 'idle',
  decision: 'visitor.idle' as const,
  every: HOUR,
  when: ({
    now,
    touchpoint: raw,
    profile,
  }: {
    now: number;
    touchpoint: unknown;
    profile: { lastSeenAt: number | null };
  }) => (raw ? null : { sinceMs: now - (profile.lastSeenAt ?? now) }),
};
const rules = gatherRules([tally, triggerPlugin('notes', noteTrigger({ perSession: 1 })), triggerPlugin('idle', idle)]);
const base = initialProfile(rules, 'v');

/** A live journey: two notes, a pause, time that makes something due, a note in another session. */
const rows: Row[] = [];
let live = base;
for (const [seq, raw] of [
  touchpoint('note', { text: 'a' }),
  touchpoint('note', { text: 'b' }, T0 + 1),
  null,
  touchpoint('note', { text: 'c' }, T0 + 2 * HOUR),
].entries()) {
  const now = raw?.at ?? T0 + HOUR;
  const step = advance(rules, live, now, raw, place(seq + 1));
  live = step.profile;
  rows.push({ seq: seq + 1, now, purposes: PURPOSES, touchpoint: step.touchpoint, decisions: step.decisions });
}

describe('fold', () => {
  it('is the live profile', () => {
    expect(rows.map(({ decisions }) => decisions.length)).toEqual([1, 0, 1, 1]);
    expect(fold(rules, base, rows)).toEqual(live);
  });

  it('of no rows is the base', () => {
    expect(fold(rules, base, [])).toBe(base);
  });

  it('takes what fired from the rows, and asks no trigger', () => {
    const broken = gatherRules([
      tally,
      triggerPlugin('notes', {
        ...noteTrigger(),
        when: () => {
          throw new Error('asked');
        },
      }),
      triggerPlugin('idle', idle),
    ]);
    expect(fold(broken, base, rows)).toEqual(live);
  });

  it('does not normalize again', () => {
    const dropper: Plugin = { name: 'dropper', normalize: () => null };
    const others = gatherRules([tally, dropper]);
    expect(fold(others, initialProfile(others, 'v'), rows).slices.tally).toEqual({ note: 3 });
  });

  it('goes on over a forgotten row, whose trigger still rests', () => {
    const forgotten = rows.map((row, index) =>
      index
        ? row
        : { ...row, touchpoint: null, decisions: row.decisions.map(({ id, trigger, at }) => ({ id, trigger, at })) },
    );
    const profile = fold(rules, base, forgotten);
    expect(profile.slices.tally).toEqual({ note: 2 });
    expect(profile.fired.notes).toMatchObject({ at: T0 + 2 * HOUR });
    expect(fold(rules, base, forgotten.slice(0, 1)).fired.notes).toMatchObject({ at: T0, count: 1 });
  });

  it('sees under other rules what those would have seen', () => {
    const doubled = gatherRules([
      slicePlugin({
        name: 'tally',
        version: 2,
        initial: {},
        reduce: (state, { type }) => ({ ...state, [type]: (state[type] ?? 0) + 2 }),
      }),
    ]);
    expect(fold(doubled, initialProfile(doubled, 'v'), rows).slices.tally).toEqual({ note: 6 });
  });
});

describe('replay', () => {
  it('makes the recorded decisions again', () => {
    const replayed = replay(rules, base, rows);
    expect(replayed.rows).toEqual(rows);
    expect(replayed.profile).toEqual(live);
  });

  it('makes other decisions under other rules, from the same rows', () => {
    const eager = gatherRules([tally, triggerPlugin('notes', noteTrigger())]);
    const replayed = replay(eager, initialProfile(eager, 'v'), rows);
    expect(replayed.rows.map(({ decisions }) => decisions.length)).toEqual([1, 1, 0, 1]);
    expect(replayed.profile.slices.tally).toEqual(live.slices.tally);
    expect(replayed.rows.map(({ touchpoint: raw }) => raw)).toEqual(rows.map(({ touchpoint: raw }) => raw));
  });

  it('of no rows is the base', () => {
    expect(replay(rules, base, [])).toEqual({ profile: base, rows: [] });
  });
});
