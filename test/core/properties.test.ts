import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { admit } from '../../src/core/admit.js';
import { advance, type Step } from '../../src/core/advance.js';
import { copy } from '../../src/core/copy.js';
import { fold, replay } from '../../src/core/fold.js';
import { freeze } from '../../src/core/freeze.js';
import type { Plugin } from '../../src/core/plugin.js';
import type { Profile } from '../../src/core/profile.js';
import { PURPOSES, type Purpose } from '../../src/core/purpose.js';
import { redactData, redactText, redactUrl } from '../../src/core/redact.js';
import { gatherRules, initialProfile, type Rules } from '../../src/core/rules.js';
import type { Row, Touchpoint } from '../../src/core/touchpoint.js';
import { isRested, nextWake } from '../../src/core/trigger.js';
import { DAY, HOUR, MINUTE, noteTrigger, stageModel, T0, tally } from './build.js';

// ---------------------------------------------------------------- rules

/** Remembers as much of what it saw as can differ. */
const trail: Plugin = {
  name: 'trail',
  needs: ['tally'],
  slice: {
    name: 'trail',
    version: 1,
    initial: [],
    reduce(state, { id, at, session, type, data }, profile) {
      const { lastSeenAt, slices } = profile;
      return [
        [id, at, session, type, JSON.stringify(data)?.length, lastSeenAt, profile.session, slices.tally?.note ?? null],
        ...state,
      ].slice(0, 5);
    },
  },
  triggers: [
    {
      name: 'idle',
      decision: 'visitor.idle',
      every: HOUR,
      when: ({ now, profile: { lastSeenAt } }) =>
        lastSeenAt !== null && now - lastSeenAt >= 20 * MINUTE ? { sinceMs: now - lastSeenAt } : null,
      wakeAt: ({ lastSeenAt }) => lastSeenAt && lastSeenAt + 20 * MINUTE,
    },
    noteTrigger({ perSession: 2 }),
    noteTrigger({ name: 'rare-notes', every: DAY, perSession: 1 }),
  ],
};

/** Fades with time, so that a float that differs in its last bit shows; sees only what personalization permits. */
const taste: Plugin = {
  name: 'taste',
  purpose: 'personalization',
  slice: {
    name: 'taste',
    version: 1,
    initial: 0.1,
    reduce(state, { type, at, data }) {
      if (type !== 'note') return state;
      const next = (state * 0.9 ** ((at - T0) / DAY / 7) + (data.score ?? 0) / 3) % 1e9;
      // A correction, or an unchecked note, may have put anything here.
      return Number.isFinite(next) ? next : 0.1;
    },
  },
  triggers: [noteTrigger({ name: 'tasted', every: 5 * MINUTE })],
};

/** Throws now and then, in every pure member. */
const moody: Plugin = {
  name: 'moody',
  normalize(raw) {
    if (raw.type !== 'note') return raw;
    if (raw.data.score === 3) return null;
    if (raw.data.score === 4) throw new Error('normalize');
    return { ...raw, data: { ...raw.data, marked: true } };
  },
  triggers: [
    {
      name: 'moody',
      decision: 'note.take',
      perSession: 3,
      when: ({ touchpoint: raw, profile }) => {
        if (raw?.type === 'note' && raw.data.score === 5) throw new Error('when');
        return profile.slices.tally?.note === 2 ? { text: `${raw?.id}` } : null;
      },
      wakeAt: () => {
        throw new Error('wakeAt');
      },
    },
  ],
};

const stages: Plugin = {
  name: 'stages',
  stageModel: {
    ...stageModel(() => ({}), { plain: { look: 'Look', weigh: 'Look', buy: 'Buy', stay: ['Stay', 'later'] } }),
    infer({ slices, lastSeenAt, stage }, now) {
      const notes = slices.tally?.note ?? 0;
      if (notes === 7) throw new Error('infer');
      const fade = 2 ** -(Math.abs(now - (lastSeenAt ?? now)) / DAY);
      const share = notes / (notes + 3);
      const belief = {
        look: fade * (1 - share),
        weigh: (1 - fade) * (1 - share),
        buy: share * fade,
        stay: share * (1 - fade),
      };
      const micro = share > 0.5 && stage ? 'buy' : fade < 0.5 ? 'stay' : 'look';
      return {
        micro,
        belief,
        sure: share > 0.2,
        reasons: [{ touchpoint: null, type: 'note', at: now, weight: fade / 3, left: 1, text: 'Notes' }],
        overlays: share > 0.5 ? [] : ['passive'],
        next: [],
      };
    },
  },
};

