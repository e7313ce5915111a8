import type { ScoreEvent, score, Score as Visit } from '../../../src/stages/score.js';

export type { ScoreEvent };

/** What is read of one visit. */
export type ScoreSession = Pick<Visit, 'push' | 'buy' | 'next' | 'abandon' | 'goesOn'>;

/** What is measured: the models of `waymark/stages` outside a page, as any module may bring them. */
export interface Score {
  open(...site: Parameters<typeof score.open>): ScoreSession;
  firstView(context: FirstViewContext): number;
  /** The chance that the cart is left. */
  cart(context: CartContext): number;
}

/** Seconds, counts before the first product view, and what the visitor's earlier sessions left. */
export interface FirstViewContext {
  readonly secondsToView: number;
  readonly pageViews: number;
  readonly scrolls: number;
  readonly searches: number;
  readonly promotions: number;
  readonly engagements: number;
  readonly price?: number;
  readonly isNew: boolean;
  readonly earlierVisits: number;
  readonly boughtBefore: boolean;
  readonly daysSinceLast?: number;
  readonly sameCategory: boolean;
}

/** Seconds and counts. */
export interface CartContext {
  readonly views: number;
  readonly carts: number;
  readonly uniqueItems: number;
  readonly sinceFirst: number;
  readonly sinceFirstCart: number;
  readonly sinceLastCart: number;
  readonly sincePrevious?: number;
  readonly afterCart: number;
  readonly repeatViews: number;
}
