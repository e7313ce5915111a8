import { seeded } from '../../../src/tools/seeded.js';
import type { CartContext, FirstViewContext, Score, ScoreEvent, ScoreSession } from './scored.js';
import { type Shop, shopOf } from './shop.js';

/** What follows an event: chances that sum to 1. `end` leaves the shop. */
type Moves = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Share of visits that buy. */
const BUYING = 0.12;
/** Chance that a view is of a product seen before in the visit: of others, of buyers. */
const AGAIN = [0.15, 0.4] as const;
/** Mean time between two events, s; silences are exponential. */
const GAP_S = 45;
const START = Date.UTC(2026, 0, 1);
const DAY_MS = 86_400_000;

/** Who only looks around. */
const OTHERS: Moves = {
  start: { view_item_list: 0.5, view_item: 0.4, view_search_results: 0.1 },
  view_item_list: { view_item: 0.5, view_item_list: 0.2, end: 0.3 },
  view_search_results: { view_item: 0.5, view_search_results: 0.2, end: 0.3 },
  view_item: {
    view_item: 0.4,
    view_item_list: 0.23,
    view_search_results: 0.05,
    add_to_cart: 0.05,
    login: 0.02,
    end: 0.25,
  },
  login: { view_item: 0.5, view_cart: 0.1, end: 0.4 },
  add_to_cart: { view_item: 0.45, view_cart: 0.15, begin_checkout: 0.05, end: 0.35 },
  view_cart: { view_item: 0.4, begin_checkout: 0.1, end: 0.5 },
  begin_checkout: { view_cart: 0.3, end: 0.7 },
};

/** Who buys before leaving. */
const BUYERS: Moves = {
  start: { view_item_list: 0.3, view_item: 0.5, view_search_results: 0.2 },
  view_item_list: { view_item: 0.8, view_item_list: 0.2 },
  view_search_results: { view_item: 0.85, view_search_results: 0.15 },
  view_item: { view_item: 0.45, view_item_list: 0.12, view_search_results: 0.05, add_to_cart: 0.32, login: 0.06 },
  login: { view_item: 0.4, view_cart: 0.3, begin_checkout: 0.3 },
  add_to_cart: { view_item: 0.3, view_cart: 0.3, begin_checkout: 0.4 },
  view_cart: { view_item: 0.2, begin_checkout: 0.8 },
  begin_checkout: { view_cart: 0.1, purchase: 0.9 },
};

/** A made-up shop whose every visit follows one of two chains; `planted` knows them. Pure; the same seed makes the same. */
export function simulate({
  seed = 1,
  visits = 3_000,
}: {
  readonly seed?: number;
  readonly visits?: number;
} = {}): Shop {
  const random = seeded(seed);
  const sessions = Array.from({ length: visits }, (_, index) => ({
    // Every fourth visit is the second of a visitor.
    visitor: `v${index % 4 === 3 ? index - 3 : index}`,
    events: visitOf(random, START + index * DAY_MS),
  }));
  return shopOf('generated', sessions);
}

function visitOf(random: () => number, start: number): readonly ScoreEvent[] {
  const isBuyer = random() < BUYING;
  const moves = isBuyer ? BUYERS : OTHERS;
  const events: ScoreEvent[] = [];
  const seen: string[] = [];
  let ts = start;
  for (let event = draw(random, moves.start); event !== 'end'; event = draw(random, moves[event])) {
    const isAgain = seen.length > 0 && random() < AGAIN[isBuyer ? 1 : 0];
    const item = isAgain ? (seen[Math.floor(random() * seen.length)] ?? '') : `i${start}-${events.length}`;
    if (event === 'view_item') seen.push(item);
    events.push({ ts, event, ...(event === 'view_item' && { item, category: 'guitars', price: 100 }) });
    if (event === 'purchase') break;
    ts += Math.ceil(-Math.log(1 - random()) * GAP_S * 1_000);
  }
  return events;
}

function draw(random: () => number, chances: Readonly<Record<string, number>> = {}): string {
  let left = random();
  let drawn = 'end';
  for (const [event, chance] of Object.entries(chances)) {
    drawn = event;
    left -= chance;
    if (left < 0) break;
  }
  return drawn;
}

/** The truth of `simulate` as a model: nothing can be better on average. */
export const planted: Score = {
  open: openPlanted,
  // The made-up shop has no rows of this kind.
  firstView: (_: FirstViewContext) => BUYING,
  cart: (_: CartContext) => 1 - BUYING,
};

function openPlanted(): ScoreSession {
  let logOdds = Math.log(BUYING / (1 - BUYING));
  let last = 'start';
  let at = 0;
  const seen = new Set<string>();
  /** How likely so long a silence is: of buyers, who always go on, and of others, who may have left. */
  const silence = (now: number): readonly [buyers: number, others: number] => {
    const stillComing = Math.exp(-Math.max(0, now - at) / 1_000 / GAP_S);
    const left = OTHERS[last]?.end ?? 0;
    return [stillComing, left + (1 - left) * stillComing];
  };
  const buy = (now = at): number => {
    const [buyers, others] = silence(now);
    return 1 / (1 + Math.exp(-logOdds) * (others / buyers));
  };
  const mixed = (event: string): number =>
    buy() * (BUYERS[last]?.[event] ?? 0) + (1 - buy()) * (OTHERS[last]?.[event] ?? 0);
  return {
    push({ event, item, ts }) {
      logOdds += Math.log((BUYERS[last]?.[event] ?? 0) / (OTHERS[last]?.[event] ?? 0));
      if (event === 'view_item' && item) {
        const [others, buyers] = AGAIN;
        if (seen.has(item)) logOdds += Math.log(buyers / others);
        else if (seen.size) logOdds += Math.log((1 - buyers) / (1 - others));
        seen.add(item);
      }
      last = event;
      at = ts;
    },
    buy,
    abandon: now => 1 - buy(now),
    goesOn(now = at) {
      const [buyers, others] = silence(now);
      const left = OTHERS[last]?.end ?? 0;
      return buy(now) + (1 - buy(now)) * (((1 - left) * buyers) / others);
    },
    next: () =>
      Object.keys({ ...BUYERS[last], ...OTHERS[last] })
        .filter(type => type !== 'end')
        .map(type => ({ type, p: mixed(type) }))
        .sort((a, b) => b.p - a.p),
  };
}
