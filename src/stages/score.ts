import { chanceOf } from '../core/log-odds.js';
import { WaymarkError } from '../core/problem.js';
import type { NextStep, Push } from '../core/stage.js';
import { cartLeft } from './cart-left.js';
import { firstView, rateOf } from './first-view.js';
import { goesOn, hearSilence, NO_SILENCE, type Silence, safeSeconds } from './goes-on.js';
import { likelihoodOf, scoreOf } from './likelihood.js';
import { defaultLikelihood, isWhole, type LikelihoodModel } from './likelihood-model.js';
import { msOf } from './ms-of.js';
import { shopSteps } from './shop-steps.js';
import { NOTHING, type Shown, show } from './shown.js';
import { NO_STEPS, rowsOf, type StepCounts, type Steps, takeStep } from './steps.js';

/** One thing a visitor did, as a row of a clickstream, with GA4's names. */
export interface ScoreEvent {
  /**
   * Epoch ms; rows of a file may also hold a time in text, which is UTC unless it says another zone. Of a row without one
   * that of the row before.
   */
  readonly ts: number;
  /** A touchpoint type, such as `view_item`; a row without one is passed over. */
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
  /** Share of visits with an order, 0 to 1, kept within 0.001 and 0.999. Default: that of the model, 0.03. */
  readonly baseRate?: number;
  /** Default: the weights that come with Waymark. */
  readonly model?: LikelihoodModel;
  /** What follows what in the shop, see `steps()`. Default: `shopSteps`. */
  readonly steps?: StepCounts;
}

/**
 * One visit, read as it goes on. Moments are as `ts` says; without one, that of the last event. Throws `WaymarkError` for
 * rates, shares, models and histories that cannot be meant.
 */
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
  /** Seconds of silence after which at most this share of visitors would go on by themselves, 0 to 1. Default: a quarter. */
  nudgeAfter(share?: number): number;
  /** The parts of the chance of an order, in log-odds, largest first. */
  why(now?: number): readonly Push[];
}

const VISIT_MS = 30 * 60_000;

/** The models of `stages()` outside the browser, for clickstreams of any shop: the same code that runs in the page. */
export const score: {
  /** Reads one visit; `history` holds the visitor's earlier ones. */
  open(site?: ScoreSite, history?: readonly ScoreEvent[]): Score;
  firstView: typeof firstView;
  cart: typeof cartLeft;
} = { open, firstView, cart: cartLeft };

function open(site?: ScoreSite, history?: readonly ScoreEvent[]): Score {
  const model = site?.model ?? defaultLikelihood;
  if (!isWhole(model))
    throw new WaymarkError('model-odd', 'The `model` of `score` is none. Give what `waymark-fit` wrote, whole.');
  const earlier = history ?? [];
  if (!Array.isArray(earlier))
    throw new WaymarkError('history-odd', 'The history of `score.open` is no list. Give the events of earlier visits.');
  const usual = rowsOf(site?.steps ?? shopSteps);
  let shown: Shown = NOTHING;
  let silence: Silence = NO_SILENCE;
  let steps: Steps = NO_STEPS;
  let visit = 0;
  const weights = { ...model, baseRate: rateOf(site?.baseRate, model.baseRate) };
  // Nothing is known of a moment before the last event.
  const when = (now?: number) => Math.max(shown.at, msOf(now) || 0);
  const buy = (now?: number) => chanceOf(scoreOf(weights, shown, when(now)));
  const momentOf = (row?: ScoreEvent | null) => momentIn(row) ?? shown.at;
  function take(row: ScoreEvent): void {
    // Rows of a file may hold texts and nulls, or be none; what names no event tells of none.
    const { event, item, category, price }: Partial<ScoreEvent> = row ?? {};
    if (!event) return;
    const type = `${event}`;
    const at = momentOf(row);
    const paid = Number(price);
    if (shown.cartAt !== null) silence = hearSilence(silence, (at - shown.at) / 1000);
    const session = `${visit}`;
    steps = takeStep(steps, type, { isFirst: shown.session !== session, usual });
    const act = {
      type,
      at,
      item: `${item ?? ''}`,
      category: `${category ?? ''}`,
      price: paid > 0 ? paid : null,
    };
    shown = show(shown, act, session);
  }
  for (const event of inOrder(earlier)) {
    if (momentOf(event) - shown.at > VISIT_MS) visit++;
    take(event);
  }
  visit++;
  return {
    push: take,
    buy,
    abandon: now => 1 - buy(now),
    next: () => steps.next,
    goesOn: now => goesOn(silence, (when(now) - shown.at) / 1000),
    nudgeAfter: share => safeSeconds(silence, shareOf(share)),
    why: now =>
      [...likelihoodOf(weights, shown, when(now)).reasons].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)),
  };
}

/** Rows by their moments, for many a store hands out the newest first; one without a moment stays after the row before it. */
function inOrder(rows: readonly ScoreEvent[]): readonly ScoreEvent[] {
  let at = Number.NEGATIVE_INFINITY;
  const told = rows.map(row => {
    at = momentIn(row) ?? at;
    return { row, at };
  });
  return told.sort((one, other) => one.at - other.at || 0).map(({ row }) => row);
}

/** When a row says it was, epoch ms. */
function momentIn(row: ScoreEvent | null | undefined): number | undefined {
  const told = msOf(row?.ts);
  return told && Number.isFinite(told) ? told : undefined;
}

/** The share that was asked for. */
function shareOf(share: number | undefined): number | undefined {
  if (share === undefined || (typeof share === 'number' && share >= 0 && share <= 1)) return share;
  throw new WaymarkError(
    'share-odd',
    `\`nudgeAfter\` was asked for "${share}". Give a share of visitors, from 0 to 1.`,
  );
}
