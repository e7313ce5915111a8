import { expect, it } from 'vitest';
import { seeded } from '../../src/tools/seeded.js';

it('draws the same for the same seed, evenly, and something else for the next', () => {
  for (const seed of [0, 1, 2, 4_294_967_295]) {
    const [one, same, other] = [seeded(seed), seeded(seed), seeded(seed + 1)];
    const draws = Array.from({ length: 10_000 }, one);
    expect(draws.slice(0, 9)).toEqual(Array.from({ length: 9 }, same));
    expect(draws[0]).not.toBe(other());
    for (let tenth = 0; tenth < 10; tenth++)
      expect(Math.abs(draws.filter(draw => Math.floor(draw * 10) === tenth).length - 1_000)).toBeLessThan(150);
  }
});
