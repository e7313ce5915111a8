import { describe, expect, it } from 'vitest';
import { advance, type Step, withFired } from '../../src/core/advance.js';
import type { Plugin, PluginList } from '../../src/core/plugin.js';
import { gatherRules, initialProfile } from '../../src/core/rules.js';
import type { Touchpoint } from '../../src/core/touchpoint.js';
import { nextWake, type Situation } from '../../src/core/trigger.js';
import { HOUR, isDeeplyFrozen, noteTrigger, place, stageModel, T0, tally, touchpoint, triggerPlugin } from './build.js';

function advanceAll(list: PluginList, ...raws: (Touchpoint | null)[]): Step[] {
  const rules = gatherRules(list);
  let profile = initialProfile(rules, 'v');
  return raws.map((raw, index) => {
    const step = advance(rules, profile, raw?.at ?? T0 + index, raw, place(index + 1));
    profile = step.profile;
    return step;
  });
}

const note = (text: string, at: number = T0, id?: string): Touchpoint => touchpoint('note', { text }, at, id);
const names = (steps: Step[]): number[] => steps.map(({ decisions }) => decisions.length);

/** Writes a mark into the text of every note. */
const marker = (name: string): Plugin => ({
  name,
  normalize: raw => (raw.type === 'note' ? { ...raw, data: { text: `${raw.data.text}${name}` } } : raw),
});

describe('advance', () => {
  it('reduces a touchpoint into the profile and gives it its session', () => {
    const [step] = advanceAll([tally], note('a', T0, 't1'));
    expect(step).toMatchObject({
      profile: { slices: { tally: { note: 1 } } },
      touchpoint: { id: 't1', session: 't1', at: T0 },
      stageChange: null,
      decisions: [],
      problems: [],
    });
    expect(Object.isFrozen(step?.profile) && Object.isFrozen(step?.touchpoint)).toBe(true);
  });

  it('keeps in the touchpoint what the device claimed', () => {
    const rules = gatherRules([]);
    expect(advance(rules, initialProfile(rules, 'v'), T0, note('a', T0 + HOUR)).touchpoint?.at).toBe(T0 + HOUR);
  });

  it('may stand anywhere and under any purpose when no place is given', () => {
    const rules = gatherRules([{ ...triggerPlugin('notes', noteTrigger()), purpose: 'advertising' }]);
    expect(advance(rules, initialProfile(rules, 'v'), T0, note('a')).decisions).toHaveLength(1);
  });

  it('leaves the profile as it was where time alone decides nothing', () => {
    const model = stageModel(now => ({ belief: { look: now / T0 } }), {
      plain: { look: 'Look', weigh: 'Weigh', buy: 'Buy', stay: 'Stay' },
    });
    const rules = gatherRules([tally, { name: 'stages', stageModel: model }, triggerPlugin('notes', noteTrigger())]);
    const before = advance(rules, initialProfile(rules, 'v'), T0, note('a')).profile;
    const step = advance(rules, before, T0 + HOUR, null);
    expect(step).toEqual({ profile: before, touchpoint: null, stageChange: null, decisions: [], problems: [] });
    expect(step.profile).toBe(before);
  });

  it('says which stage was left and which was entered', () => {
    const model = stageModel(now => ({ micro: now > T0 ? 'buy' : 'look' }), {
      plain: { look: 'Look', weigh: 'Weigh', buy: 'Buy', stay: 'Stay' },
    });
    const steps = advanceAll([{ name: 'stages', stageModel: model }], note('a'), note('b'), note('c', T0 + 1));
    expect(steps.map(({ stageChange }) => stageChange)).toEqual([
      { from: null, to: 'look' },
      null,
      { from: 'look', to: 'buy' },
    ]);
  });
});

