import { describe, expect, it } from 'vitest';
import type { Plugin } from '../../src/core/plugin.js';
import type { Problem } from '../../src/core/problem.js';
import type { Profile } from '../../src/core/profile.js';
import { PURPOSES, type Purpose } from '../../src/core/purpose.js';
import { reduce } from '../../src/core/reduce.js';
import { gatherRules, initialProfile, type Rules } from '../../src/core/rules.js';
import type { Touchpoint } from '../../src/core/touchpoint.js';
import { DAY, HOUR, isDeeplyFrozen, stageModel, T0, tally, touchpoint } from './build.js';

interface Options {
  readonly before?: Profile;
  readonly now?: number;
  readonly purposes?: readonly Purpose[];
  readonly problems?: Problem[];
}

function step(
  rules: Rules,
  raw: Touchpoint | null,
  { before = initialProfile(rules, 'v'), now = T0, purposes = PURPOSES, problems = [] }: Options = {},
): Profile {
  return reduce(rules, before, { now, purposes }, raw, problems);
}

/** A slice that keeps what its reducer saw. */
function watcher(saw: (state: unknown, seen: Touchpoint, profile: Profile) => readonly unknown[]): Plugin {
  return { name: 'watcher', slice: { name: 'trail', version: 1, initial: [], reduce: saw } };
}

/** Sees only what was captured for personalization. */
const taste: Plugin = {
  name: 'taste',
  purpose: 'personalization',
  slice: { name: 'taste', version: 1, initial: 0, reduce: state => state + 1 },
};

const VIEW = { plain: { look: 'Look', weigh: 'Weigh', buy: 'Buy', stay: 'Stay' } };

describe('a reducer', () => {
  it('gives its slice the next state', () => {
    const rules = gatherRules([tally]);
    const once = step(rules, touchpoint('note'));
    expect(step(rules, touchpoint('note'), { before: once }).slices.tally).toEqual({ note: 2 });
  });

  it('that returns its state leaves the slices the same reference', () => {
    const rules = gatherRules([watcher(state => state as readonly unknown[])]);
    const before = step(rules, touchpoint('note'));
    expect(step(rules, touchpoint('note'), { before }).slices).toBe(before.slices);
  });

  it.each([
    ['nothing', () => undefined],
    ['a promise', async () => ['later']],
  ])('that returns %s keeps its state, and is reported', (_, reduce) => {
    const problems: Problem[] = [];
    const rules = gatherRules([watcher(reduce as unknown as Parameters<typeof watcher>[0])]);
    expect(step(rules, touchpoint('note'), { problems }).slices.trail).toEqual([]);
    expect(problems).toMatchObject([{ code: 'reduce-failed', plugin: 'watcher' }]);
  });

  it('sees the slices before it as they are after this touchpoint, and its own as it was', () => {
    const rules = gatherRules([tally, watcher((_, __, { slices }) => [slices.tally, slices.trail])]);
    expect(step(rules, touchpoint('note')).slices.trail).toEqual([{ note: 1 }, []]);
  });

  it('sees the visit this touchpoint belongs to', () => {
    const rules = gatherRules([
      watcher((_, seen, { session, lastSeenAt }) => [seen.session, session?.id, session?.touchpoints, lastSeenAt]),
    ]);
    expect(step(rules, touchpoint('note', {}, T0, 't1')).slices.trail).toEqual(['t1', 't1', 1, T0]);
  });

  it('measures by a moment that is never after the clock nor long before the last visit', () => {
    const rules = gatherRules([watcher((_, { at }) => [at])]);
    expect(step(rules, touchpoint('note', {}, T0 + HOUR)).slices.trail).toEqual([T0]);
    const before = { ...initialProfile(rules, 'v'), lastSeenAt: T0 };
    expect(step(rules, touchpoint('note', {}, 5), { before }).slices.trail).toEqual([T0 - 30 * DAY]);
  });

  it('is called on its slice', () => {
    const slice = {
      name: 'taste' as const,
      version: 1,
      initial: 0,
      gain: 5,
      reduce(state: number) {
        return state + this.gain;
      },
    };
    expect(step(gatherRules([{ name: 'taste', slice }]), touchpoint('note')).slices.taste).toBe(5);
  });

  it('sees everything deeply frozen, also when it comes out of a database', () => {
    const seen: boolean[] = [];
    const model = {
      ...stageModel(() => ({}), VIEW),
      infer(profile: Profile) {
        seen.push(isDeeplyFrozen(profile));
        return stageModel(() => ({}), VIEW).infer(profile, 0);
      },
    };
    const watch = watcher((...all) => {
      seen.push(...all.map(isDeeplyFrozen));
      return [];
    });
    const rules = gatherRules([watch, tally, { name: 'stages', stageModel: model }]);
    const before = structuredClone(step(rules, touchpoint('note')));
    step(rules, touchpoint('note', { list: [{ a: 1 }] }), { before });
    step(rules, null, { before: structuredClone(before) });
    expect(seen).toEqual(Array(9).fill(true));
  });

  it.each<[string, Plugin['slice']]>([
    [
      'throws',
      {
        name: 'tally',
        version: 1,
        initial: { kept: 1 },
        reduce: () => {
          throw new Error('broken');
        },
      },
    ],
    [
      'changes what it was given',
      { name: 'tally', version: 1, initial: { kept: 1 }, reduce: state => Object.assign(state, { kept: 2 }) },
    ],
    [
      'returns what cannot be frozen',
      { name: 'tally', version: 1, initial: { kept: 1 }, reduce: () => ({ bytes: new Uint8Array(1) }) as never },
    ],
  ])('that %s keeps its state, is reported, and stops no other', (_, slice) => {
    const rules = gatherRules([{ name: 'broken', slice: slice! }, watcher(() => ['ran'])]);
    const problems: Problem[] = [];
    const before = structuredClone(initialProfile(rules, 'v'));
    const { slices } = step(rules, touchpoint('note'), { before, problems });
    expect(slices).toMatchObject({ tally: { kept: 1 }, trail: ['ran'] });
    expect(problems).toMatchObject([{ code: 'reduce-failed', plugin: 'broken' }]);
  });

  it('starts at its initial state when the profile has none', () => {
    const rules = gatherRules([tally]);
    const before = { ...initialProfile(rules, 'v'), slices: {} };
    expect(step(rules, touchpoint('note'), { before }).slices.tally).toEqual({ note: 1 });
  });

  it('is not called by time alone', () => {
    const rules = gatherRules([tally]);
    expect(step(rules, null).slices.tally).toEqual({});
  });
});

