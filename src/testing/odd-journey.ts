import { COMMERCE_TYPES } from '../capture/commerce-types.js';
import { PURPOSES } from '../core/purpose.js';
import type { Touchpoint } from '../core/touchpoint.js';
import { type Dice, oneOf } from './dice.js';

/** Something that happens, as a site may tell it. */
export interface Sample {
  readonly type: string;
  readonly data: object;
}

/** A touchpoint and when it comes. */
export interface OddStep {
  readonly now: number;
  readonly touchpoint: Touchpoint;
}

const START = Date.UTC(2026, 0, 5, 10);
const DAY_MS = 86_400_000;
const LONG = 'x'.repeat(3_000);
/** Names that every object has, markup, half a character, numbers as text. */
const TEXTS = [
  ...['', ' ', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'NaN', '1e400', '-1', 'cedar', LONG],
  ...['<img src=x onerror=alert(1)>', '\ud83c', '𝒜 ä 日本', 'https://shop.example/?a=1#b', 'null', '2026-01-05'],
];
const VALUES: readonly unknown[] = [
  ...[0, -1, 1, 0.1, 1e308, -1e308, 1e-9, 2 ** 53, START, true, false, null],
  ...TEXTS,
];
const KEYS = ['items', 'item_id', 'price', 'quantity', 'value', 'currency', 'transaction_id', 'name', 'id', 'a'];
/** Types that nobody declares. */
const FOREIGN = ['acme_trade_in', 'constructor', '__proto__', 'toString', 'x', 'Purchase', 'cart.abandon'];

/** Touchpoints of a shop with data as the checks of `commerce()` and the kernel take it. */
export function shopSamples(): readonly Sample[] {
  const item = { item_id: 'cedar', item_name: 'Cedar 0-14', item_category: 'Guitars', item_brand: 'Fretwell' };
  const items = [{ ...item, price: 219, quantity: 1 }];
  const order = { items, currency: 'EUR', value: 219, transaction_id: 'o1' };
  const data = { ...order, search_term: 'cedar', promised_at: START + DAY_MS, kind: 'nps', score: 9 };
  const choice = Object.fromEntries(PURPOSES.map(purpose => [purpose, 'granted']));
  return [
    ...Object.values(COMMERCE_TYPES)
      .flat()
      .map(type => ({ type, data })),
    { type: 'page_view', data: { page_title: 'Cedar', page_type: 'product', page_referrer: 'https://a.example/' } },
    { type: 'campaign_details', data: { channel: 'email', source: 'news', medium: 'email', campaign: 'spring' } },
    { type: 'identify', data: { user_id: 'customer-7', traits: { birthday: '1990-02-28', plan: 'pro', seats: 3 } } },
    { type: 'consent_update', data: { choice, source: 'site' } },
    { type: 'reset', data: { visitor_id: 'other' } },
    { type: 'overflow', data: { count: 3 } },
  ];
}

/** Any JSON. */
export function junk(dice: Dice, depth = 0): unknown {
  const kind = dice();
  if (depth > 3 || kind < 0.7) return oneOf(VALUES, dice);
  const length = Math.floor(dice() * 4);
  const list = Array.from({ length }, () => junk(dice, depth + 1));
  return kind < 0.85 ? list : Object.fromEntries(list.map(value => [oneOf(KEYS, dice), value]));
}

/** The same with one thing in it another, missing or more. */
export function spoil(dice: Dice, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || dice() < 0.15) return junk(dice);
  if (Array.isArray(value)) {
    if (dice() < 0.3) return [...value, junk(dice)];
    const place = Math.floor(dice() * value.length);
    return value.map((one, index) => (index === place ? spoil(dice, one) : one));
  }
  const name = oneOf(Object.keys(value), dice) ?? 'a';
  if (dice() < 0.2) return Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));
  return { ...value, [name]: spoil(dice, (value as Record<string, unknown>)[name]) };
}

/** A journey of what happens in shops, of the same spoiled, and of what nobody declares, with a clock that jumps. */
export function oddJourney(dice: Dice, samples: readonly Sample[], length: number): readonly OddStep[] {
  let now = START;
  return Array.from({ length }, (_, index) => {
    now += Math.round((dice() - 0.1) * (oneOf([1_000, 60_000, 3_600_000, 9 * DAY_MS, 200 * DAY_MS], dice) ?? 0));
    return { now, touchpoint: touchpointOf(oddSample(dice, samples), `t${index + 1}`, now) };
  });
}

function oddSample(dice: Dice, samples: readonly Sample[]): Sample {
  const chance = dice();
  const { type, data } = oneOf(samples, dice) ?? { type: 'page_view', data: {} };
  if (chance < 0.35) return { type, data };
  const odd = chance < 0.75 ? spoil(dice, data) : junk(dice);
  // The door takes nothing but objects.
  const taken = typeof odd === 'object' && odd !== null && !Array.isArray(odd) ? odd : { value: odd };
  return { type: chance < 0.9 ? type : (oneOf(FOREIGN, dice) ?? type), data: taken };
}

/** As the log would hold it. */
export function touchpointOf({ type, data }: Sample, id: string, at: number): Touchpoint {
  const touchpoint = { id, at, url: 'https://shop.example/', by: 'site', session: 's1', type, data, unchecked: true };
  // Odd on purpose: what nobody checked arrives like this.
  return touchpoint as unknown as Touchpoint;
}