describe('normalize', () => {
  it('may enrich; plugins do so in order, before anything else', () => {
    const [step] = advanceAll([marker('b'), triggerPlugin('notes', noteTrigger()), marker('c')], note('a'));
    expect(step?.touchpoint?.data).toEqual({ text: 'abc' });
    expect(step?.decisions).toMatchObject([{ data: { text: 'abc' } }]);
  });

  it('that answers nothing drops too, and is reported', () => {
    const forgets = { name: 'forgets', normalize() {} } as unknown as Plugin;
    const [step] = advanceAll([forgets], note('a'));
    expect(step?.touchpoint).toBeNull();
    expect(step?.problems).toMatchObject([{ code: 'normalize-failed', plugin: 'forgets' }]);
    expect(step?.problems[0]?.message).toContain('`null`');
  });

  it('may drop: nothing has happened then', () => {
    const normalize = () => null;
    const rules = gatherRules([
      tally,
      { name: 'filter', normalize },
      marker('never'),
      triggerPlugin('notes', noteTrigger()),
    ]);
    const before = initialProfile(rules, 'v');
    const step = advance(rules, before, T0, note('a'));
    expect(step).toEqual({ profile: before, touchpoint: null, stageChange: null, decisions: [], problems: [] });
    expect(step.profile).toBe(before);
  });

  it('sees the profile before this touchpoint, deeply frozen', () => {
    const seen: unknown[] = [];
    const watch = (name: string): Plugin => ({
      name,
      normalize(raw, profile) {
        seen.push(profile, isDeeplyFrozen(profile), isDeeplyFrozen(raw));
        return raw.type === 'note' ? { ...raw, data: { text: name } } : raw;
      },
    });
    const rules = gatherRules([tally, watch('b'), watch('c')]);
    const before = structuredClone(initialProfile(rules, 'v'));
    advance(rules, before, T0, note('a'));
    expect(seen).toEqual([before, true, true, before, true, true]);
  });

  it.each<[string, Plugin['normalize']]>([
    [
      'throws',
      () => {
        throw new Error('broken');
      },
    ],
    ['changes what it was given', raw => Object.assign(raw, { at: 0 })],
    ['answers with a text', () => 'junk' as unknown as Touchpoint],
    ['answers later', (async (raw: Touchpoint) => raw) as unknown as Plugin['normalize']],
    ['answers with another touchpoint', raw => ({ ...raw, id: 'other' })],
    ['takes the type away', raw => ({ ...raw, type: 7 }) as unknown as Touchpoint],
    ['answers with no moment', raw => ({ ...raw, at: Number.NaN })],
    ['takes the data away', raw => ({ ...raw, data: null }) as unknown as Touchpoint],
    ['answers with a text for data', raw => ({ ...raw, data: 'junk' }) as unknown as Touchpoint],
  ])('that %s is passed over and reported', (_, normalize) => {
    const [step] = advanceAll([{ name: 'broken', normalize: normalize! }, marker('b')], note('a'));
    expect(step?.touchpoint?.data).toEqual({ text: 'ab' });
    expect(step?.problems).toMatchObject([{ code: 'normalize-failed', plugin: 'broken' }]);
  });

  it('is not asked when time alone passes', () => {
    const [step] = advanceAll(
      [
        {
          name: 'broken',
          normalize: () => {
            throw new Error('asked');
          },
        },
      ],
      null,
    );
    expect(step?.problems).toEqual([]);
  });
});

