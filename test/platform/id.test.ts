import { afterEach, describe, expect, it, vi } from 'vitest';
import { drawId } from '../../src/platform/id.js';

afterEach(() => vi.unstubAllGlobals());

describe('drawId', () => {
  it('is 24 characters of base 36, whatever is drawn', () => {
    const ids = [() => 0, () => 0.5, () => 1 - 2 ** -32, undefined].map(roll => drawId(roll));
    for (const id of ids) expect(id).toMatch(/^[0-9a-z]{24}$/);
    expect(new Set(ids).size).toBe(4);
  });

  it('depends on nothing but what is drawn', () => {
    const draws = (): (() => number) => {
      const numbers = [0.1, 0.2, 0.3, 0.4];
      return () => numbers.shift() ?? 0;
    };
    expect(drawId(draws())).toBe(drawId(draws()));
  });

  it('is drawn where the page has taken the strong numbers away', () => {
    vi.stubGlobal('crypto', undefined);
    expect(drawId()).toMatch(/^[0-9a-z]{24}$/);
    expect(drawId()).not.toBe(drawId());
  });

  it('is never drawn twice by chance', () => {
    expect(new Set(Array.from({ length: 1_000 }, () => drawId())).size).toBe(1_000);
  });
});
