/** What is measured: the models of `waymark/stages` outside a page, as any module may bring them. */
export interface Score {
  /** One session; `history` holds the events of the visitor's earlier sessions, oldest first. */
  open(site?: { readonly baseRate?: number }, history?: readonly ScoreEvent[]): ScoreSession;
  firstView(context: FirstViewContext): number;
  /** The chance that the cart is left. */
  cart(context: CartContext): number;
}

export interface ScoreSession {
  push(event: ScoreEvent): void;
  buy(now?: number): number;
  next(now?: number): readonly { readonly type: string; readonly p: number }[];
  abandon(now?: number): number;
  goesOn(now?: number): number;
}

export interface ScoreEvent {
  /** Epoch ms. */
  readonly ts: number;
  readonly event: string;
  readonly item?: string;
  readonly category?: string;
  readonly brand?: string;
  readonly price?: number;
  readonly page?: string;
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
