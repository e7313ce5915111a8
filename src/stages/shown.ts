import type { Touchpoint } from '../core/touchpoint.js';
import { firstViewShift } from './first-view.js';

/** What this visit has shown about buying, and how often earlier ones ended with an order. Bounded: 50 product ids. */
export interface Shown {
  /** Id of the visit. */
  readonly session: string;
  /** When it began, epoch ms. */
  readonly startAt: number;
  /** When something last happened in it, epoch ms. */
  readonly at: number;
  /** Days between the visit before and this one; `null` in the first. */
  readonly awayDays: number | null;
  /** Earlier visits. */
  readonly visits: number;
  /** Those of them with an order. */
  readonly buying: number;
  /** Whether this one has an order. */
  readonly hasOrdered: boolean;
  /** Looks at products. */
  readonly looks: number;
  /** Those at a product seen before in this visit. */
  readonly again: number;
  /** The first 50 products seen. */
  readonly looked: readonly string[];
  /** Whether the visitor signed in or up. */
  readonly hasAccount: boolean;
  /** Whether a product was saved or the cart opened. */
  readonly hasSaved: boolean;
  /** Things in the cart, as far as they were put there in this visit. */
  readonly inCart: number;
  /** When the first of them was put there, or the checkout began; epoch ms, `null` before. */
  readonly cartAt: number | null;
  /** Whether the checkout began. */
  readonly isCheckout: boolean;
  /** Where the last touchpoint was. */
  readonly last: 'cart' | 'checkout' | '';
  /** Looks since something was put in the cart or the checkout went on. */
  readonly looksSince: number;
  /** Touchpoints before the first look, by the field of the context that counts them. */
  readonly early: Readonly<Record<string, number>>;
  /** What they and earlier visits say of an order, in log-odds; known from the first look on. */
  readonly context: number;
}

/** The part of a touchpoint that matters here. */
export interface Act {
  readonly type: string;
  /** Epoch ms. */
  readonly at: number;
  /** Id of the product; empty while unknown. */
  readonly item: string;
}

const LOOKED = 50;
const DAY_MS = 86_400_000;
const CHECKOUT = /^(begin_checkout|add_(shipping|payment)_info)$/;
const EARLY: Readonly<Record<string, string>> = {
  page_view: 'pageViews',
  scroll: 'scrolls',
  search: 'searches',
  view_search_results: 'searches',
  view_promotion: 'promotions',
  user_engagement: 'engagements',
};

/** Before anything happened. */
export const NOTHING: Shown = {
  session: '',
  startAt: 0,
  at: 0,
  awayDays: null,
  visits: -1,
  buying: 0,
  hasOrdered: false,
  looks: 0,
  again: 0,
  looked: [],
  hasAccount: false,
  hasSaved: false,
  inCart: 0,
  cartAt: null,
  isCheckout: false,
  last: '',
  looksSince: 0,
  early: {},
  context: 0,
};

/** What of a touchpoint matters here. Pure; takes odd data. */
export function actOf({ type, at, data }: Touchpoint): Act {
  // Unchecked types may hold anything under this name.
  const { items, percent_scrolled: percent = 90 } = data as {
    readonly items?: unknown;
    readonly percent_scrolled?: unknown;
  };
  const first: unknown = Array.isArray(items) ? items[0]?.item_id : '';
  // GA4's one scroll, at 90 %, is what the weights were fitted on.
  const isPart = type === 'scroll' && Number(percent) < 90;
  return {
    type: isPart ? 'scroll_part' : type,
    at,
    item: typeof first === 'string' || typeof first === 'number' ? `${first}`.slice(0, 200) : '',
  };
}

/** What was shown after one more touchpoint. Pure; costs the same however long the visit is. */
export function show(before: Shown, act: Act, session: string): Shown {
  const { type, at } = act;
  const visit = before.session === session ? before : nextVisit(before, session, at);
  const last = CHECKOUT.test(type) ? 'checkout' : type.endsWith('_cart') ? 'cart' : '';
  return { ...visit, at: Math.max(visit.at, at), last, ...changed(visit, act) };
}

function nextVisit({ at, visits, buying, hasOrdered }: Shown, session: string, startAt: number): Shown {
  const awayDays = visits < 0 ? null : Math.max(0, startAt - at) / DAY_MS;
  return { ...NOTHING, session, startAt, awayDays, visits: visits + 1, buying: buying + Number(hasOrdered) };
}

function changed(visit: Shown, { type, at, item }: Act): Partial<Shown> {
  const { looks, again, looked, looksSince, inCart, cartAt, early } = visit;
  const isAgain = looked.includes(item);
  switch (type) {
    case 'view_item':
      return {
        looks: looks + 1,
        looksSince: looksSince + 1,
        again: again + Number(isAgain),
        looked: isAgain || !item || looked.length === LOOKED ? looked : [...looked, item],
        context: looks ? visit.context : contextOf(visit, at),
      };
    case 'login':
    case 'sign_up':
      return { hasAccount: true };
    case 'add_to_wishlist':
    case 'view_cart':
      return { hasSaved: true };
    case 'add_to_cart':
      return { inCart: inCart + 1, cartAt: cartAt ?? at, looksSince: 0 };
    case 'remove_from_cart':
      return { inCart: Math.max(0, inCart - 1), cartAt: inCart > 1 ? cartAt : null };
    case 'purchase':
      return { hasOrdered: true, inCart: 0, cartAt: null, isCheckout: false };
  }
  if (CHECKOUT.test(type)) return { isCheckout: true, cartAt: cartAt ?? at, looksSince: 0 };
  const kind = looks ? undefined : EARLY[type];
  return kind ? { early: { ...early, [kind]: (early[kind] ?? 0) + 1 } } : {};
}

function contextOf({ startAt, awayDays, visits, buying, early }: Shown, at: number): number {
  return firstViewShift({
    secondsToView: (at - startAt) / 1000,
    ...early,
    isNew: !visits,
    earlierVisits: visits,
    boughtBefore: buying > 0,
    daysSinceLast: awayDays,
  });
}
