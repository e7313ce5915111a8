import { chanceOf } from '../core/log-odds.js';
import type { NextStep, Push } from '../core/stage.js';
import { cartLeft } from './cart-left.js';
import { firstView } from './first-view.js';
import { goesOn, hearSilence, NO_SILENCE, type Silence, safeSeconds } from './goes-on.js';
import { likelihoodOf, scoreOf } from './likelihood.js';
import { defaultLikelihood, type LikelihoodModel } from './likelihood-model.js';
import { shopSteps } from './shop-steps.js';
import { NOTHING, type Shown, show } from './shown.js';
import { NO_STEPS, type StepCounts, type Steps, takeStep } from './steps.js';

/** One thing a visitor did, as a row of a clickstream, with GA4's names. */
export interface ScoreEvent {
  /** Epoch ms. */
  readonly ts: number;
  /** A touchpoint type, such as `view_item`. */
  readonly event: string;
  /** Id of the product. */
  readonly item?: string;
  readonly category?: string;
  readonly brand?: string;
  /** In US dollars, or what is near one. */
  readonly price?: number;
  /** What the site calls the page. */
  readonly page?: string;
}

/** What is known of the site. */
export interface ScoreSite {
  /** Share of visits with an order, kept within 0.001 and 0.999. Default: that of the model, 0.03. */
  readonly baseRate?: number;
  /** Default: the weights that come with Waymark. */
  readonly model?: LikelihoodModel;
  /** What follows what in the shop, see `steps()`. Default: `shopSteps`. */
  readonly steps?: StepCounts;
}

/** One visit, read as it goes on. Moments are epoch ms; without one, that of the last event. */
export interface Score {
  push(event: ScoreEvent): void;
  /** The chance of an order in this visit, 0 to 1. */
  buy(now?: number): number;
  /** The chance that what is in the cart is left, 0 to 1. */
  abandon(now?: number): number;
  /** What is likely to come next, the likeliest first, at most 5; empty where too little is known. */
  next(now?: number): readonly NextStep[];
  /** The chance that a visitor who has been silent since the last event goes on by himself. */
  goesOn(now?: number): number;
  /** Seconds of silence after which at most this share of visitors would go on by themselves. Default: a quarter. */
  nudgeAfter(share?: number): number;
  /** The parts of the chance of an order, in log-odds, largest first. */
  why(now?: number): readonly Push[];
}

const VISIT_MS = 30 * 60_000;

/** The models of `stages()` outside the browser, for clickstreams of any shop: the same code that runs in the page. */
export const score: {
  /** Reads one visit; `history` holds the visitor's earlier ones, oldest first. */
  open(site?: ScoreSite, history?: readonly ScoreEvent[]): Score;
  firstView: typeof firstView;
  cart: typeof cartLeft;
} = { open, firstView, cart: cartLeft };

function open(
  { model = defaultLikelihood, baseRate = model.baseRate, steps: prior = shopSteps }: ScoreSite = {},
  history: readonly ScoreEvent[] = [],
): Score {
  let shown: Shown = NOTHING;
  let silence: Silence = NO_SILENCE;
  let steps: Steps = NO_STEPS;
  let visit = 0;
  // A sample in which nobody or everybody buys is no shop in which nobody or everybody does.
  const weights = { ...model, baseRate: Math.min(0.999, Math.max(0.001, baseRate || model.baseRate)) };
  const buy = (now = shown.at) => chanceOf(scoreOf(weights, shown, now));
  function take({ ts: told, event, item, category, price }: ScoreEvent): void {
    // Rows of a file may hold texts and nulls.
    const ts = Number(told);
    if (shown.cartAt !== null) silence = hearSilence(silence, (ts - shown.at) / 1000);
    const session = `${visit}`;
    steps = takeStep(steps, event, { isFirst: shown.session !== session, prior });
    const act = {
      type: event,
      at: ts,
      item: `${item ?? ''}`,
      category: `${category ?? ''}`,
      price: Number(price) || null,
    };
    shown = show(shown, act, session);
  }
  for (const event of history ?? []) {
    if (event.ts - shown.at > VISIT_MS) visit++;
    take(event);
  }
  visit++;
  return {
    push: take,
    buy,
    abandon: now => 1 - buy(now),
    next: () => steps.next,
    goesOn: (now = shown.at) => goesOn(silence, (now - shown.at) / 1000),
    nudgeAfter: share => safeSeconds(silence, share),
    why: (now = shown.at) =>
      [...likelihoodOf(weights, shown, now).reasons].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)),
  };
}
