/**
 * What a visit showed, in numbers. `again`: share of product looks at a product seen before in this visit; `account`: 1
 * after a login or sign-up; `saved`: 1 after a product was saved or the cart opened; `minutes`: log(1 + minutes of the
 * visit); `context`: log-odds of the first product look; `inCart`, `inCheckout`: 1 when the last act was there;
 * `looksSince`: log(1 + looks since something was put in the cart or the checkout went on); `minutesSince`: log(1 + minutes
 * since the first of them).
 */
export type Signal =
  | 'again'
  | 'account'
  | 'saved'
  | 'minutes'
  | 'context'
  | 'inCart'
  | 'inCheckout'
  | 'looksSince'
  | 'minutesSince';

/** How far the visit has come. */
export type Reach = 'none' | 'cart' | 'checkout';

/** What one signal says: log-odds for a whole unit, and the value at which it says nothing. */
export type Weight = readonly [weight: number, usual: number];

/** The weights of the likelihood to buy. JSON-safe, so that `waymark-fit` can write it and a site can load it. */
export interface LikelihoodModel {
  /** Whether the weights came with Waymark or from this site's own touchpoints. */
  readonly basis: 'default' | 'fitted';
  /** Share of visits with an order, 0 to 1. */
  readonly baseRate: number;
  /** How many visits the base rate is worth when the visitor's own share of visits with an order is learned. */
  readonly priorVisits: number;
  /** Chance of an order with an empty cart (default: the base rate), with something in it, and in the checkout; 0 to 1. */
  readonly anchors: { readonly none?: number; readonly cart: number; readonly checkout: number };
  /** The base rate the anchors of cart and checkout were taken at, and how far they follow another in log-odds, 0 to 1. */
  readonly anchored: { readonly at: number; readonly sway: number };
  /** Log-odds that silence with something in the cart takes, times log(1 + minutes). */
  readonly silence: number;
  /** What signals say, by how far the visit has come; one that is not there says nothing. */
  readonly weights: Readonly<Record<Reach, Readonly<{ [S in Signal]?: Weight }>>>;
}

/** Whether a model has all its parts, of a file as well. Pure. */
export function isWhole({ priorVisits, silence, anchors, anchored, weights }: LikelihoodModel): boolean {
  const { cart, checkout, none = cart } = { ...anchors };
  const chances = [cart, checkout, none, anchored?.at];
  // What is missing, or a text, is no number.
  const areNumbers = [priorVisits, silence, anchored?.sway, ...chances].every(Number.isFinite);
  // Log-odds hold no certainty.
  const areChances = Math.min(priorVisits, ...chances) > 0 && Math.max(...chances) < 1;
  return (
    areNumbers && areChances && areWeights(weights?.none) && areWeights(weights?.cart) && areWeights(weights?.checkout)
  );
}

function areWeights(given?: Readonly<Record<string, Weight>>): boolean {
  return !!given && Object.values(given).every(pair => Number.isFinite(pair?.[0]) && Number.isFinite(pair?.[1]));
}

const COMMON: LikelihoodModel['weights'][Reach] = { account: [0.8, 0.3], saved: [0.5, 0] };
const SINCE: LikelihoodModel['weights'][Reach] = { looksSince: [-0.4, 0.5], minutesSince: [-0.5, 0.7] };

/**
 * The default weights: round numbers set by hand with an eye on four shops, none of them fitted. How good they are, and
 * which data was looked at, is what `npm run evaluate` prints.
 */
export const defaultLikelihood: LikelihoodModel = {
  basis: 'default',
  baseRate: 0.03,
  priorVisits: 3,
  anchors: { cart: 0.22, checkout: 0.35 },
  anchored: { at: 0.03, sway: 0.25 },
  silence: -0.25,
  weights: {
    none: { ...COMMON, again: [1, 0.1], minutes: [-0.1, 1], context: [0.25, 0] },
    cart: { ...COMMON, ...SINCE, inCart: [0.5, 0.4] },
    checkout: { ...SINCE, inCheckout: [0.8, 0.4] },
  },
};
