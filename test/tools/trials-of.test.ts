import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/decide/outcomes-of.js';
import { trialsOf } from '../../src/tools/trials-of.js';

function outcome(variant: string, more: Partial<Outcome> = {}): Outcome {
  const fixed = {
    kind: 'nudge',
    id: 'coupon',
    at: 1,
    weights: null,
    goal: 'purchase',
    isReached: false,
    value: 0,
    isOver: true,
  } as const;
  return { ...fixed, variant, ...more };
}

const HALVES = { held: 0.5, shown: 0.5 };

describe('trialsOf', () => {
  it('counts each group of each trial, those who are waited for apart', () => {
    const [experiment, nudge, ...more] = trialsOf([
      outcome('shown', { isReached: true, value: 30 }),
      outcome('shown', { isReached: true, value: 10 }),
      outcome('shown', { isReached: true, value: 99, isOver: false }),
      outcome('held'),
      outcome('bold', { kind: 'experiment', id: 'price' }),
    ]);
    expect(more).toEqual([]);
    expect(experiment).toMatchObject({ kind: 'experiment', id: 'price', arms: [{ variant: 'bold', exposed: 1 }] });
    expect(nudge?.arms).toEqual([
      {
        variant: 'held',
        exposed: 1,
        visitors: 1,
        conversions: 0,
        value: { sum: 0, squares: 0, most: 0 },
        weight: null,
      },
      {
        variant: 'shown',
        exposed: 3,
        visitors: 2,
        conversions: 2,
        value: { sum: 40, squares: 1_000, most: 30 },
        weight: null,
      },
    ]);
  });

  it('takes for the control who is held, else the first variant of the experiment, else the first by name', () => {
    const control = (...outcomes: readonly Outcome[]) => trialsOf(outcomes)[0]?.arms.map(({ variant }) => variant);
    expect(control(outcome('blue'), outcome('held'))).toEqual(['held', 'blue']);
    expect(control(outcome('bold', { weights: { plain: 1, bold: 1 } }))).toEqual(['plain', 'bold']);
    expect(control(outcome('b'), outcome('a'))).toEqual(['a', 'b']);
  });

  it('compares only who met it under the weights of now', () => {
    const early = Array.from({ length: 4 }, () => outcome('shown', { at: 1, weights: { shown: 1 } }));
    const [trial] = trialsOf([
      outcome('held', { at: 5, weights: HALVES }),
      ...early,
      outcome('shown', { at: 4, weights: { held: 0.5, shown: 0.5000000001 } }),
    ]);
    expect(trial?.leftOut).toBe(4);
    expect(trial?.arms.map(({ exposed, weight }) => [exposed, weight])).toEqual([
      [1, 0.5],
      [1, 0.5],
    ]);
  });

  it('compares only who met it with the goal of now, and says which that is', () => {
    const [trial] = trialsOf([
      outcome('shown', { goal: 'purchase' }),
      outcome('held', { goal: 'sign_up', at: 2 }),
      outcome('shown', { goal: 'sign_up', at: 2 }),
    ]);
    expect([trial?.goal, trial?.leftOut]).toEqual(['sign_up', 1]);
    expect(trial?.arms.map(({ exposed }) => exposed)).toEqual([1, 1]);
  });
});
