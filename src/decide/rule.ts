import type { Profile } from '../core/profile.js';
import type { Purpose } from '../core/purpose.js';
import type { Overlay } from '../core/stage.js';

/** At least and at most; both bounds count as inside. */
export interface Bounds {
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** How far back; one of the two. Default: as far as is remembered. */
export interface Window {
  readonly withinDays?: number;
  readonly withinMinutes?: number;
}

type Plain = string | number | boolean;

/** Fields and what they must be: a value, one of a list, or within bounds. All must fit. */
export type Where = Readonly<Record<string, Plain | readonly Plain[] | Bounds>>;

/** Products: the one that was looked at last, or those whose fields fit; `{}` is any. */
export type Which = 'last-viewed' | Where;

/** A name, or several of which one is enough. */
export type OneOf<T extends string = string> = T | readonly T[];

export type Weekday = 'sunday' | 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday';

/** At least one bound. */
export type Limit = { readonly atLeast: number; readonly atMost?: number } | { readonly atMost: number };

/** A condition that is not made of others. JSON-safe. Bounds that are not given mean at least 1. */
export type RuleLeaf =
  /** The stage by its name, its micro-stage or its group. While it is unsure the rule hears no, also under a `not`. */
  | { readonly stage: OneOf }
  /** The share of the evidence that speaks for a stage, 0 to 1. */
  | ({ readonly belief: string } & Limit)
  /** The chance that a touchpoint of this type comes next, 0 to 1. */
  | ({ readonly next: string } & Limit)
  /** The very touchpoint is of this type; never holds when time alone asks. */
  | { readonly on: OneOf }
  /** Touchpoints of this type over the lifetime; `visits` counts visits. */
  | ({ readonly total: string } & Bounds)
  /** Touchpoints of this type whose kept fields fit, among the last 100. */
  | ({ readonly count: string; readonly where?: Where } & Bounds & Window)
  /** The most of them for one and the same product. */
  | ({ readonly repeats: string; readonly where?: Where } & Bounds & Window)
  /** The most looks at one and the same product: the last 10 of each of the last 30 products, within 14 days. */
  | ({ readonly looks: Which } & Bounds & Window)
  /** Pieces in the cart. */
  | ({ readonly inCart: Which } & Bounds)
  /** Pieces bought in the last 50 orders. */
  | ({ readonly bought: Which } & Bounds & Window)
  /** What is in the cart is worth, in major units of this currency; a cart without a currency counts. */
  | ({ readonly cartValue: string } & Limit)
  /** What was spent over the lifetime less refunds, in major units of this currency. */
  | ({ readonly spent: string } & Limit)
  /** A score as of the last touchpoint that changed it: 0 to 100, the mood -1 to 1. */
  | ({ readonly score: 'engagement' | 'lead' | 'mood' } & Limit)
  /** What lies over the stage, as of the last touchpoint. */
  | { readonly overlay: OneOf<Overlay> }
  /** The chance of an order, or that the cart is left, 0 to 1; as the `likelihood` that is given says. */
  | ({ readonly likelihood: 'buy' | 'abandon' } & Limit)
  /** A segment the visitor belongs to. */
  | { readonly segment: OneOf }
  /** The persona that fits the visitor best. */
  | { readonly persona: OneOf }
  /** One of the three categories and brands that draw the visitor most. */
  | { readonly interest: OneOf }
  /** How the visitor came last. */
  | { readonly channel: OneOf }
  /** A purpose that is granted, as far as a choice was recorded. */
  | { readonly consent: OneOf<Purpose> }
  /** What the site declared about the visitor at `identify`. */
  | { readonly traits: Where }
  /** Hours on the visitor's clock, 0 to 24: from the first on, before the second; over midnight when that is smaller, all day when it is the same. */
  | { readonly hours: readonly [from: number, to: number] }
  /** Day on the visitor's clock. */
  | { readonly weekday: OneOf<Weekday> }
  /** Seconds since the last touchpoint, at least. */
  | { readonly idleSeconds: number };

/** Conditions made of others. */
export type RuleGroup = { readonly all: readonly Rule[] } | { readonly any: readonly Rule[] } | { readonly not: Rule };

/** Pure. Whether something holds at a moment, in code of the site's own. Time alone never makes it due. */
export type RuleFunction = (profile: Profile, now: number) => boolean;

/** A condition as data; a function may stand wherever one may. */
export type Rule = RuleLeaf | RuleGroup | RuleFunction;
