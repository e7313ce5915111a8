import { describe, expect, it } from 'vitest';
import { sampleRatio } from '../../src/tools/sample-ratio.js';
import { alarms } from '../bench/evaluate/lift.js';

describe('sampleRatio', () => {
  it('lets sizes pass that are as drawn, and stops those that are not', () => {
    expect(sampleRatio([5_000, 5_000], [1, 1])).toMatchObject({ p: 1, isOff: false });
    expect(sampleRatio([1_000, 9_000], [1, 9]).isOff).toBe(false);
    expect(sampleRatio([1_000, 9_000], [1, 8]).isOff).toBe(true);
    expect(sampleRatio([5_500, 4_500], [1, 1])).toMatchObject({ isOff: true });
    expect(sampleRatio([0, 0], [1, 1])).toEqual({ p: 1, isOff: false });
  });

  it('is sure where somebody is in a group that has no weight', () => {
    expect(sampleRatio([100, 100, 1], [1, 1, 0])).toEqual({ p: 0, isOff: true });
    expect(sampleRatio([100, 100, 0], [1, 1, 0]).isOff).toBe(false);
  });

  it('is the product of what was expected of each visitor', () => {
    // Chances of a Pólya urn with 1,000 balls, drawn one by one, over those of the weights.
    const drawn = [0, 1, 1, 0, 1, 1, 1, 1];
    const balls = [500, 500];
    let factor = 1;
    for (const side of drawn) {
      factor *= (balls[side] ?? 0) / (balls[0]! + balls[1]!) / 0.5;
      balls[side] = (balls[side] ?? 0) + 1;
    }
    expect(sampleRatio([2, 6], [1, 1]).p).toBeCloseTo(Math.min(1, 1 / factor), 9);
  });
});

describe('asked after every fifth of 5,000 visitors, in 500 runs', () => {
  it('calls sizes wrong that are right in 1 % at most, where a chi-square test does so far more often', () => {
    const halves = alarms([1, 1], { drawn: 0.5 });
    const tenths = alarms([1, 9], { drawn: 0.1 });
    expect(Math.max(halves.ours, tenths.ours)).toBeLessThanOrEqual(0.01);
    expect(Math.min(halves.chiSquare, tenths.chiSquare)).toBeGreaterThan(0.1);
  });

  it('finds that a tenth too many are in one half', () => {
    expect(alarms([1, 1], { drawn: 0.55 }).ours).toBeGreaterThan(0.99);
  });
});
