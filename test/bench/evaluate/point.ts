import { featuresOf } from './features.js';
import type { Score, ScoreEvent } from './scored.js';
import { buys, type Labelled, type Shop, untilPurchase } from './shop.js';

/** A moment right after an event of a visit, before its first purchase; `y`: a purchase comes later in the visit. */
export interface Point extends Labelled {
  /** How many events the visit has so far. */
  readonly nth: number;
  /** The visit so far. */
  readonly events: readonly ScoreEvent[];
  readonly features: readonly number[];
  /** What the measured model says. */
  readonly p: number;
}

/** Every decision point of a shop, in order of visits. */
export function pointsOf({ visits, baseRate }: Shop, score: Score): readonly Point[] {
  return visits.flatMap(visit => {
    const session = score.open({ baseRate }, visit.history);
    const events = untilPurchase(visit);
    return events.map((event, index): Point => {
      session.push(event);
      const soFar = events.slice(0, index + 1);
      return {
        visitor: visit.visitor,
        y: buys(visit),
        nth: index + 1,
        events: soFar,
        features: featuresOf(soFar, visit.history),
        p: session.buy(event.ts),
      };
    });
  });
}
