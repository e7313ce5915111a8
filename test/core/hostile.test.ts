import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Touchpoint } from '../../src/core/touchpoint.js';
import { urlControls } from '../corpus/controls.js';
import { hostileValues } from '../corpus/hostile.js';
import { payloadRows } from '../corpus/payloads.js';
import { take } from '../corpus/take.js';
import { urlRows } from '../corpus/urls.js';

const RUNS = Number(process.env.WAYMARK_FUZZ_RUNS ?? 30_000);
/** What is stored of one touchpoint, bytes of JSON. */
const MOST = 65_536;
// A guard against hanging on a busy machine; the whole file takes some seconds.
vi.setConfig({ testTimeout: 120_000 + RUNS * 2 });

const own = new Map(
  [Object.prototype, Array.prototype, Function.prototype, String.prototype].map(from => [from, keysOf(from)]),
);
afterEach(() => {
  for (const [from, keys] of own) expect(keysOf(from)).toEqual(keys);
});

function keysOf(from: object): PropertyKey[] {
  return Reflect.ownKeys(from);
}

function bytesOf(touchpoint: Touchpoint | null): number {
  return Buffer.byteLength(JSON.stringify(touchpoint));
}

/** What is taken in is JSON, and names no prototype. A quote in a text stands behind a backslash. */
function expectSound(touchpoint: Touchpoint | null): void {
  const json = JSON.stringify(touchpoint);
  expect(JSON.stringify(JSON.parse(json))).toBe(json);
  expect(json).not.toMatch(/(?<!\\)"(__proto__|constructor|prototype)":/);
}

describe('anything at all', () => {
  const word = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '__proto__',
      'constructor',
      'prototype',
      'toJSON',
      'items',
      'item_id',
      'price',
      'currency',
      'token',
    ),
    fc.constantFrom(...urlRows.map(({ url }) => url), ...urlControls),
  );
  const value = fc.oneof(
    fc.anything({
      key: word,
      values: [
        word,
        fc.integer(),
        fc.double(),
        fc.boolean(),
        fc.constantFrom(null, undefined),
        fc.bigInt(),
        fc.constant(Symbol('s')),
      ],
      maxDepth: 4,
      withBoxedValues: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withNullPrototype: true,
      withObjectString: true,
      withTypedArray: true,
      withSparseArray: true,
    }),
    fc.constantFrom(...payloadRows.map(({ data }) => data)),
  );
  const type = fc.oneof(
    fc.constantFrom(
      'page_view',
      'purchase',
      'view_item',
      'search',
      'identify',
      'correct',
      'campaign_details',
      'note',
      '__proto__',
    ),
    fc.string(),
    value as fc.Arbitrary<string>,
  );

  it('is taken in or refused, without a throw, without a trace elsewhere, and within 64 KiB', ({ task }) => {
    const times: number[] = [];
    let largest = 0;
    fc.assert(
      fc.property(
        type,
        fc.oneof(fc.dictionary(word, value), value),
        fc.option(value),
        word,
        (name, data, context, url) => {
          const from = performance.now();
          const touchpoint = take(name, data, { context, url });
          times.push(performance.now() - from);
          expectSound(touchpoint);
          largest = Math.max(largest, bytesOf(touchpoint));
          if (largest > MOST) expect(largest).toBeLessThanOrEqual(MOST);
        },
      ),
      { numRuns: RUNS, seed: 1 },
    );
    times.sort((a, b) => a - b);
    const figures = { inputs: times.length, largest, half: times[times.length >> 1], most: times.at(-1) };
    Object.assign(task.meta, { figures });
    expect(Object.keys({})).toEqual([]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

describe.each(hostileValues)('%s', (_, make) => {
  it('is taken in, in a field, in a list, as data and as context', () => {
    expectSound(take('note', { value: make() }));
    expectSound(take('note', { list: [make(), make()] }));
    expectSound(take('note', make()));
    expectSound(take('note', {}, { context: make() }));
    expectSound(take('purchase', { transaction_id: make(), value: make(), currency: make(), items: make() }));
  });

  it('takes 64 KiB at most, with its context', () => {
    expect(bytesOf(take('note', { value: make() }))).toBeLessThanOrEqual(MOST);
    expect(bytesOf(take('note', { list: [make(), make()] }, { context: { value: make() } }))).toBeLessThanOrEqual(MOST);
  });

  it('is refused as a name or a moment, or becomes text', () => {
    const value = make();
    expectSound(take(value as string, { a: 1 }));
    expectSound(take('note', { a: 1 }, { at: value as number }));
    if (typeof value === 'string') expectSound(take('note', { a: 1 }, { url: `https://shop.example/${value}` }));
  });
});

describe('every property', () => {
  it('is read once at most, at any depth, in data and in context', () => {
    const counts = new Map<string, number>();
    const counting = (path: string, levels: number): object =>
      Object.defineProperties(
        {},
        Object.fromEntries(
          ['item_id', 'price', 'note', 'items'].map(name => [
            name,
            {
              enumerable: true,
              get() {
                const at = `${path}.${name}`;
                counts.set(at, (counts.get(at) ?? 0) + 1);
                return levels ? (name === 'items' ? [counting(at, levels - 1)] : counting(at, levels - 1)) : '1';
              },
            },
          ]),
        ),
      );
    for (const type of ['note', 'view_item', 'purchase', 'page_view', 'identify', 'campaign_details'])
      take(type, counting(`${type}.data`, 3), { context: counting(`${type}.context`, 3) });
    expect(counts.size).toBeGreaterThan(500);
    expect([...counts].filter(([, count]) => count > 1)).toEqual([]);
  });

  it('counts as it was when it was tracked: later changes have no effect', () => {
    const data = { list: [{ note: 'first' }] };
    const touchpoint = take('note', data);
    data.list[0]!.note = 'second';
    expect(touchpoint?.data).toEqual({ list: [{ note: 'first' }] });
  });
});
