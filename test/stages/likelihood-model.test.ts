import { expect, it } from 'vitest';
import { defaultLikelihood, isWhole, type LikelihoodModel } from '../../src/stages/likelihood-model.js';

const { anchors, weights } = defaultLikelihood;

it('takes a model as it comes out of a file', () => {
  expect(isWhole(JSON.parse(JSON.stringify(defaultLikelihood)))).toBe(true);
  expect(isWhole({ ...defaultLikelihood, anchors: { none: 0.1, cart: 0.2, checkout: 0.3 } })).toBe(true);
});

it.each<object>([
  { priorVisits: undefined },
  { silence: null, anchors: { ...anchors, cart: '0.2' } },
  { silence: '-0.25' },
  { anchors: {} },
  { anchors: { ...anchors, checkout: Number.NaN } },
  { priorVisits: 0 },
  { anchors: { ...anchors, cart: 1 } },
  { anchors: { ...anchors, none: 0 } },
  { anchors: { ...anchors, none: '0.1' } },
  { anchored: { at: 0, sway: 0.25 } },
  { anchored: { at: 0.03 } },
  { anchored: null },
  { weights: { none: {}, cart: {} } },
  { weights: { ...weights, none: undefined } },
  { weights: { ...weights, none: 'none' } },
  ...[0.5, '0.5', null, [], ['0.5', 0], [0.5, null], [Number.NaN, 0], [0.5]].map(inCart => ({
    weights: { ...weights, cart: { ...weights.cart, inCart } },
  })),
])('is no whole model with %j, of which chances would be no numbers', change => {
  // What a file holds is not checked by any type.
  expect(isWhole({ ...defaultLikelihood, ...change } as LikelihoodModel)).toBe(false);
});