const rules = gatherRules([tally, [trail, false, [taste]], moody, stages]);

// ---------------------------------------------------------------- journeys

interface Happening {
  /** Ms since the happening before; below zero the clock steps back. */
  readonly after: number;
  /** `null`: time alone. */
  readonly type: string | null;
  readonly data: object;
  /** Ms by which the device claims it was earlier. */
  readonly earlier: number;
  readonly purposes: readonly Purpose[];
}

const score = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.double({ noNaN: true, min: -10, max: 10 }));
const word = fc.constantFrom('', 'a', 'spring', 'news', '__proto__', 'jane@example.com');
const kinds = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant('note'), data: fc.record({ text: word, score }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constantFrom('look', 'constructor', '__proto__'),
      data: fc.dictionary(word, score),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('campaign_details'),
      data: fc.record(
        { channel: fc.constant('email'), source: word, campaign: word, click_ids: fc.constantFrom([], ['gclid']) },
        { requiredKeys: ['channel'] },
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('identify'),
      data: fc.record({ user_id: fc.constantFrom('u', 'w'), traits: fc.dictionary(word, score) }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('correct'),
      data: fc.record({
        slice: fc.constantFrom('tally', 'taste', 'trail', 'identity', 'nobody'),
        value: fc.constantFrom(null, 0, 'x', [], {}, { note: 1 }, { traits: 5 }),
      }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('consent_update'),
      data: fc.record({ choice: fc.constant({ analytics: 'granted' }), source: word }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('reset'), data: fc.record({ visitor_id: fc.constantFrom('v2', 'v3') }) }),
  },
  { weight: 3, arbitrary: fc.record({ type: fc.constant(null), data: fc.constant({}) }) },
);
const forward = fc.oneof(
  fc.integer({ min: 0, max: 3 }),
  fc.integer({ min: 0, max: 2 * HOUR }),
  fc.integer({ min: 0, max: 40 * DAY }),
  fc.constant(30 * MINUTE),
);
const anywhere = fc.oneof(
  { weight: 6, arbitrary: forward },
  { weight: 1, arbitrary: fc.integer({ min: -400 * DAY, max: 0 }) },
);
const earlier = fc.oneof(
  { weight: 4, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: -DAY, max: 90 * DAY }) },
);

function journey(after: fc.Arbitrary<number>): fc.Arbitrary<Happening[]> {
  const happening = fc.tuple(kinds, after, earlier, fc.subarray([...PURPOSES], { minLength: 1 }));
  return fc.array(
    happening.map(([kind, ms, back, purposes]) => ({ ...kind, after: ms, earlier: back, purposes })),
    { maxLength: 40, size: 'max' },
  );
}

interface Lived {
  readonly profile: Profile;
  readonly rows: readonly Row[];
  readonly steps: readonly { readonly now: number; readonly before: Profile; readonly step: Step }[];
}

/** Lives a journey as the shell does: what is dropped leaves no trace, what stays is stored and read again. */
function live(base: Profile, happenings: readonly Happening[]): Lived {
  let profile = base;
  let now = T0;
  const rows: Row[] = [];
  const steps: Lived['steps'][number][] = [];
  for (const [index, { after, type, data, earlier: back, purposes }] of happenings.entries()) {
    now += after;
    const { touchpoint: raw } =
      type === null
        ? { touchpoint: null }
        : admit(rules, { id: `t${index}`, at: now - back, url: 'https://shop.example/', by: 'site', type, data });
    if (type !== null && !raw) continue;
    const before = profile;
    const step = advance(rules, before, now, structuredClone(raw), { seq: rows.length + 1, purposes });
    steps.push({ now, before, step });
    if (!step.touchpoint && !step.decisions.length) continue;
    profile = step.profile;
    rows.push(
      structuredClone({ seq: rows.length + 1, now, purposes, touchpoint: step.touchpoint, decisions: step.decisions }),
    );
  }
  return { profile, rows, steps };
}

const blank = initialProfile(rules, 'v1');

/** Equal to the bit, key order included. */
function expectSame(actual: unknown, expected: unknown): void {
  expect(JSON.stringify(actual)).toBe(JSON.stringify(expected));
  expect(actual).toEqual(expected);
}

const RUNS = { numRuns: 250 };
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

// ---------------------------------------------------------------- hostile input

/** A recipe: a proxy that throws must not meet fast-check, only the core. */
type Recipe = () => unknown;

