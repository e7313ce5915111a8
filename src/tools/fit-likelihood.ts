import { chanceOf, logOddsOf } from '../core/log-odds.js';
import { reachOf, scoreOf, signalsOf } from '../stages/likelihood.js';
import {
  defaultLikelihood,
  type LikelihoodModel,
  type Reach,
  type Signal,
  type Weight,
} from '../stages/likelihood-model.js';
import { NOTHING, type Shown, show } from '../stages/shown.js';
import { crossValidate } from './folds.js';
import { fitLogistic } from './logistic.js';
import type { Label } from './metrics.js';
import type { Visit } from './visits.js';

/** The moment after a touchpoint, before the first order of its visit; `y`: an order comes later in the visit. */
export interface Moment {
  readonly visitor: string;
  readonly shown: Shown;
  readonly y: Label;
}

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

type Weights = LikelihoodModel['weights'][Reach];

/** One weight of a model. */
interface Column {
  readonly reach: Reach;
  readonly signal: Signal;
}

/** Fewer visits with an order than this say nothing sure about weights. */
export const ENOUGH = 200;
/** Pull of weights towards nought; SCIENCE: with less, weights of small shops do not last. */
const RIDGE = 30;
/** The largest chance that a model says, for log-odds hold no certainty. */
const SUREST = 0.999;
/** How many moments the default anchors are worth. */
const PRIOR = 50;
/** Into how many parts visitors are split, to ask about visitors a fit never saw. */
export const FOLDS = 5;
const REACHES: readonly Reach[] = ['none', 'cart', 'checkout'];

/**
 * Fits the likelihood to a site's own visits. Pure. With fewer than 200 visits that ended with an order, or none that ended
 * without, the weights stay as they are and only the anchors and usual values are set. A weight that turns its sign is left out: in no shop that was
 * looked at it meant the other thing.
 */
export function fitLikelihood(visits: readonly Visit[]): Fit {
  const buying = visits.filter(isBuying).length;
  const baseRate = Math.min(SUREST, (buying + PRIOR * defaultLikelihood.baseRate) / (visits.length + PRIOR));
  const moments = momentsOf(visits);
  const adapt = (some: readonly Moment[]): LikelihoodModel => {
    const anchored = anchor(baseRate, some);
    return buying < ENOUGH || some.every(({ y }) => y) ? anchored : weigh(anchored, some);
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

/** Every moment of every visit, with what was shown up to then. Pure. */
export function momentsOf(visits: readonly Visit[]): readonly Moment[] {
  const moments: Moment[] = [];
  const known = new Map<string, Shown>();
  for (const visit of visits) {
    const { visitor, session, acts } = visit;
    let shown = known.get(visitor) ?? NOTHING;
    let isBefore = true;
    for (const act of acts) {
      shown = show(shown, act, session);
      isBefore &&= act.type !== 'purchase';
      if (isBefore) moments.push({ visitor, shown, y: isBuying(visit) ? 1 : 0 });
    }
    known.set(visitor, shown);
  }
  return moments;
}

/** The default weights around this site's own anchors and usual values. */
function anchor(baseRate: number, moments: readonly Moment[]): LikelihoodModel {
  const { anchors, weights } = defaultLikelihood;
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
  return {
    ...defaultLikelihood,
    baseRate,
    anchors: {
      none: share('none', baseRate),
      cart: share('cart', anchors.cart),
      checkout: share('checkout', anchors.checkout),
    },
    anchored: { at: baseRate, sway: 0 },
    weights: { none: around('none'), cart: around('cart'), checkout: around('checkout') },
  };
}

/** The model with anchors and weights fitted. */
function weigh(model: LikelihoodModel, moments: readonly Moment[]): LikelihoodModel {
  const labels = moments.map(({ y }) => y);
  const offset = moments.map(({ shown }) => habitOf(model, shown));
  const all = REACHES.flatMap(reach => signalsIn(model.weights[reach]).map(signal => ({ reach, signal })));
  // A signal that is always the same here says nothing here, and keeps its weight for the day it does.
  const isSeen = ({ reach, signal }: Column) =>
    new Set(moments.flatMap(({ shown }) => (reachOf(shown) === reach ? [signalsOf(shown)[signal]] : []))).size > 1;
  const seen = all.filter(isSeen);
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
    if (kept.length === columns.length)
      return {
        ...model,
        basis: 'fitted',
        anchors: {
          none: Math.min(SUREST, chanceOf(intercept)),
          cart: Math.min(SUREST, chanceOf(intercept + cart)),
          checkout: Math.min(SUREST, chanceOf(intercept + checkout)),
        },
        weights: { none: fitted('none'), cart: fitted('cart'), checkout: fitted('checkout') },
      };
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

function mapWeights(weights: Weights, change: (signal: Signal, weight: Weight) => Weight): Weights {
  return Object.fromEntries(
    signalsIn(weights).map(signal => [signal, change(signal, weights[signal] ?? [0, 0])] as const),
  );
}

/** Three digits are more than the data is worth. */
function rounded(model: LikelihoodModel): LikelihoodModel {
  return JSON.parse(
    JSON.stringify(model, (_, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(3)) : value)),
  );
}

function isBuying({ acts }: Visit): boolean {
  return acts.some(({ type }) => type === 'purchase');
}
