import { chanceOf, logOddsOf } from '../core/log-odds.js';
import type { Likelihood, Push } from '../core/stage.js';
import { firstViewAnchor } from './first-view.js';
import type { LikelihoodModel, Reach, Signal } from './likelihood-model.js';
import type { Shown } from './shown.js';

const MINUTE_MS = 60_000;
const { log1p, max } = Math;

/**
 * How likely an order is in this visit, at a moment. Pure. A scorecard in log-odds: an anchor for how far the visit has
 * come (the base rate, the cart, the checkout), the visitor's own habit, and weight × (signal − usual value) for every
 * signal. These parts are the reasons. At the first look at a product the default weights are those of `firstView`.
 */
export function likelihoodOf(model: LikelihoodModel, shown: Shown, now: number): Likelihood {
  const reasons: Push[] = [];
  let score = 0;
  eachPart(model, shown, now, (signal, weight) => {
    reasons.push({ signal, weight });
    score += weight;
  });
  const buy = chanceOf(score);
  return { buy, abandon: reachOf(shown) === 'none' ? null : 1 - buy, basis: model.basis, score, reasons };
}

/** The chance of an order in log-odds. Pure. */
export function scoreOf(model: LikelihoodModel, shown: Shown, now: number): number {
  let score = 0;
  eachPart(model, shown, now, (_, weight) => {
    score += weight;
  });
  return score;
}

function eachPart(
  { basis, baseRate, priorVisits, anchors, anchored, silence, weights }: LikelihoodModel,
  shown: Shown,
  now: number,
  add: (signal: string, weight: number) => void,
): void {
  const reach = reachOf(shown);
  const { looks, last, context, buying, visits, at } = shown;
  if (basis === 'default' && reach === 'none' && looks === 1 && last === 'look') {
    add(reach, firstViewAnchor(baseRate));
    add('context', context);
    return;
  }
  const base = logOddsOf(baseRate);
  const habit = (buying + priorVisits * baseRate) / (max(0, visits) + priorVisits);
  if (reach === 'none') add(reach, logOddsOf(anchors.none ?? baseRate));
  else {
    add(reach, logOddsOf(anchors[reach]) + anchored.sway * (base - logOddsOf(anchored.at)));
    add('silence', silence * log1p(minutes(now - at)));
  }
  add('habit', logOddsOf(habit) - base);
  // A model is data: a name that is no signal says nothing.
  const signals: Readonly<Record<string, number>> = signalsOf(shown);
  for (const [signal, [weight, usual]] of Object.entries(weights[reach]))
    add(signal, weight * ((signals[signal] ?? usual) - usual));
}

/** How far the visit has come. Pure. */
export function reachOf({ isCheckout, cartAt }: Shown): Reach {
  return isCheckout ? 'checkout' : cartAt === null ? 'none' : 'cart';
}

/** What the visit showed, in numbers. Pure. */
export function signalsOf(shown: Shown): Readonly<Record<Signal, number>> {
  const { again, looks, at, startAt, cartAt, last } = shown;
  return {
    again: again / max(1, looks),
    account: Number(shown.hasAccount),
    saved: Number(shown.hasSaved),
    minutes: log1p(minutes(at - startAt)),
    context: shown.context,
    inCart: Number(last === 'cart'),
    inCheckout: Number(last === 'checkout'),
    looksSince: log1p(shown.looksSince),
    minutesSince: log1p(minutes(at - (cartAt ?? at))),
  };
}

function minutes(ms: number): number {
  return max(0, ms) / MINUTE_MS;
}
