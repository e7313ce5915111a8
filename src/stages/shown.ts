import type { Act } from './act-of.js';
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
  /** Their categories in this visit and earlier ones, the last 20; one of them empty where one was not told. */
  readonly categories: readonly string[];
  /** Whether the visitor signed in or up. */
  readonly hasAccount: boolean;
  /** Whether a product was saved or the cart opened. */
  readonly hasSaved: boolean;
  /** Things in the cart, as far as this visit told of them. */
  readonly inCart: number;
  /** When the visit first told of them, or the checkout began; epoch ms, `null` before. */
  readonly cartAt: number | null;
  /** Whether the checkout began. */
  readonly isCheckout: boolean;
  /** Where the last act was; `look` only while nothing followed that look at a product. */
  readonly last: 'look' | 'cart' | 'checkout' | '';
  /** Looks since something was put in the cart or the checkout went on. */
  readonly looksSince: number;
  /**
   * Touchpoints before the first look, by the field of the context that counts them; those of which none ever came are not
   * in it, for the site may not tell them.
   */
  readonly early: Readonly<Record<string, number>>;
  /** What they and earlier visits say of an order, in log-odds; known from the first look on. */
  readonly context: number;
}

/** What is made of one state before it is anybody's. */
type Draft = { -readonly [Field in keyof Shown]: Shown[Field] };

const LOOKED = 50;
const CATEGORIES = 20;
const DAY_MS = 86_400_000;
const EARLY: Readonly<Record<string, string>> = {
  page_view: 'pageViews',
  scroll: 'scrolls',
  search: 'searches',
  view_search_results: 'searches',
  view_promotion: 'promotions',
  user_engagement: 'engagements',
};

/** What any page tells: one more in the checkout takes nobody out of it. */
const BY_ITSELF: readonly string[] = ['page_view', 'scroll', 'scroll_part', 'user_engagement'];

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
  categories: [],
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

/** What was shown after one more touchpoint. Pure; costs the same however long the visit is. */
export function show(before: Shown, act: Act, session: string): Shown {
  const { type, at, pieces } = act;
  const next = before.session === session ? { ...before } : nextVisit(before, session, at);
  next.at = Math.max(next.at, at);
  if (next.last === 'look' || !BY_ITSELF.includes(type)) next.last = type.endsWith('_cart') ? 'cart' : '';
  switch (type) {
    case 'view_item':
      look(next, act);
      break;
    case 'login':
    case 'sign_up':
      next.hasAccount = true;
      break;
    case 'add_to_wishlist':
      next.hasSaved = true;
      break;
    case 'view_cart':
      next.hasSaved = true;
      // What is in it may be of an earlier visit; where no list is told nothing is known.
      if (pieces !== undefined) hold(next, pieces, at);
      break;
    case 'add_to_cart':
      hold(next, next.inCart + (pieces ?? 1), at);
      next.looksSince = 0;
      break;
    case 'remove_from_cart':
      hold(next, next.inCart - (pieces || 1), next.cartAt);
      break;
    case 'begin_checkout':
    case 'add_shipping_info':
    case 'add_payment_info':
      next.last = 'checkout';
      next.isCheckout = true;
      next.inCart = pieces || next.inCart;
      next.cartAt ??= at;
      next.looksSince = 0;
      break;
    case 'purchase':
      next.hasOrdered = true;
      next.inCart = 0;
      next.cartAt = null;
      next.isCheckout = false;
      break;
    default:
      if (Object.hasOwn(EARLY, type)) count(next, EARLY[type] ?? '');
  }
  return next;
}

function nextVisit(
  { at, visits, buying, hasOrdered, categories, early }: Shown,
  session: string,
  startAt: number,
): Draft {
  const awayDays = visits < 0 ? null : Math.max(0, startAt - at) / DAY_MS;
  return {
    ...NOTHING,
    session,
    startAt,
    awayDays,
    visits: visits + 1,
    buying: buying + Number(hasOrdered),
    categories,
    // What the site tells of, it would have told.
    early: Object.fromEntries(Object.keys(early).map(kind => [kind, 0])),
  };
}

function hold(next: Draft, inCart: number, at: number | null): void {
  next.inCart = Math.max(0, inCart);
  next.cartAt = next.inCart ? (next.cartAt ?? at) : null;
}

function look(next: Draft, act: Act): void {
  const { item, category = '' } = act;
  next.last = 'look';
  if (!next.looks++) next.context = contextOf(next, act);
  next.looksSince++;
  if (next.looked.includes(item)) next.again++;
  else if (item && next.looked.length < LOOKED) next.looked = [...next.looked, item];
  if (!next.categories.includes(category)) next.categories = [category, ...next.categories].slice(0, CATEGORIES);
}

/** Counts a touchpoint before the first look; a later one only says that the site tells of them. */
function count(next: Draft, kind: string): void {
  const { early, looks } = next;
  if (!looks || !Object.hasOwn(early, kind)) next.early = { ...early, [kind]: looks ? 0 : (early[kind] ?? 0) + 1 };
}

function contextOf(visit: Shown, { at, category = '', price = null }: Act): number {
  const { startAt, awayDays, visits, buying, early, categories } = visit;
  return firstViewShift({
    secondsToView: (at - startAt) / 1000,
    ...early,
    price,
    isNew: !visits,
    earlierVisits: visits,
    boughtBefore: buying > 0,
    daysSinceLast: awayDays,
    sameCategory: hasLooked(categories, category),
  });
}

/** Whether a product of the category was looked at; `null` while unknown. */
function hasLooked(categories: readonly string[], category: string): boolean | null {
  if (category && categories.includes(category)) return true;
  // A category that was not told may have been this one.
  return categories.length && (!category || categories.includes('')) ? null : false;
}