describe('a trigger', () => {
  it('decides with an id of its touchpoint and its own name', () => {
    const [step] = advanceAll([triggerPlugin('notes', noteTrigger())], note('hello', T0, 't1'));
    expect(step?.decisions).toEqual([
      { id: 't1/notes', name: 'note.take', trigger: 'notes', at: T0, data: { text: 'hello' } },
    ]);
    expect(Object.isFrozen(step?.decisions[0]?.data)).toBe(true);
  });

  it('decides with an id of its place when time alone made it due', () => {
    const idle = {
      name: 'idle',
      decision: 'visitor.idle' as const,
      when: ({ touchpoint: raw }: { touchpoint: Touchpoint | null }) => (raw ? null : { sinceMs: 5 }),
    };
    const steps = advanceAll([triggerPlugin('idle', idle)], null, note('a'), null);
    expect(steps.flatMap(({ decisions }) => decisions.map(({ id }) => id))).toEqual(['1/idle', '3/idle']);
  });

  it.each<[string, object, number[], number[]]>([
    ['decides every time without limits', {}, [0, 1, 2], [1, 1, 1]],
    ['rests for `every`', { every: HOUR }, [0, HOUR - 1, HOUR, HOUR + 1, 2 * HOUR], [1, 0, 1, 0, 1]],
    [
      'decides `perSession` times a session',
      { perSession: 2 },
      [0, 1, 2, HOUR, HOUR + 1, HOUR + 2],
      [1, 1, 0, 1, 1, 0],
    ],
    ['keeps both limits', { every: 10, perSession: 2 }, [0, 5, 10, 20, HOUR], [1, 0, 1, 0, 1]],
    [
      'decides again after the clock was set back far',
      { every: HOUR },
      [0, -9 * HOUR, -9 * HOUR + 5, -8 * HOUR],
      [1, 1, 0, 1],
    ],
  ])('%s', (_, limits, moments, expected) => {
    const steps = advanceAll(
      [triggerPlugin('notes', noteTrigger(limits))],
      ...moments.map(moment => note('a', T0 + moment)),
    );
    expect(names(steps)).toEqual(expected);
  });

  it.each([[true], ['yes'], [1]])('does not decide with %j for data, and says whose it is', answer => {
    const odd = { name: 'odd', decision: 'note.take' as const, when: () => answer as never };
    const [step] = advanceAll([triggerPlugin('acme', odd)], note('a'));
    expect(step?.decisions).toEqual([]);
    expect(step?.problems).toMatchObject([{ code: 'when-failed', plugin: 'acme' }]);
  });

  it('remembers when and how often it fired in the session', () => {
    const steps = advanceAll(
      [triggerPlugin('notes', noteTrigger())],
      note('a', T0, 't1'),
      note('b', T0 + 1, 't2'),
      note('c', T0 + HOUR, 't3'),
    );
    expect(steps.map(({ profile }) => profile.fired.notes)).toEqual([
      { at: T0, session: 't1', count: 1, times: 1 },
      { at: T0 + 1, session: 't1', count: 2, times: 2 },
      { at: T0 + HOUR, session: 't3', count: 1, times: 3 },
    ]);
  });

  it('may fire before anything was seen', () => {
    const always = { name: 'always', decision: 'visitor.idle' as const, perSession: 1, when: () => ({ sinceMs: 0 }) };
    const steps = advanceAll([triggerPlugin('always', always)], null, null, note('a', T0 + 2, 't3'));
    expect(names(steps)).toEqual([1, 0, 1]);
    expect(steps.map(({ profile }) => profile.fired.always?.session)).toEqual(['', '', 't3']);
  });

  it('sees the whole situation, deeply frozen', () => {
    const seen: object[] = [];
    const frozen: boolean[] = [];
    const watch = {
      name: 'watch',
      decision: 'visitor.idle' as const,
      when(situation: object) {
        seen.push(situation);
        frozen.push(isDeeplyFrozen(situation));
        return null;
      },
    };
    const rules = gatherRules([tally, triggerPlugin('watch', watch)]);
    const before = structuredClone(initialProfile(rules, 'v'));
    const { profile, touchpoint: placed } = advance(rules, before, T0, note('a'));
    expect(seen).toEqual([{ now: T0, profile, before, touchpoint: placed, stageChange: null, decided: [] }]);
    expect(frozen).toEqual([true]);
  });

  it('sees what was decided before it in this step', () => {
    const seen: (readonly string[])[] = [];
    const watch = (name: string, priority: number) => ({
      name,
      priority,
      decision: 'visitor.idle' as const,
      when({ decided = [] }: Situation) {
        seen.push(decided.map(({ trigger }) => trigger));
        return { sinceMs: 0 };
      },
    });
    const rules = gatherRules([triggerPlugin('watch', watch('low', 1), watch('high', 2))]);
    advance(rules, initialProfile(rules, 'v'), T0, note('a'));
    expect(seen).toEqual([[], ['high']]);
  });

  it('sees only what its purpose permits', () => {
    const rules = gatherRules([{ ...triggerPlugin('notes', noteTrigger()), purpose: 'advertising' }]);
    const before = initialProfile(rules, 'v');
    expect(advance(rules, before, T0, note('a'), place(1, 'analytics')).decisions).toEqual([]);
    expect(advance(rules, before, T0, note('a'), place(1, 'advertising')).decisions).toHaveLength(1);
  });

  it.each<[string, () => unknown]>([
    [
      'throws',
      () => {
        throw new Error('broken');
      },
    ],
    ['answers what cannot be frozen', () => ({ bytes: new Uint8Array(1) })],
    ['changes what it was given', () => undefined],
  ])('that %s decides nothing and stops no other', (text, answer) => {
    const when = (situation: object) =>
      (text.startsWith('changes') ? Object.assign(situation, { now: 0 }) : answer()) as { text: string };
    const [step] = advanceAll(
      [triggerPlugin('broken', { name: 'broken', decision: 'note.take', when }), triggerPlugin('notes', noteTrigger())],
      note('a', T0, 't1'),
    );
    expect(step?.decisions.map(({ id }) => id)).toEqual(['t1/notes']);
    expect(step?.problems).toMatchObject([{ code: 'when-failed', plugin: 'broken' }]);
    expect(step?.profile.fired).not.toHaveProperty('broken');
  });

  it.each([null, undefined, false])('that answers %s decides nothing', answer => {
    const when = () => answer as unknown as null;
    expect(
      names(advanceAll([triggerPlugin('quiet', { name: 'quiet', decision: 'note.take', when })], note('a'))),
    ).toEqual([0]);
  });
});

