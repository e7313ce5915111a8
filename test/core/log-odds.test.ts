import { expect, it } from 'vitest';
import { chanceOf, logOddsOf } from '../../src/core/log-odds.js';

it('turns log-odds into a chance and back', () => {
  expect([chanceOf(0), chanceOf(-Infinity), chanceOf(Infinity)]).toEqual([0.5, 0, 1]);
  for (const chance of [0.001, 0.04, 0.5, 0.999]) expect(chanceOf(logOddsOf(chance))).toBeCloseTo(chance, 12);
});
