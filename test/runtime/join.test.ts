// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import type { Plugin } from '../../src/core/plugin.js';
import type { Waymark } from '../../src/runtime/face.js';
import { join, register } from '../../src/runtime/join.js';

const KEY = Symbol.for('waymark');

function instance(...plugins: Plugin[]): Waymark & { use: ReturnType<typeof vi.fn> } {
  return { plugins, use: vi.fn() } as unknown as Waymark & { use: ReturnType<typeof vi.fn> };
}

describe('join', () => {
  it('finds nothing on a page without instances and leaves no mark', () => {
    expect(join('fretwell', [])).toBeUndefined();
    expect(Object.getOwnPropertySymbols(document)).not.toContain(KEY);
  });

  it('finds the instance of the same site only', () => {
    const first = instance();
    const unregister = register('fretwell', first);
    expect(join('fretwell', [])).toBe(first);
    expect(join('other', [])).toBeUndefined();
    unregister();
  });

  it('gives the first instance the plugins it lacked, by name, also from nested lists', () => {
    const first = instance({ name: 'one' });
    const unregister = register('fretwell', first);
    const two: Plugin = { name: 'two' };
    join('fretwell', [{ name: 'one' }, [false, [two]], null]);
    expect(first.use.mock.calls).toEqual([[two]]);
    unregister();
  });
});

describe('register', () => {
  it('marks the document with one property that no loop meets', () => {
    const unregister = register('fretwell', instance());
    expect(Object.getOwnPropertySymbols(document)).toContain(KEY);
    expect(Object.getOwnPropertyDescriptor(document, KEY)?.enumerable).toBe(false);
    unregister();
  });

  it('works on a page that hung a getter on Object.prototype', () => {
    const first = instance();
    Object.defineProperty(Object.prototype, 'get', { value: () => 7, enumerable: true, configurable: true });
    const unregister = register('fretwell', first);
    Reflect.deleteProperty(Object.prototype, 'get');
    expect(join('fretwell', [])).toBe(first);
    unregister();
  });

  it('goes without a mark where the document takes none', () => {
    vi.spyOn(Reflect, 'defineProperty').mockReturnValue(false);
    const unregister = register('fretwell', instance());
    vi.restoreAllMocks();
    expect(join('fretwell', [])).toBeUndefined();
    expect(unregister).not.toThrow();
  });

  it('takes the mark off the document with the last instance', () => {
    const [first, second] = [register('one', instance()), register('two', instance())];
    first();
    expect(Object.getOwnPropertySymbols(document)).toContain(KEY);
    expect(join('one', [])).toBeUndefined();
    second();
    expect(Object.getOwnPropertySymbols(document)).not.toContain(KEY);
  });
});