/** What a page could pass by mistake or on purpose, however deep it sits. */
const nasty: fc.Arbitrary<Recipe> = fc.constantFrom<Recipe[]>(
  () => {
    const cycle: unknown[] = [1];
    cycle.push(cycle, { cycle });
    return cycle;
  },
  () => {
    const web: unknown[] = [];
    for (let index = 0; index < 200; index++) web.push(web);
    return web;
  },
  () => {
    const record: Record<string, unknown> = {};
    for (let index = 0; index < 100; index++) record[`k${index}`] = record;
    return record;
  },
  () => ({
    get a() {
      throw new Error('getter');
    },
    b: 1,
  }),
  () =>
    new Proxy(
      { a: 1 },
      new Proxy(
        {},
        {
          get: () => () => {
            throw new Error('trap');
          },
        },
      ),
    ),
  () => new Proxy([1], { get: (_, key) => (key === 'length' ? 2 ** 53 : key === Symbol.iterator ? undefined : 'x') }),
  () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
  () => JSON.parse('{ "__proto__": { "polluted": true }, "constructor": { "prototype": { "polluted": true } } }'),
  () => Object.defineProperty({}, '__proto__', { value: { polluted: true }, enumerable: true }),
  () => ({ toString: 1, valueOf: null, toJSON: 'x', [Symbol.toPrimitive]: 5 }),
  () => ({
    toJSON: () => {
      throw new Error('toJSON');
    },
    valueOf: () => {
      throw new Error('valueOf');
    },
  }),
  () => Object.assign([1, 2], { slice: () => [Symbol('x')], map: null, length: 2 }),
  () => Object.assign(new Date(0), { toISOString: () => Symbol('x'), getTime: null }),
  () => new Date(Number.NaN),
  () => new Uint8Array(2_000_000),
  () => new ArrayBuffer(8),
  () => 'x'.repeat(1_000_000),
  () => '\u0000'.repeat(100_000),
  () => '\ud800',
  () => ({ ['k'.repeat(1_000_000)]: 1 }),
  () => Array(100_000).fill('abc'),
  () => Array(50).fill(Array(200).fill(Array(200).fill('@'))),
  () => {
    let deep: unknown = 1;
    for (let level = 0; level < 5_000; level++) deep = level % 2 ? [deep] : { deep };
    return deep;
  },
  () => 10n ** 5_000n,
  () => Symbol('x'),
  () => function named() {},
  () => class {},
  () => new Map([[{}, 1]]),
  () => new Set([1]),
  () => new WeakMap(),
  () => Promise.resolve(1),
  () => /x/g,
  () => new Error('x'),
  () => globalThis,
  () => null,
  () => undefined,
  () => -0,
  () => Number.NaN,
  () => -Infinity,
);
const anything = fc.anything({
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
  maxDepth: 4,
  key: fc.oneof(
    fc.string(),
    fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'length', 'items', 'user_id'),
  ),
});
const junk: fc.Arbitrary<Recipe> = fc.oneof(
  { weight: 3, arbitrary: nasty },
  { weight: 3, arbitrary: anything.map(value => () => value) },
  { weight: 1, arbitrary: fc.array(nasty, { maxLength: 4 }).map(list => () => list.map(make => make())) },
  { weight: 1, arbitrary: recordOf(fc.dictionary(fc.constantFrom('a', 'items', 'value', 'text', 'score'), nasty)) },
);
function recordOf(recipes: fc.Arbitrary<Record<string, Recipe>>): fc.Arbitrary<Recipe> {
  return recipes.map(record => () => Object.fromEntries(Object.entries(record).map(([key, make]) => [key, make()])));
}
const FIELDS = [
  'user_id',
  'traits',
  'slice',
  'value',
  'choice',
  'visitor_id',
  'channel',
  'source',
  'medium',
  'campaign',
  'click_ids',
  'text',
  'score',
];
const hostileData = fc.oneof(
  { weight: 1, arbitrary: junk },
  { weight: 3, arbitrary: recordOf(fc.dictionary(fc.constantFrom(...FIELDS), junk)) },
  {
    weight: 3,
    arbitrary: recordOf(
      fc
        .tuple(fc.subarray(FIELDS, { minLength: 3 }), junk)
        .map(([fields, make]) => Object.fromEntries(fields.map(field => [field, make]))),
    ),
  },
  {
    weight: 2,
    arbitrary: recordOf(
      fc.record({ slice: fc.constantFrom('tally', 'trail', 'taste', 'identity').map(name => () => name), value: junk }),
    ),
  },
);
const hostileType = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('note', ...Object.keys(rules.vocabulary)).map(type => () => type) },
  { weight: 1, arbitrary: fc.constantFrom('__proto__', 'constructor', 'hasOwnProperty', '').map(type => () => type) },
  { weight: 1, arbitrary: fc.string().map(type => () => type) },
  { weight: 1, arbitrary: junk },
);
const hostileMoment = fc.oneof(
  { weight: 4, arbitrary: fc.constant(() => T0) },
  { weight: 1, arbitrary: fc.double().map(at => () => at) },
  { weight: 1, arbitrary: junk },
);

