import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonFlaw } from '../../src/testing/json-flaw.js';

describe('jsonFlaw', () => {
  it('finds nothing in what JSON carries', () => {
    fc.assert(
      fc.property(fc.json(), text => {
        // `-0` is a number of JSON that JSON.stringify loses.
        expect(jsonFlaw(JSON.parse(text.replace(/-0(?![\d.e])/gi, '0')))).toBeNull();
      }),
    );
    expect(jsonFlaw(Object.create(null))).toBeNull();
  });

  it.each([
    [undefined, 'it is undefined'],
    [{ lines: [{}, { price: Number.NaN }] }, '.lines[1].price is NaN'],
    [[1, Number.POSITIVE_INFINITY], '[1] is Infinity'],
    [{ value: -0 }, '.value is -0'],
    [{ value: undefined }, '.value is undefined'],
    [{ run() {} }, '.run is a function'],
    [{ at: new Date(0) }, '.at is a Date'],
    [{ ids: new Set() }, '.ids is a Set'],
    [{ [Symbol.iterator]: 1 }, 'it has a symbol as a key'],
    [Object.assign([1], { 3: 2 }), 'it has holes'],
    [[1, 10n], '[1] is a bigint'],
  ])('names the place: %o', (value, says) => {
    expect(jsonFlaw(value)).toBe(says);
  });

  it('ends where a value holds itself', () => {
    const loop: Record<string, unknown> = {};
    loop.loop = loop;
    expect(jsonFlaw(loop)).toMatch(/too deep, or holds itself$/);
  });
});
