import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/core/problem.js';
import type { Fired, Profile } from '../../src/core/profile.js';
import { isRested, nextWake, type Trigger } from '../../src/core/trigger.js';
import { DAY, HOUR, noteTrigger, T0 } from './build.js';

const fired: Fired = { at: T0, session: 's1', count: 2, times: 2 };

function trigger(more: Partial<Trigger> = {}): Trigger {
  // The parts together make a whole trigger, which TypeScript cannot follow through the union.
  return { ...noteTrigger(), ...more } as Trigger;
}

describe('isRested', () => {
  it.each<[string, Partial<Trigger>, number, string, boolean]>([
    ['without limits may fire at once', {}, T0, 's1', true],
    ['rests until `every` is over', { every: HOUR }, T0 + HOUR - 1, 's1', false],
    ['is rested when `every` is over', { every: HOUR }, T0 + HOUR, 's1', true],
    ['rests in another session too', { every: HOUR }, T0 + 1, 's2', false],
    ['fires `perSession` times in a session', { perSession: 3 }, T0 + DAY, 's1', true],
    ['fires no more than that', { perSession: 2 }, T0 + DAY, 's1', false],
    ['fires again in the next session', { perSession: 1 }, T0, 's2', true],
    ['never fires with `perSession` 0 once it has', { perSession: 0 }, T0 + DAY, 's1', false],
    ['keeps both limits: too early', { every: HOUR, perSession: 3 }, T0 + 1, 's1', false],
    ['keeps both limits: too often', { every: HOUR, perSession: 2 }, T0 + HOUR, 's1', false],
    ['rests while the clock is set back a little', { every: HOUR }, T0 - HOUR + 1, 's1', false],
    ['does not rest for years when the clock is set back far', { every: HOUR }, T0 - 900 * DAY, 's1', true],
  ])('a trigger %s', (_, limits, now, session, expected) => {
    expect(isRested(trigger(limits), fired, now, session)).toBe(expected);
  });

  it('lets a trigger that never fired fire', () => {
    expect(isRested(trigger({ every: DAY, perSession: 1 }), undefined, T0, undefined)).toBe(true);
  });
});

describe('nextWake', () => {
  const profile = (last: Record<string, Fired> = {}): Profile => ({
    visitorId: 'v',
    firstSeenAt: T0,
    lastSeenAt: T0,
    session: null,
    stage: null,
    slices: {},
    fired: last,
  });
  const at = (moment: number | null, more: Partial<Trigger> = {}): { trigger: Trigger } => ({
    trigger: trigger({ wakeAt: () => moment, ...more }),
  });

  it.each<[string, { trigger: Trigger }[], Record<string, Fired>, number | null]>([
    ['no trigger', [], {}, null],
    ['a trigger that time does not touch', [{ trigger: trigger() }], {}, null],
    ['a trigger that time does not touch now', [at(null)], {}, null],
    ['a moment to come', [at(T0 + 5)], {}, T0 + 5],
    ['the earliest of several', [at(T0 + 9), at(T0 + 5), at(null), at(T0 + 7)], {}, T0 + 5],
    ['this very moment, which is not to come', [at(T0)], {}, null],
    ['a moment in the past', [at(T0 - 1)], {}, null],
    ['a past beside a moment to come', [at(T0 - 1), at(T0 + 1)], {}, T0 + 1],
    ['a moment inside a rest, which waits for its end', [at(T0 + 5, { every: HOUR })], { notes: fired }, T0 + HOUR],
    [
      'a past moment inside a rest, which waits for its end',
      [at(T0 - 5, { every: HOUR })],
      { notes: fired },
      T0 + HOUR,
    ],
    ['a moment after a rest', [at(T0 + 2 * HOUR, { every: HOUR })], { notes: fired }, T0 + 2 * HOUR],
    ['a fired trigger without rest', [at(T0 + 5)], { notes: fired }, T0 + 5],
    ['the rest of another trigger', [at(T0 + 5, { every: HOUR })], { others: fired }, T0 + 5],
    ['a moment that is none', [at(Number.NaN)], {}, null],
    ['a moment that is none, in a rest', [at(Number.NaN, { every: HOUR })], { notes: fired }, null],
    ...([10n, Symbol('soon'), 'soon', { at: T0 + 1 }, Promise.resolve(T0 + 1)] as unknown as number[]).map(
      (junk): [string, { trigger: Trigger }[], Record<string, Fired>, number] => [
        `a ${typeof junk} beside a moment`,
        [at(junk), at(T0 + 5)],
        { notes: fired },
        T0 + 5,
      ],
    ),
    [
      'a trigger that throws',
      [
        {
          trigger: trigger({
            wakeAt: () => {
              throw new Error('broken');
            },
          }),
        },
        at(T0 + 5),
      ],
      {},
      T0 + 5,
    ],
  ])('answers for %s', (_, triggers, last, expected) => {
    expect(nextWake(triggers, profile(last), T0)).toBe(expected);
  });

  it.each<[string, () => unknown]>([
    [
      'throws',
      () => {
        throw new Error('broken');
      },
    ],
    ['answers later', async () => T0 + 5],
    ['answers with no number', () => Number.NaN],
    ['answers with a date', () => new Date(T0 + 5)],
    ['answers with no end', () => Number.POSITIVE_INFINITY],
  ])('has no alarm for a trigger that %s, and says whose it is', (_, wakeAt) => {
    const problems: Problem[] = [];
    const entry = { plugin: { name: 'acme' }, trigger: trigger({ wakeAt: wakeAt as () => number }) };
    expect(nextWake([entry], profile(), T0, problems)).toBeNull();
    expect(problems).toMatchObject([{ code: 'wakeAt-failed', plugin: 'acme' }]);
  });

  it('asks with the profile', () => {
    const wakeAt = ({ lastSeenAt }: Profile) => lastSeenAt && lastSeenAt + HOUR;
    expect(nextWake([{ trigger: trigger({ wakeAt }) }], profile(), T0)).toBe(T0 + HOUR);
  });
});
