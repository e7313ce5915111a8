import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { admit } from '../../src/core/admit.js';
import { advance } from '../../src/core/advance.js';
import { copy } from '../../src/core/copy.js';
import { fold, replay } from '../../src/core/fold.js';
import { PURPOSES } from '../../src/core/purpose.js';
import type { Rules } from '../../src/core/rules.js';
import type { Row, Touchpoint } from '../../src/core/touchpoint.js';
import { T0 } from './build.js';
import { blank, expectSame, RUNS, rules } from './property-rules.js';

// A guard against hanging on a busy machine; the whole file takes some seconds.
vi.setConfig({ testTimeout: 60_000 });

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
