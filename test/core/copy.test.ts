import { describe, expect, it } from 'vitest';
import { copy } from '../../src/core/copy.js';

function nested(levels: number): unknown {
  let value: unknown = {};
  for (let level = 1; level < levels; level++) value = { in: value };
  return value;
}

function depthOf(value: unknown): number {
  return typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
}

function valuesIn(value: unknown): number {
  return typeof value === 'object' && value !== null
    ? Object.values(value).reduce((sum: number, one) => sum + valuesIn(one), 1)
    : 1;
}

describe('copy', () => {
  it.each([
    ['a text', 'tele', 'tele'],
    ['a number', 1.5, 1.5],
    ['zero below zero, which JSON does not have', -0, 0],
    ['a truth value', false, false],
    ['null', null, null],
    ['a list', [1, 'a', [true]], [1, 'a', [true]]],
    ['a record', { a: { b: [null] } }, { a: { b: [null] } }],
    ['a big whole number as text', 12345678901234567890n, '12345678901234567890'],
    ['a date as text', new Date(0), '1970-01-01T00:00:00.000Z'],
    ['nothing', undefined, undefined],
    ['a field that is not given, which is left out', { a: undefined }, {}],
    ['a field of a list that is not given, which keeps its place', [undefined, 1], [null, 1]],
    ['a list with holes', new Array(2), [null, null]],
    ['a boxed text', Object('ab'), { 0: 'a', 1: 'b' }],
    ['a record without prototype', Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
  ])('keeps %s', (_, value, expected) => {
    expect(copy(value)).toEqual({ value: expected, cut: false });
  });

  it.each([
    ['a function', { a: () => 1, b: 1 }],
    ['a symbol', { a: Symbol('a'), b: 1 }],
    ['a number that is none', { a: Number.NaN, b: 1 }],
    ['infinity', { a: Infinity, b: 1 }],
    ['a date that is none', { a: new Date(Number.NaN), b: 1 }],
    ['raw bytes', { a: new Uint8Array(1_000_000), b: 1 }],
    [
      'a getter that throws',
      {
        get a() {
          throw new Error('no');
        },
        b: 1,
      },
    ],
    [
      'a proxy that throws',
      {
        a: new Proxy(
          {},
          {
            ownKeys: () => {
              throw new Error('no');
            },
          },
        ),
        b: 1,
      },
    ],
    ['a proxy that was revoked', { a: revoked(), b: 1 }],
    ['a list whose length is none', { a: new Proxy([], { get: () => 1n }), b: 1 }],
    ['something that only pretends to be a date', { a: Object.create(Date.prototype), b: 1 }],
    ['keys that reach prototypes', JSON.parse('{ "__proto__": { "x": 1 }, "constructor": 1, "prototype": 1, "b": 1 }')],
  ])('leaves out %s, says so, and keeps the rest', (_, value) => {
    expect(copy(value)).toEqual({ value: { b: 1 }, cut: true });
  });

  it.each([
    ['a map', new Map([['a', 1]])],
    ['a set', new Set([1])],
    ['a promise', Promise.resolve({ a: 1 })],
    ['an error', new Error('no')],
    ['an address', new URL('https://shop.example/')],
  ])('says of %s that what is in it was left out', (_, value) => {
    expect(copy(value)).toEqual({ value: {}, cut: true });
  });

  it('keeps what is empty', () => {
    class Empty {}
    for (const value of [{}, Object.create(null), new Empty()]) expect(copy(value)).toEqual({ value: {}, cut: false });
  });

  it('keeps its own records free of prototypes', () => {
    expect(Object.getPrototypeOf(copy({}).value)).toBeNull();
  });

  it('reads own keys only', () => {
    expect(copy(Object.create({ inherited: 1 })).value).toEqual({});
  });

  it('needs nothing of `Array.from`, which old libraries replace', () => {
    const { from } = Array;
    Array.from = ((list: unknown) => [list]) as typeof from;
    const { value } = copy([1, [2]]);
    Array.from = from;
    expect(value).toEqual([1, [2]]);
  });

  it('reads every property once', () => {
    let reads = 0;
    copy({
      get a() {
        reads++;
        return { b: 1 };
      },
    });
    expect(reads).toBe(1);
  });

  it('trusts no method of what it copies', () => {
    const list = Object.assign([1], { slice: () => [() => 1], map: () => 2 });
    const date = Object.assign(new Date(0), { toISOString: () => ({}), toJSON: () => ({}) });
    expect(copy({ list, date, toJSON: 1 }).value).toEqual({ list: [1], date: '1970-01-01T00:00:00.000Z', toJSON: 1 });
  });

  it('follows a tree for eight levels', () => {
    expect(copy(nested(8))).toEqual({ value: nested(8), cut: false });
    expect(depthOf(copy(nested(9)).value)).toBe(8);
    expect(copy(nested(9)).cut).toBe(true);
    expect(depthOf(copy(nested(10_000)).value)).toBe(8);
  });

  it('takes 100 keys and 200 elements a level', () => {
    const wide = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 1]));
    expect(copy(wide(100))).toEqual({ value: wide(100), cut: false });
    expect(copy(wide(101))).toEqual({ value: wide(100), cut: true });
    expect(copy(Array(200).fill(1))).toEqual({ value: Array(200).fill(1), cut: false });
    expect(copy(Array(201).fill(1))).toEqual({ value: Array(200).fill(1), cut: true });
  });

  it('takes 65,536 characters in all, keys too', () => {
    const megabyte = 'x'.repeat(1_000_000);
    const { value, cut } = copy({ a: megabyte, b: megabyte, [megabyte]: 1, c: 'y' });
    expect(cut).toBe(true);
    expect(JSON.stringify(value).length).toBeLessThan(66_000);
    expect((value as { a: string }).a.length).toBeGreaterThan(65_000);
  });

  it('counts keys: one that is too long is left out, many fill the room', () => {
    expect(copy({ ['k'.repeat(70_000)]: 1, b: 1 })).toEqual({ value: { b: 1 }, cut: true });
    const { value, cut } = copy(Array(200).fill({ ['k'.repeat(1_000)]: 1 }));
    expect(cut).toBe(true);
    expect(JSON.stringify(value).length).toBeLessThan(68_000);
  });

  it('takes a bounded number of values, however they are wound up', () => {
    const cycle: unknown[] = [];
    for (let index = 0; index < 200; index++) cycle.push(cycle);
    for (const filling of [cycle, 1, '', null, undefined, {}, []]) {
      const list = Array(200).fill(filling);
      const heap = Array(200).fill(Array(200).fill(list));
      const { value, cut } = copy(heap);
      expect(cut).toBe(true);
      expect(valuesIn(value)).toBeLessThan(10_000);
    }
  });

  it('copies a purchase of a hundred items whole', () => {
    const items = Array.from({ length: 100 }, (_, index) => ({
      item_id: `sku-${index}`,
      item_name: `Cedar ${index}`,
      price: 219.5,
      quantity: 1,
      item_category: 'guitars',
      item_brand: 'Fretwell',
    }));
    const purchase = { currency: 'EUR', value: 21_950, transaction_id: 'T-1', items };
    expect(copy(purchase)).toEqual({ value: purchase, cut: false });
  });

  it('leaves what it was given as it was', () => {
    const given = { a: [1, { b: 2 }] };
    const { value } = copy(given);
    expect(given).toEqual({ a: [1, { b: 2 }] });
    expect(Object.isFrozen(given)).toBe(false);
    expect((value as typeof given).a).not.toBe(given.a);
  });
});

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}
