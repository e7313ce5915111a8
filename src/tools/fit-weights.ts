import { chanceOf, logOddsOf } from '../core/log-odds.js';
import { reachOf, scoreOf, signalsOf } from '../stages/likelihood.js';
import type { LikelihoodModel, Reach, Signal, Weight } from '../stages/likelihood-model.js';
import type { Shown } from '../stages/shown.js';
import { fitLogistic } from './logistic.js';
import type { Moment } from './moments-of.js';

type Weights = LikelihoodModel['weights'][Reach];

/** One weight of a model. */
interface Column {
  readonly reach: Reach;
  readonly signal: Signal;
}

/** Pull of weights towards nought; SCIENCE: with less, weights of small shops do not last. */
const RIDGE = 30;
/** The largest chance that a model says, for log-odds hold no certainty. */
export const SUREST = 0.999;
const REACHES: readonly Reach[] = ['none', 'cart', 'checkout'];

/**
 * The model with anchors and weights fitted. A weight that turns its sign is left out: in no shop that was looked at it
 * meant the other thing. Pure.
 */
export function fitWeights(model: LikelihoodModel, moments: readonly Moment[]): LikelihoodModel {
  const labels = moments.map(({ y }) => y);
  const offset = moments.map(({ shown }) => habitOf(model, shown));
  const all = REACHES.flatMap(reach => signalsIn(model.weights[reach]).map(signal => ({ reach, signal })));
  // A signal that is always the same here says nothing here, and keeps its weight for the day it does.
  const isSeen = ({ reach, signal }: Column) =>
    new Set(moments.flatMap(({ shown }) => (reachOf(shown) === reach ? [signalsOf(shown)[signal]] : []))).size > 1;
  const seen = all.filter(isSeen);
  // Where no visit came there was nothing to fit.
  const anchorOf = (reach: Reach, logOdds: number, usual: number) =>
    moments.some(({ shown }) => reachOf(shown) === reach) ? Math.min(SUREST, chanceOf(logOdds)) : usual;
  let columns = seen;
  for (;;) {
    const rows = moments.map(({ shown }) => rowOf(model, columns, shown));
    const { intercept, weights } = fitLogistic(rows, labels, { ridge: RIDGE, offset });
    const [cart = 0, checkout = 0, ...found] = weights;
    const kept = columns.filter(
      ({ reach, signal }, index) => (found[index] ?? 0) * (model.weights[reach][signal]?.[0] ?? 0) > 0,
    );
    const fitted = (reach: Reach) =>
      mapWeights(model.weights[reach], (signal, [weight, usual]) => {
        const isHere = (column: Column) => column.reach === reach && column.signal === signal;
        return [seen.some(isHere) ? (found[columns.findIndex(isHere)] ?? 0) : weight, usual];
      });
    if (kept.length === columns.length) {
      const { anchors, baseRate } = model;
      const ofCart = anchorOf('cart', intercept + cart, anchors.cart);
      return {
        ...model,
        basis: 'fitted',
        anchors: {
          none: anchorOf('none', intercept, anchors.none ?? baseRate),
          cart: ofCart,
          checkout: anchorOf('checkout', intercept + checkout, Math.max(ofCart, anchors.checkout)),
        },
        weights: { none: fitted('none'), cart: fitted('cart'), checkout: fitted('checkout') },
      };
    }
    columns = kept;
  }
}

/** What is not fitted: how the visitor's habit differs from others'. */
function habitOf(model: LikelihoodModel, shown: Shown): number {
  // As a fitted one it reads a first look like any other moment.
  const bare: LikelihoodModel = { ...model, basis: 'fitted', weights: { none: {}, cart: {}, checkout: {} } };
  return scoreOf(bare, shown, shown.at) - logOddsOf(model.anchors[reachOf(shown)] ?? model.baseRate);
}

function rowOf({ weights }: LikelihoodModel, columns: readonly Column[], shown: Shown): readonly number[] {
  const here = reachOf(shown);
  const signals = signalsOf(shown);
  const parts = columns.map(({ reach, signal }) =>
    reach === here ? signals[signal] - (weights[reach][signal]?.[1] ?? 0) : 0,
  );
  return [Number(here === 'cart'), Number(here === 'checkout'), ...parts];
}

function signalsIn(weights: Weights): readonly Signal[] {
  // The keys of weights are signals.
  return Object.keys(weights) as Signal[];
}

/** Other weights in the place of these. Pure. */
export function mapWeights(weights: Weights, change: (signal: Signal, weight: Weight) => Weight): Weights {
  return Object.fromEntries(
    signalsIn(weights).map(signal => [signal, change(signal, weights[signal] ?? [0, 0])] as const),
  );
}
