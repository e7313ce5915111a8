import type { Rule } from './rule.js';

/** How often something may be shown: at most 10 times in a period; `visitor` is for good. */
export interface Cap {
  readonly per: 'session' | 'day' | 'week' | 'month' | 'visitor';
  readonly max: number;
}

/** A length of time; both are added. */
export interface Span {
  readonly days?: number;
  readonly minutes?: number;
}

/**
 * What a nudge says. JSON-safe; a renderer shows the fields it knows as text, never as markup. `{item_name}` and other
 * fields of the first product it is `about` are filled in, and so are `{value}` and `{currency}` of the cart, and what its
 * rule found, by the name of the question, such as `{looks}`: the first one that is not under a `not`.
 */
export interface NudgeContent {
  readonly title: string;
  readonly text?: string;
  /** Code of a coupon. */
  readonly code?: string;
  /** Why the visitor sees it, such as `Here because you looked at it {looks} times.` */
  readonly why?: string;
  /** What the visitor may do about it. */
  readonly action?: {
    readonly label: string;
    /** A page of the web, or a path; without it the handler does what is to be done. */
    readonly url?: string;
  };
  /** A question with an answer for each button, which is tracked as `{ [field]: answer }` of that touchpoint type. */
  readonly ask?: {
    readonly text: string;
    readonly type: string;
    readonly field: string;
    readonly answers: readonly string[];
  };
  /** What the button says that waves it away. Default `Not now`. */
  readonly later?: string;
  readonly [field: string]: unknown;
}

export type NudgeKind = 'promotion' | 'service' | 'rescue';

export interface NudgeOptions {
  /** Unique; lower case, digits and hyphens. */
  readonly id: string;
  /** When it is worth saying. */
  readonly when: Rule;
  /** When not. */
  readonly unless?: Rule;
  /**
   * `promotion` (default) needs consent to personalization and waits while an issue is open; `service` needs consent to
   * `functional`; so does `rescue`, which outranks both and waits for its own cap, rest, dates and dismissal alone.
   */
  readonly kind?: NudgeKind;
  /** Where it is said. Default `page`; what is said elsewhere is handed to destinations and handlers. */
  readonly channel?: string;
  /** Among its kind, −99 to 99; the higher one is said. Default 0. */
  readonly priority?: number;
  /** Default once a visit. */
  readonly cap?: Cap;
  /** Rest between two times. Default none. */
  readonly cooldown?: Span;
  /** How long after it a `goal` counts as its doing, for whoever measures. Default 7 days. */
  readonly within?: Span;
  /** Touchpoint type that it is for. Default `purchase`. */
  readonly goal?: string;
  /** Share of visitors who never get it, to measure what it does, 0 to 1. Default 0. */
  readonly holdout?: number;
  readonly content: NudgeContent;
  /** Contents to compare, by name, in place of `content`: each visitor gets always the same one. */
  readonly variants?: Readonly<Record<string, NudgeContent>>;
  /** The products it is about, which go with the decision. */
  readonly about?: 'cart' | 'last-viewed';
  /** Whether it waits while more than half of the evidence says that the visitor is only aware. Default `true`. */
  readonly quietWhileAware?: boolean;
  /** First and last moment, such as `2026-11-27` or with a time and zone. */
  readonly from?: string;
  readonly until?: string;
}

/** What holds for all nudges of a site. */
export interface NudgeTerms {
  /** First seconds of a visit without a prompt. Default 10. */
  readonly quietSeconds?: number;
  /** Between two prompts. Default 120. */
  readonly pauseSeconds?: number;
  /** For how long a nudge that was waved away is not shown. Default 7. */
  readonly dismissedDays?: number;
  /** For all prompts together; rescues neither count nor wait for it. Default 3 a visit. */
  readonly cap?: Cap;
  /** The same for all prompts of a channel. */
  readonly caps?: Readonly<Record<string, Cap>>;
  /** Share of visitors who get none at all but rescues, to measure what all of them do, 0 to 1. Default 0. */
  readonly holdout?: number;
}