type Hostile = Readonly<Record<'type' | 'data' | 'context' | 'at', Recipe>>;
const hostile: fc.Arbitrary<Hostile> = fc.record({
  type: hostileType,
  data: hostileData,
  context: fc.oneof({ weight: 2, arbitrary: fc.constant(() => undefined) }, { weight: 1, arbitrary: junk }),
  at: hostileMoment,
});

function take(from: Rules, id: string, { type, data, context, at }: Hostile): Touchpoint | null {
  // Pages are not typed.
  return admit(from, {
    id,
    at: at() as number,
    url: 'https://shop.example/',
    by: 'site',
    type: type() as string,
    data: data(),
    context: context(),
  }).touchpoint;
}

function depthOf(value: unknown): number {
  return typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
}

/** Characters of text, keys included; escapes of JSON count one. */
function textIn(value: unknown): number {
  if (typeof value === 'string') return value.length;
  return typeof value === 'object' && value !== null
    ? Object.entries(value).reduce(
        (sum, [key, field]) => sum + (Array.isArray(value) ? 0 : key.length) + textIn(field),
        0,
      )
    : 0;
}

function prototypes(): string {
  return [Object, Array, Function, String, Number, Boolean, Symbol, Date, RegExp, Map, Set, Promise, Error]
    .map(({ prototype }) => Reflect.ownKeys(prototype).map(String).join())
    .join(';');
}