describe.each(['constructor', '__proto__', 'toString'])('a trigger named "%s"', name => {
  it('has not fired before it does, and counts like any other', () => {
    const once = triggerPlugin('notes', noteTrigger({ name, every: HOUR, perSession: 2 }));
    const steps = advanceAll([once], note('a'), note('b', T0 + 1), note('c', T0 + HOUR), note('d', T0 + 2 * HOUR));
    expect(names(steps)).toEqual([1, 0, 1, 1]);
    const { fired } = JSON.parse(JSON.stringify(steps.at(-1)?.profile));
    expect(Object.entries(fired)).toEqual([
      [name, { at: T0 + 2 * HOUR, session: `note@${2 * HOUR}`, count: 1, times: 3 }],
    ]);
    expect(Object.getPrototypeOf(steps.at(-1)?.profile.fired)).toBe(Object.prototype);
  });

  it('is woken', () => {
    const rules = gatherRules([triggerPlugin('notes', { ...noteTrigger({ name }), wakeAt: () => T0 + 1 })]);
    expect(nextWake(rules.triggers, initialProfile(rules, 'v'), T0)).toBe(T0 + 1);
  });
});

describe('withFired', () => {
  const profile = initialProfile(gatherRules([]), 'v');

  it('is the same profile when nothing was decided', () => {
    expect(withFired(profile, [])).toBe(profile);
  });

  it('takes what a forgotten row still has: trigger and moment', () => {
    expect(
      withFired(profile, [
        { trigger: 'a', at: 1 },
        { trigger: 'a', at: 2 },
        { trigger: 'b', at: 2 },
      ]).fired,
    ).toEqual({
      a: { at: 2, session: '', count: 2, times: 2 },
      b: { at: 2, session: '', count: 1, times: 1 },
    });
  });
});
