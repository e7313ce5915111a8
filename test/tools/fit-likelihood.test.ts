import { describe, expect, it } from 'vitest';
import { defaultLikelihood } from '../../src/stages/likelihood-model.js';
import { type Fit, fitLikelihood } from '../../src/tools/fit-likelihood.js';
import { auc, calibrationError, type Label } from '../../src/tools/metrics.js';
import type { Moment } from '../../src/tools/moments-of.js';
import type { Visit } from '../../src/tools/visits.js';
import { simulate } from '../bench/evaluate/simulate.js';
import { MINUTE, T0 } from '../journeys/journey.js';

const labels = (moments: readonly Moment[]): readonly Label[] => moments.map(({ y }) => y);

/** The visits of the generated shop of `npm run evaluate`. */
function generated(visits: number): readonly Visit[] {
  return simulate({ visits }).visits.map(({ visitor, events }, index) => ({
    visitor,
    session: `${index}`,
    acts: events.map(({ ts, event, item = '' }) => ({ at: ts, type: event, item })),
  }));
}

describe('fitLikelihood', () => {
  const fit: Fit = fitLikelihood(generated(3_000));

  it('ranks and knows the level better than the default, asked about visitors it never saw', () => {
    const y = labels(fit.moments);
    expect(auc(fit.after, y)).toBeGreaterThan(auc(fit.before, y) + 0.01);
    expect(calibrationError(fit.after, y)).toBeLessThan(calibrationError(fit.before, y));
  });

  it('gives a model that JSON carries, marked as fitted', () => {
    expect(fit.model.basis).toBe('fitted');
    expect(JSON.parse(JSON.stringify(fit.model))).toEqual(fit.model);
  });

  it('finds what was planted: who looks again buys, and whoever reached the checkout all the more', () => {
    const { weights, anchors } = fit.model;
    expect(weights.none.again?.[0]).toBeGreaterThan(0.5);
    expect(anchors.checkout).toBeGreaterThan(anchors.cart);
    expect(anchors.cart).toBeGreaterThan(anchors.none ?? 1);
  });

  it('leaves the weight of a signal alone that never varied', () => {
    const quiet = generated(3_000).map(visit => ({
      ...visit,
      acts: visit.acts.filter(({ type }) => type !== 'login'),
    }));
    const { weights } = fitLikelihood(quiet).model;
    expect(weights.none.account?.[0]).toBe(defaultLikelihood.weights.none.account?.[0]);
  });

  it('takes a checkout that no visit reached for at least the cart', () => {
    for (const visits of [1_000, 3_000]) {
      const bare = generated(visits).map(visit => ({
        ...visit,
        acts: visit.acts.filter(({ type }) => !/checkout|_info$/.test(type)),
      }));
      const { basis, anchors, baseRate } = fitLikelihood(bare).model;
      expect(basis).toBe(visits > 1_000 ? 'fitted' : 'default');
      expect(anchors.checkout).toBeGreaterThanOrEqual(anchors.cart);
      // What the default weights say in a shop of this base rate.
      expect(anchors.checkout).toBeGreaterThan(0.35);
      expect(anchors.cart).toBeGreaterThan(2 * baseRate);
    }
  });

  it('sets anchors and usual values only, with fewer than 200 visits that ended with an order', () => {
    const { model, buying } = fitLikelihood(generated(1_000));
    expect(buying).toBeLessThan(200);
    expect(model.basis).toBe('default');
    expect(model.baseRate).toBeCloseTo((buying + 1.5) / 1_050, 3);
    expect(model.anchors.checkout).not.toBe(defaultLikelihood.anchors.checkout);
    for (const reach of ['none', 'cart', 'checkout'] as const)
      for (const [signal, [weight]] of Object.entries(model.weights[reach]))
        expect([signal, weight]).toEqual([
          signal,
          Object.entries(defaultLikelihood.weights[reach]).find(([name]) => name === signal)?.[1][0],
        ]);
  });
});

it('leaves the weights alone where everybody orders, and no chance so sure that log-odds could not hold it', () => {
  // The rate of the many is 1 to three digits.
  for (const count of [250, 100_000]) {
    const { model } = fitLikelihood(
      Array.from({ length: count }, (_, index) => ({
        visitor: `${index}`,
        session: 's',
        acts: ['view_item', 'purchase'].map(type => ({ at: T0 + (index % 9) * MINUTE, type, item: '' })),
      })),
    );
    expect(model.basis).toBe('default');
    for (const chance of [model.baseRate, ...Object.values(model.anchors)]) expect(chance).toBeLessThan(1);
    expect(model.weights.none.again?.[0]).toBe(defaultLikelihood.weights.none.again?.[0]);
  }
});