describe('a purpose', () => {
  const rules = gatherRules([taste, tally]);
  const see = (type: string, purposes: Purpose[], before?: Profile) =>
    step(rules, touchpoint(type), { purposes, ...(before && { before }) });

  it('lets a slice see only what was captured under it', () => {
    expect(see('note', ['personalization']).slices.taste).toBe(1);
    expect(see('note', ['analytics']).slices).toMatchObject({ taste: 0, tally: { note: 1 } });
  });

  it('keeps the state over what was captured under others', () => {
    expect(see('note', ['analytics'], see('note', ['personalization'])).slices.taste).toBe(1);
  });

  it('takes the state away when consent is withdrawn', () => {
    const before = see('note', ['personalization', 'analytics']);
    expect(see('consent_update', ['analytics'], before).slices).toMatchObject({
      taste: 0,
      tally: { note: 1, consent_update: 1 },
    });
  });

  it('keeps the state when consent still holds', () => {
    expect(see('consent_update', ['personalization'], see('note', ['personalization'])).slices.taste).toBe(2);
  });

  it('hides a correction too', () => {
    const raw = touchpoint('correct', { slice: 'taste', value: 9 });
    expect(step(rules, raw, { purposes: ['analytics'] }).slices.taste).toBe(0);
    expect(step(rules, raw, { purposes: ['personalization'] }).slices.taste).toBe(9);
  });
});