describe('hostile input', () => {
  it('never throws, never pollutes, and what is kept is bounded JSON', () => {
    const before = prototypes();
    fc.assert(
      fc.property(hostile, input => {
        const touchpoint = take(rules, 't', input);
        expect(prototypes()).toBe(before);
        expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
        if (!touchpoint) return;
        const { data, context, type } = touchpoint;
        expectSame(JSON.parse(JSON.stringify({ data, type })), { data, type });
        expect(structuredClone(data)).toEqual(data);
        expect(type.length).toBeLessThanOrEqual(60);
        expect(Number.isFinite(touchpoint.at)).toBe(true);
        for (const part of [data, context]) {
          expect(depthOf(part)).toBeLessThanOrEqual(8);
          // A hidden text may be a little longer than what it hides.
          expect(textIn(part)).toBeLessThanOrEqual(2 * 65_536);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('never makes a step throw, and the log of it still folds and replays', () => {
    const before = prototypes();
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 8 }), inputs => {
        let profile = blank;
        const rows: Row[] = [];
        const ordinary = { type: () => 'note', data: () => ({ score: 1 }), context: () => undefined, at: () => T0 };
        for (const [index, input] of [
          ...inputs,
          ordinary,
          { ...ordinary, type: () => 'campaign_details', data: () => ({ channel: 'x', campaign: 'y' }) },
        ].entries()) {
          const raw = take(rules, `t${index}`, input);
          const step = advance(rules, profile, T0 + index, raw, { seq: rows.length + 1, purposes: PURPOSES });
          if (!step.touchpoint && !step.decisions.length) continue;
          profile = step.profile;
          rows.push({
            seq: rows.length + 1,
            now: T0 + index,
            purposes: PURPOSES,
            touchpoint: step.touchpoint,
            decisions: step.decisions,
          });
        }
        expect(prototypes()).toBe(before);
        expect(rows.length).toBeGreaterThanOrEqual(2);
        expect(profile.session?.campaign).toContain('y');
        expectSame(fold(rules, blank, JSON.parse(JSON.stringify(rows))), JSON.parse(JSON.stringify(profile)));
        expectSame(replay(rules, blank, structuredClone(rows)).rows, rows);
      }),
      RUNS,
    );
  });

  it('is copied within 65,536 characters and some 8,000 values, to a depth of 8, once and for all', () => {
    const count = (value: unknown): number =>
      typeof value === 'object' && value !== null
        ? Object.values(value).reduce((sum: number, one) => sum + count(one), 1)
        : 1;
    fc.assert(
      fc.property(junk, input => {
        const { value } = copy(input());
        expect(textIn(value)).toBeLessThanOrEqual(65_536);
        expect(count(value)).toBeLessThanOrEqual(65_536 / 8 + 8 * 200);
        expect(depthOf(value)).toBeLessThanOrEqual(8);
        const again = copy(value);
        expectSame(again, { value, cut: again.cut });
      }),
      { numRuns: 1_000 },
    );
  });
});

// ---------------------------------------------------------------- redaction

const piece = fc.constantFrom(
  ...[
    'a',
    'Z',
    '9',
    '_',
    '-',
    '.',
    '@',
    '%40',
    '%20',
    '%',
    '+',
    ' ',
    '/',
    ':',
    '?',
    '&',
    '=',
    '#',
    '[',
    ']',
    'é',
    '認',
    '\n',
  ],
  ...[
    'jane',
    'jane@example.com',
    'example.com',
    '@example.com',
    '4111',
    '1111',
    '4111 1111 1111 1111',
    '378282246310005',
    '5',
    '12',
  ],
  ...[
    'eyJ',
    'eyJhbGciOiJI',
    'eyJhbGciOiJI.eyJzdWIiOiI0.',
    '[redacted]',
    'redacted',
    'https://',
    'http://jane:x@',
    'token',
    'token=',
    'api',
    'Key=',
    '__proto__',
  ],
);
const text = fc.oneof(
  { weight: 3, arbitrary: fc.array(piece, { maxLength: 30 }).map(pieces => pieces.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
);
const url = fc.oneof(
  text,
  text.map(rest => `https://${rest}`),
  fc.tuple(text, text).map(([a, b]) => `https://shop.example/${a}?${b}`),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
);

describe('redaction', () => {
  it.each<[string, fc.Arbitrary<string>, (text: string) => string]>([
    ['text', text, redactText],
    ['an address', url, redactUrl],
  ])('of %s is done after once', (_, arbitrary, redact) => {
    fc.assert(
      fc.property(arbitrary, given => {
        const once = redact(given);
        expect(redact(once)).toBe(once);
      }),
      { numRuns: 3_000 },
    );
  });

  it('of data is done after once', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.array(url, { maxLength: 5 }), (value, list) => {
        const given = freeze({ value, list, item_id: '4111111111111111' });
        const once = redactData(given);
        expectSame(redactData(once), once);
        expect(once).toMatchObject({ item_id: '4111111111111111' });
      }),
      RUNS,
    );
  });

  it.each([
    [
      'an e-mail address',
      fc.emailAddress().filter(address => /^[\w.+-]{1,64}@/.test(address)),
      (address: string) => address,
    ],
    [
      'a card',
      fc.constantFrom('4111111111111111', '5555 5555 5555 4444', '3782 822463 10005', '6011-1111-1111-1117'),
      (card: string) => card,
    ],
    [
      'a signed token',
      fc
        .tuple(fc.base64String({ minLength: 8 }), fc.base64String({ minLength: 8 }))
        .map(([a, b]) => `eyJ${a}.${b}.x`.replace(/[+/=]/g, 'a')),
      (token: string) => token,
    ],
  ])('hides %s between any words, in texts and in addresses', (_, secret, given) => {
    const between = fc.tuple(
      fc.constantFrom('', 'to ', 'a, ', '2 ', '('),
      fc.constantFrom('', ' now', ', b', ')', ' 12/27', '!'),
    );
    fc.assert(
      fc.property(secret, between, (value, [before, after]) => {
        expect(redactText(`${before}${given(value)}${after}`)).not.toContain(value);
        expect(redactUrl(`https://shop.example/?q=${encodeURIComponent(value)}&page=2`)).not.toContain(
          encodeURIComponent(value),
        );
        expect(redactUrl(`https://shop.example/?q=${encodeURIComponent(value)}&page=2`)).toContain('page=2');
      }),
      { numRuns: 300 },
    );
  });

  it('never lets a value of a secret parameter through', () => {
    const name = fc.constantFrom(
      'token',
      'access_token',
      'accessToken',
      'API_KEY',
      'apiKey',
      'user[password]',
      'x-auth',
      'Email',
      'sid',
    );
    fc.assert(
      fc.property(name, fc.uuid(), url, (secret, value, rest) => {
        const address = `https://shop.example/?${secret}=${value}&a=${encodeURIComponent(rest)}&${encodeURIComponent(secret)}=${value}`;
        expect(redactUrl(address)).not.toContain(value);
      }),
      RUNS,
    );
  });
});
