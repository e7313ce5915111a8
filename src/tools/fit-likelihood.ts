import { chanceOf, logOddsOf } from '../core/log-odds.js';
import { reachOf, scoreOf, signalsOf } from '../stages/likelihood.js';
import { defaultLikelihood, type LikelihoodModel, type Reach } from '../stages/likelihood-model.js';
import { fitWeights, mapWeights, SUREST } from './fit-weights.js';
import { crossValidate } from './folds.js';
import { isBuying, type Moment, momentsOf } from './moments-of.js';
import type { Visit } from './visits.js';

/** What a fit found. */
export interface Fit {
  readonly model: LikelihoodModel;
  readonly visits: number;
  /** Visits with an order. */
  readonly buying: number;
  readonly moments: readonly Moment[];
  /** What the default weights say at each moment, given the base rate. */
  readonly before: readonly number[];
  /** What a model says that never saw the visitor: five folds. */
  readonly after: readonly number[];
}

/** Fewer visits with an order than this say nothing sure about weights. */
export const ENOUGH = 200;
/** How many moments the default anchors are worth. */
const PRIOR = 50;
/** Into how many parts visitors are split, to ask about visitors a fit never saw. */
export const FOLDS = 5;

/**
 * Fits the likelihood to a site's own visits. Pure. With fewer than 200 visits that ended with an order, or none that ended
 * without, the weights stay as they are and only the anchors and usual values are set.
 */
export function fitLikelihood(visits: readonly Visit[]): Fit {
  const buying = visits.filter(isBuying).length;
  const baseRate = Math.min(SUREST, (buying + PRIOR * defaultLikelihood.baseRate) / (visits.length + PRIOR));
  const moments = momentsOf(visits);
  const adapt = (some: readonly Moment[]): LikelihoodModel => {
    const anchored = anchor(baseRate, some);
    return buying < ENOUGH || some.every(({ y }) => y) ? anchored : fitWeights(anchored, some);
  };
  const say = (model: LikelihoodModel, { shown }: Moment) => chanceOf(scoreOf(model, shown, shown.at));
  const known = { ...defaultLikelihood, baseRate };
  return {
    model: rounded(adapt(moments)),
    visits: visits.length,
    buying,
    moments,
    before: moments.map(moment => say(known, moment)),
    after: crossValidate(
      moments,
      some => {
        const model = adapt(some);
        return moment => say(model, moment);
      },
      FOLDS,
    ),
  };
}

/** The default weights around this site's own anchors and usual values. */
function anchor(baseRate: number, moments: readonly Moment[]): LikelihoodModel {
  const { anchors, anchored, weights } = defaultLikelihood;
  // What the default weights say in a shop of this base rate.
  const usualOf = (chance: number) =>
    chanceOf(logOddsOf(chance) + anchored.sway * (logOddsOf(baseRate) - logOddsOf(anchored.at)));
  const byReach = (reach: Reach) => moments.filter(({ shown }) => reachOf(shown) === reach);
  const share = (reach: Reach, usual: number) => {
    const some = byReach(reach);
    return Math.min(SUREST, (some.reduce((sum, { y }) => sum + y, 0) + PRIOR * usual) / (some.length + PRIOR));
  };
  const around = (reach: Reach) => {
    const signals = byReach(reach).map(({ shown }) => signalsOf(shown));
    return mapWeights(weights[reach], (signal, [weight, usual]) => [
      weight,
      (signals.reduce((sum, one) => sum + one[signal], 0) + PRIOR * usual) / (signals.length + PRIOR),
    ]);
  };
  const cart = share('cart', usualOf(anchors.cart));
  return {
    ...defaultLikelihood,
    baseRate,
    // Who reached the checkout showed what the cart shows, and more.
    anchors: {
      none: share('none', baseRate),
      cart,
      checkout: share('checkout', Math.max(cart, usualOf(anchors.checkout))),
    },
    anchored: { at: baseRate, sway: 0 },
    weights: { none: around('none'), cart: around('cart'), checkout: around('checkout') },
  };
}

/** Three digits are more than the data is worth. */
function rounded(model: LikelihoodModel): LikelihoodModel {
  return JSON.parse(
    JSON.stringify(model, (_, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(3)) : value)),
  );
}
