import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { advance } from '../../src/core/advance.js';
import { fold, replay } from '../../src/core/fold.js';
import { freeze } from '../../src/core/freeze.js';
import type { Profile } from '../../src/core/profile.js';
import { PURPOSES } from '../../src/core/purpose.js';
import { isRested, nextWake } from '../../src/core/trigger.js';
import { anywhere, forward, journey, live } from './property-journeys.js';
import { blank, expectSame, RUNS, rules } from './property-rules.js';

// A guard against hanging on a busy machine; the whole file takes some seconds.
vi.setConfig({ testTimeout: 60_000 });

describe('the log', () => {
  it('folds to the live profile, whatever the split into commits', () => {
    fc.assert(
      fc.property(journey(anywhere), fc.array(fc.nat(40), { maxLength: 4 }), (happenings, splits) => {
        const { profile, rows } = live(blank, happenings);
        expectSame(fold(rules, blank, rows), profile);
        let folded = blank;
        let from = 0;
        for (const to of [...splits.sort((a, b) => a - b), rows.length]) {
          // What is between two commits went through the database, or through an export.
          folded = fold(
            rules,
            from % 2 ? structuredClone(folded) : JSON.parse(JSON.stringify(folded)),
            structuredClone(rows.slice(from, to)),
          );
          from = Math.max(from, Math.min(to, rows.length));
        }
        expectSame(folded, profile);
      }),
      RUNS,
    );
  });

  it('folds to the live profile at every place on the way', () => {
    fc.assert(
      fc.property(journey(anywhere), happenings => {
        const { rows, steps } = live(blank, happenings);
        const kept = steps.filter(({ step }) => step.touchpoint || step.decisions.length);
        let folded = blank;
        for (const [index, row] of rows.entries()) {
          folded = fold(rules, folded, [row]);
          expectSame(folded, kept[index]?.step.profile);
        }
      }),
      RUNS,
    );
  });

  it('goes on from any stored profile as from the live one', () => {
    fc.assert(
      fc.property(journey(anywhere), journey(anywhere), (first, second) => {
        const { profile } = live(blank, first);
        expectSame(live(JSON.parse(JSON.stringify(profile)), second), live(profile, second));
      }),
      RUNS,
    );
  });

  it('replays to the recorded decisions', () => {
    fc.assert(
      fc.property(journey(anywhere), happenings => {
        const { profile, rows } = live(blank, happenings);
        const replayed = replay(rules, blank, rows);
        expectSame(replayed.rows, rows);
        expectSame(replayed.profile, profile);
      }),
      RUNS,
    );
  });

  it('folds over forgotten rows without harm, and keeps what fired', () => {
    fc.assert(
      fc.property(journey(anywhere), fc.infiniteStream(fc.boolean()), (happenings, forget) => {
        const { profile, rows } = live(blank, happenings);
        const kept = rows.map(row =>
          forget.next().value
            ? { ...row, touchpoint: null, decisions: row.decisions.map(({ id, trigger, at }) => ({ id, trigger, at })) }
            : row,
        );
        const moments = (from: Profile) => Object.entries(from.fired).map(([name, { at }]) => [name, at]);
        expect(moments(fold(rules, blank, kept))).toEqual(moments(profile));
      }),
      RUNS,
    );
  });

  it('has a decision of every kind in some journey: the rules above are exercised', () => {
    const seen = new Set<string>();
    const sample = fc.sample(journey(anywhere), { numRuns: 300, seed: 1 });
    for (const happenings of sample) {
      for (const { decisions, touchpoint } of live(blank, happenings).rows) {
        for (const { trigger } of decisions) seen.add(touchpoint ? trigger : `${trigger} by time`);
      }
    }
    expect([...seen].sort()).toEqual(
      [
        'idle',
        'idle by time',
        'moody',
        'moody by time',
        'notes',
        'rare-notes',
        'stage',
        'stage by time',
        'tasted',
      ].sort(),
    );
  });
});

describe('a step', () => {
  it('leaves everything it was given as it was', () => {
    fc.assert(
      fc.property(journey(anywhere), happenings => {
        for (const { now, before, step } of live(blank, happenings).steps) {
          const raw = step.touchpoint && { ...step.touchpoint, session: '' };
          const given = freeze({
            before: structuredClone(before),
            raw: structuredClone(raw),
            place: { seq: 1, purposes: [...PURPOSES] },
          });
          const copied = JSON.stringify(given);
          const first = advance(rules, given.before, now, given.raw, given.place);
          expect(JSON.stringify(given)).toBe(copied);
          expectSame(advance(rules, structuredClone(before), now, structuredClone(raw), given.place), first);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('keeps reducers to what they return: the same reference when nothing changed', () => {
    fc.assert(
      fc.property(journey(anywhere), happenings => {
        for (const { before, step } of live(blank, happenings).steps) {
          const { touchpoint } = step;
          if (touchpoint && /^(identify|reset|correct)$/.test(touchpoint.type)) continue;
          expect(step.profile.slices.identity).toBe(before.slices.identity);
          if (!touchpoint) expect(step.profile.slices).toBe(before.slices);
        }
      }),
      RUNS,
    );
  });

  it('never decides twice under one id', () => {
    fc.assert(
      fc.property(journey(anywhere), happenings => {
        const ids = live(blank, happenings).rows.flatMap(({ decisions }) => decisions.map(({ id }) => id));
        expect(new Set(ids).size).toBe(ids.length);
      }),
      RUNS,
    );
  });

  it.each<[string, fc.Arbitrary<number>]>([
    ['a clock that only goes forward', forward],
    ['any clock', anywhere],
  ])('never lets time run backwards inside a profile, with %s', (_, after) => {
    fc.assert(
      fc.property(journey(after), happenings => {
        let number = 0;
        for (const { now, step } of live(blank, happenings).steps) {
          const { session, firstSeenAt, lastSeenAt, stage } = step.profile;
          if (!session || !step.touchpoint) continue;
          expect(session.lastAt).toBeGreaterThanOrEqual(session.startedAt);
          expect(lastSeenAt).toBeGreaterThanOrEqual(firstSeenAt ?? Infinity);
          expect(now).toBeGreaterThanOrEqual(
            Math.max(session.lastAt, lastSeenAt ?? Infinity, after === forward ? (stage?.since ?? 0) : 0),
          );
          if (step.touchpoint.type === 'reset') number = 0;
          expect(session.number === number || session.number === number + 1).toBe(true);
          ({ number } = session);
        }
      }),
      RUNS,
    );
  });

  it('keeps every rest and every limit a session has', () => {
    fc.assert(
      fc.property(journey(anywhere), happenings => {
        for (const { now, before, step } of live(blank, happenings).steps) {
          for (const { trigger: name } of step.decisions) {
            const trigger = rules.triggers.find(one => one.trigger.name === name)?.trigger;
            expect(trigger && isRested(trigger, before.fired[name], now, step.profile.session?.id ?? '')).toBe(true);
            expect(step.profile.fired[name]?.count).toBeLessThanOrEqual(trigger?.perSession ?? Infinity);
          }
        }
      }),
      RUNS,
    );
  });

  it('wakes after now, outside every rest, and wakes for what is then due', () => {
    fc.assert(
      fc.property(journey(anywhere), happenings => {
        for (const { now, step } of live(blank, happenings).steps) {
          const wake = nextWake(rules.triggers, step.profile, now);
          if (wake === null) continue;
          expect(wake).toBeGreaterThan(now);
          expect(advance(rules, step.profile, wake, null).decisions.map(({ trigger }) => trigger)).toContain('idle');
        }
      }),
      RUNS,
    );
  });
});
