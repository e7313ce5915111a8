import type { ScoreEvent } from './scored.js';

const SAVING = ['add_to_wishlist', 'view_cart'];
const CART = ['add_to_cart', 'remove_from_cart', 'view_cart'];
const CHECKOUT = ['begin_checkout', 'add_shipping_info', 'add_payment_info'];
const ACCOUNT = ['login', 'sign_up'];
const LISTS = ['view_item_list', 'view_search_results'];
const DAY_MS = 86_400_000;
/** Earlier days count as `exp(-days / 7)`. */
const RECENT_DAYS = 7;

/** Twenty-five numbers about a visit so far, for the logistic baseline. Pure; uses nothing later than the last event. */
export function featuresOf(events: readonly ScoreEvent[], history: readonly ScoreEvent[]): readonly number[] {
  const first = events[0];
  const last = events.at(-1);
  if (!first || !last) return [];
  const count = (types: readonly string[]): number => events.filter(({ event }) => types.includes(event)).length;
  const ends = (types: readonly string[]): number => (types.includes(last.event) ? 1 : 0);
  const views = events.filter(({ event }) => event === 'view_item');
  const items = new Set(views.flatMap(({ item }) => item ?? []));
  const named = views.filter(({ item }) => item).length;
  const tally = new Map<string, number>();
  for (const { category } of views) if (category) tally.set(category, (tally.get(category) ?? 0) + 1);
  const seconds = (last.ts - first.ts) / 1_000;
  const gap = (last.ts - (events.at(-2)?.ts ?? last.ts)) / 1_000;
  const sinceCart = events.slice(events.map(({ event }) => event).lastIndexOf('add_to_cart'));
  const hasCart = count(['add_to_cart']) > 0;
  const before = history.at(-1);
  const prices = views.flatMap(({ price }) => price ?? []);
  const usual = prices.reduce((sum, price) => sum + price, 0) / prices.length;
  return [
    Math.log1p(events.length),
    Math.log1p(views.length),
    Math.log1p(count(LISTS)),
    Math.log1p(count(['page_view'])),
    Math.log1p(count(['add_to_cart'])),
    Math.log1p(count(['remove_from_cart'])),
    Math.log1p(count(CHECKOUT)),
    Math.log1p(count(ACCOUNT)),
    Math.log1p(count(SAVING)),
    hasCart ? 1 : 0,
    ends(CART),
    ends(CHECKOUT),
    ends(ACCOUNT),
    ends(LISTS),
    ends(['view_item']),
    hasCart ? Math.log1p(sinceCart.length - 1) : 0,
    named ? 1 - items.size / named : 0,
    Math.log1p(items.size),
    Math.log1p(tally.size),
    views.length ? Math.max(0, ...tally.values()) / views.length : 0,
    Math.log1p(seconds),
    Math.log1p(gap),
    prices.length ? Math.log1p(prices.at(-1) ?? 0) - Math.log1p(usual) : 0,
    history.some(({ event }) => event === 'purchase') ? 1 : 0,
    before ? Math.exp(-(first.ts - before.ts) / DAY_MS / RECENT_DAYS) : 0,
  ];
}
