import { describe, expect, it } from 'vitest';
import { freeze } from '../../src/core/freeze.js';

describe('freeze', () => {
  it('freezes records and lists in depth and returns what it was given', () => {
    const value = { a: [{ b: 1 }], c: null };
    expect(freeze(value)).toBe(value);
    expect(Object.isFrozen(value) && Object.isFrozen(value.a) && Object.isFrozen(value.a[0])).toBe(true);
  });

  it.each([1, 'a', true, null, undefined])('hands %s back', value => {
    expect(freeze(value)).toBe(value);
  });

  it('leaves what a page hung on Object.prototype to the page', () => {
    const theirs = {};
    Object.defineProperty(Object.prototype, 'theirs', { value: theirs, enumerable: true, configurable: true });
    freeze({ a: 1 });
    Reflect.deleteProperty(Object.prototype, 'theirs');
    expect(Object.isFrozen(theirs)).toBe(false);
  });

  it('ends on a value that holds itself', () => {
    const value: { self?: unknown } = {};
    value.self = value;
    expect(Object.isFrozen(freeze(value))).toBe(true);
  });

  it('stops at what is frozen already, so that freezing again costs nothing', () => {
    const inner = { a: 1 };
    freeze(Object.freeze({ inner }));
    expect(Object.isFrozen(inner)).toBe(false);
  });
});
