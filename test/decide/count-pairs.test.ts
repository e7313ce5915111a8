import { describe, expect, it } from 'vitest';
import { countPairs } from '../../src/decide/count-pairs.js';

const named = (sessions: readonly (readonly (string | number)[])[]) => {
  const { ids, pairs } = countPairs(sessions);
  return pairs.map(([a, b, weight]) => [ids[a], ids[b], weight] as const);
};

describe('countPairs', () => {
  it('counts 1 over the root of the distance, for one session at a weight of a quarter', () => {
    const pairs = named([['a', 'b', 'c']]);
    expect(pairs.map(([x, y]) => [x, y].sort().join(''))).toEqual(['bc', 'ab', 'ac']);
    expect(pairs.map(([, , weight]) => weight)).toEqual([0.25, 0.25, 0.25 / Math.SQRT2]);
  });

  it('counts late sessions more, a session in the middle half of one at the end', () => {
    const sessions = Array.from({ length: 8 }, (_, index) => [`a${index}`, `b${index}`]);
    const weightOf = (name: string) => named(sessions).find(([x, y]) => x === name || y === name)?.[2] ?? 0;
    expect(weightOf('a7') / weightOf('a3')).toBeCloseTo(2, 12);
  });

  it('counts a product once a session, and pairs none with itself', () => {
    expect(named([['a', 'b', 'a', 'a']])).toHaveLength(1);
    expect(named([['a', 'a']])).toEqual([]);
    expect(countPairs([['a', 'a']]).counts).toEqual([0.25]);
  });

  it('takes 7 and "7" for one product', () => {
    expect(
      countPairs([
        [7, 'x'],
        ['7', 'x'],
      ]).ids,
    ).toHaveLength(2);
  });

  it('keeps to 285 pairs a session', () => {
    const long = Array.from({ length: 500 }, (_, index) => index);
    // Thirty products, ten apart at most: 20 × 10 + 45 less those beyond the end.
    expect(named([long]).length).toBeLessThanOrEqual(285);
    expect(named([long]).every(([a]) => Number(a) >= 470)).toBe(true);
  });

  it('learns how often what was looked at comes back', () => {
    const back = Array.from({ length: 300 }, (_, index) => [`a${index % 5}`, `b${index % 7}`, `a${index % 5}`]);
    const onward = Array.from({ length: 300 }, (_, index) => [`a${index % 5}`, `b${index % 5}`]);
    const second = (sessions: typeof back) => countPairs(sessions).own[1] ?? 0;
    expect(second(back)).toBeGreaterThan(1);
    expect(second(onward)).toBeLessThan(0.3);
  });

  it('supposes a fall of three quarters where nothing is known', () => {
    const { own, pairs } = countPairs([]);
    expect(pairs).toEqual([]);
    expect(own).toEqual([1, 0.75, 0.56, 0.42, 0.32, 0.24, 0.18, 0.13]);
  });
});
