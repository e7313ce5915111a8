import { sumOf } from '../core/sum.js';
import { type Dice, diceOf } from './dice.js';
import type { PlantedTouchpoint, StageJourney } from './evaluate-stage-model.js';
import { PLANTED_STAGES, type PlantedStage } from './planted-stages.js';

export interface SimulateOptions {
  /** Whole number; the same one makes the same journeys. Default: 1. */
  readonly seed?: number;
  /** How many journeys. Default: 200. */
  readonly visitors?: number;
  /** Default: the six micro-stages of a made-up shop; every journey begins in the first. */
  readonly stages?: Readonly<Record<string, PlantedStage>>;
}

const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 0, 5, 10);
/** Seconds between two touchpoints of a visit, touchpoints of a visit, days between two visits; all on average. */
const PACE_SECONDS = 45;
const VISIT = 9;
const AWAY_DAYS = 2;
/** Products of the shop, those a visitor has an eye on, and how often it is one of these. */
const PRODUCTS = 40;
const FAVOURITES = 3;
const FAVOURED = 0.6;
/** Longest journey, touchpoints. */
const MOST = 150;

/** Makes journeys whose stages are known, for `evaluateStageModel`. Pure: everything follows from the seed. */
export function simulateJourneys({
  seed = 1,
  visitors = 200,
  stages = PLANTED_STAGES,
}: SimulateOptions = {}): readonly StageJourney[] {
  const dice = diceOf(seed);
  return Array.from({ length: visitors }, (_, index) => ({
    visitor: `visitor ${index + 1}`,
    touchpoints: journey(stages, index, dice),
  }));
}

function journey(
  stages: Readonly<Record<string, PlantedStage>>,
  visitor: number,
  dice: Dice,
): readonly PlantedTouchpoint[] {
  const favourites = Array.from({ length: FAVOURITES }, () => Math.floor(dice() * PRODUCTS));
  const touchpoints: PlantedTouchpoint[] = [];
  let at = START + visitor * DAY_MS;
  let stage = Object.keys(stages)[0];
  while (stage && touchpoints.length < MOST) {
    const { acts, length, next }: PlantedStage = stages[stage] ?? { acts: {}, length: 1, next: {} };
    const following = pick(next, dice, 1);
    const types = Array.from(
      { length: 1 + Math.round(waiting(length - 1, dice)) },
      () => pick(acts, dice) ?? 'page_view',
    );
    // Who comes to need service has ordered.
    if (stage === 'purchase' && following === 'service') types.push('purchase');
    for (const type of types) {
      at += Math.round(waiting(dice() < 1 / VISIT ? AWAY_DAYS * DAY_MS : PACE_SECONDS * SECOND_MS, dice));
      const product =
        dice() < FAVOURED ? (favourites[Math.floor(dice() * FAVOURITES)] ?? 0) : Math.floor(dice() * PRODUCTS);
      touchpoints.push({ at, type, data: dataOf(product, `${visitor}-${touchpoints.length}`), stage });
    }
    stage = following;
  }
  return touchpoints;
}

/** What the check of every type takes. */
function dataOf(product: number, order: string): object {
  return {
    items: [{ item_id: `p${product}`, item_name: `Product ${product}` }],
    transaction_id: order,
    search_term: `product ${product}`,
    kind: 'nps',
    score: 9,
  };
}

/** One of these, by weight; `undefined` for what they leave of `total`. */
function pick(
  weights: Readonly<Record<string, number>>,
  dice: Dice,
  total: number = sumOf(Object.values(weights)),
): string | undefined {
  let rest = dice() * total;
  for (const [name, weight] of Object.entries(weights)) {
    rest -= weight;
    if (rest < 0) return name;
  }
  return undefined;
}

/** A waiting time of this mean: exponential. */
function waiting(mean: number, dice: Dice): number {
  return -mean * Math.log(1 - dice());
}