describe('a correction', () => {
  const rules = gatherRules([tally, watcher((_, { type }) => [type])]);
  const correct = (slice: string, ...value: unknown[]) =>
    step(rules, touchpoint('correct', { slice, ...(value.length && { value: value[0] }) }));

  it('outranks the reducer of its slice, and reaches the others as a touchpoint', () => {
    expect(correct('tally', { note: 7 }).slices).toMatchObject({ tally: { note: 7 }, trail: ['correct'] });
  });

  it.each([[null], [undefined]])('to %s starts the slice anew', value => {
    const before = step(rules, touchpoint('note'));
    expect(step(rules, touchpoint('correct', { slice: 'tally', value }), { before }).slices.tally).toEqual({});
    expect(correct('tally').slices.tally).toEqual({});
  });

  it.each([5, true, [], { notes: {} }])('to what its reducer cannot go on with is refused: %j', value => {
    const strict = gatherRules([watcher((state, { type }) => (state as readonly unknown[]).concat(type))]);
    const before = step(strict, touchpoint('note'));
    const problems: Problem[] = [];
    const after = step(strict, touchpoint('correct', { slice: 'trail', value }), { before, problems });
    expect(after.slices.trail).toEqual(Array.isArray(value) ? value : before.slices.trail);
    expect(problems.map(({ code, plugin }) => [code, plugin])).toEqual(
      Array.isArray(value) ? [] : [['correct-failed', 'watcher']],
    );
  });

  it.each([
    [{}, 'garbage', 'object'],
    [{}, [], 'object'],
    [[], {}, 'list'],
    [[], 'garbage', 'list'],
    [0, '7', 'number'],
    ['', 7, 'string'],
  ])('of a slice that begins as %j to %j is refused, and says what to give', (initial, value, kind) => {
    const slice = { name: 'trail', version: 1, initial, reduce: (state: unknown) => state } as never;
    const rules = gatherRules([{ name: 'careless', slice }]);
    const problems: Problem[] = [];
    const raw = touchpoint('correct', { slice: 'trail', value });
    expect(step(rules, raw, { problems }).slices.trail).toEqual(initial);
    expect(problems.map(({ code }) => code)).toEqual(['correct-failed']);
    expect(problems[0]?.message).toContain(`give it as ${kind}`);
  });

  it('of a slice that begins as nothing is taken as it is', () => {
    const rules = gatherRules([
      {
        name: 'careless',
        slice: { name: 'trail', version: 1, initial: null, reduce: (state: unknown) => state } as never,
      },
    ]);
    expect(step(rules, touchpoint('correct', { slice: 'trail', value: 'said' })).slices.trail).toBe('said');
  });

  it.each(['nobody', '__proto__', 'constructor'])('of a slice nobody owns changes nothing: %s', slice => {
    expect(Object.keys(correct(slice, { polluted: 1 }).slices)).toEqual(['identity', 'tally', 'trail']);
    expect({}).not.toHaveProperty('polluted');
  });
});

describe('a reset', () => {
  const rules = gatherRules([tally]);
  const fired = { notes: { at: T0, session: 's', count: 2, times: 2 } };
  const before = { ...step(rules, touchpoint('note', {}, T0 - HOUR)), fired };
  const after = step(rules, touchpoint('reset', { visitor_id: 'w' }, T0, 'r'), { before });

  it('forgets the visitor and starts with another', () => {
    expect(after).toMatchObject({ visitorId: 'w', firstSeenAt: T0, lastSeenAt: T0, session: { id: 'r', number: 1 } });
    expect(after.slices.tally).toEqual({ reset: 1 });
  });

  it('keeps the slices that tell of the device', () => {
    const { slice } = tally;
    if (!slice) throw new Error('no slice');
    const own = gatherRules([{ ...tally, slice: { ...slice, outlivesReset: true } as typeof slice }]);
    const known = step(own, touchpoint('note', {}, T0 - HOUR));
    const reset = (profile: typeof known) =>
      step(own, touchpoint('reset', { visitor_id: 'w' }, T0, 'r'), { before: profile });
    expect(reset(known).slices.tally).toEqual({ note: 1, reset: 1 });
    expect(reset({ ...known, slices: {} }).slices.tally).toEqual({ reset: 1 });
  });

  it('keeps what fired, so that caps hold', () => {
    expect(after.fired).toEqual(fired);
  });
});

describe('the stage', () => {
  const rules = (infer: (now: number) => object) =>
    gatherRules([{ name: 'stages', stageModel: stageModel(infer, VIEW) }]);

  it('is inferred after every touchpoint, at the clock and not at the claim', () => {
    const model = rules(now => ({ belief: { look: now } }));
    expect(step(model, touchpoint('note', {}, T0 - HOUR)).stage).toMatchObject({
      name: 'look',
      since: T0,
      belief: { look: T0 },
    });
  });

  it('is inferred when time alone passes', () => {
    const model = rules(now => ({ micro: now > T0 ? 'stay' : 'look' }));
    const before = step(model, touchpoint('note'));
    expect(step(model, null, { before, now: T0 + HOUR }).stage?.name).toBe('stay');
  });

  it('is null before anything happened', () => {
    expect(
      step(
        rules(() => ({})),
        null,
      ).stage,
    ).toBeNull();
  });

  it.each<[string, () => object]>([
    [
      'throws',
      () => {
        throw new Error('broken');
      },
    ],
    ['answers what cannot be frozen', () => ({ reasons: [new Uint8Array(1)] })],
  ])('stays as it was when the model %s', (_, infer) => {
    const before = step(
      rules(() => ({ micro: 'buy' })),
      touchpoint('note'),
    );
    const problems: Problem[] = [];
    expect(step(rules(infer), touchpoint('note'), { before, problems }).stage).toEqual(before.stage);
    expect(problems).toMatchObject([{ code: 'infer-failed', plugin: 'stages' }]);
  });
});
