import type { Plugin } from '../../src/core/plugin.js';
import type { Row, RowDecision } from '../../src/core/touchpoint.js';
import { deliverContext, rowOf } from './deliver-context.js';

export const CEDAR = {
  item_id: 'cedar',
  item_name: 'Cedar',
  item_brand: 'Alba',
  item_category: 'Guitars',
  item_variant: 'Right',
  price: 219,
  quantity: 2,
};
export const PINE = { item_id: 'pine', price: 99.5 };
export const PERSON = { user_id: 'u1', traits: { email: 'ann@shop.test' } };

/** The visitor is on this list now, or no longer. */
export function audience(verb: 'enter' | 'refresh' | 'leave', name = 'cart-abandoners'): RowDecision {
  const ground = {
    since: 1,
    days: 30,
    items: ['cedar', 'pine'],
    categories: ['Guitars'],
    value: 318.5,
    currency: 'EUR',
  };
  const data = verb === 'leave' ? { name } : { name, ...ground };
  return { id: `t1/audience-${verb}`, trigger: `audience-${verb}`, at: 1, name: `audience.${verb}`, data };
}

/** Everything that ad systems have a word for, who the visitor is, and something of the site's own. */
export const ROWS: readonly Row[] = [
  rowOf('page_view', { page_title: 'Cedar' }),
  rowOf('search', { search_term: 'guitar' }),
  rowOf('view_search_results', { search_term: 'guitar', items: [CEDAR] }),
  rowOf('view_item_list', { item_list_id: 'guitars', items: [CEDAR, PINE] }),
  rowOf('view_item', { currency: 'EUR', value: 219, items: [CEDAR] }),
  rowOf('add_to_wishlist', { currency: 'EUR', value: 219, items: [CEDAR] }),
  rowOf('add_to_cart', { currency: 'EUR', value: 537.5, items: [CEDAR, PINE] }),
  rowOf('view_cart', { currency: 'EUR', value: 537.5, items: [CEDAR, PINE] }),
  rowOf('begin_checkout', { currency: 'EUR', value: 537.5, items: [CEDAR, PINE] }, [audience('enter')]),
  rowOf('add_payment_info', { currency: 'EUR', value: 537.5, payment_type: 'card', items: [CEDAR, PINE] }),
  rowOf('identify', PERSON),
  rowOf('purchase', { transaction_id: 'T-1', currency: 'JPY', value: 53_750, tax: 70, items: [CEDAR, PINE] }, [
    audience('leave'),
  ]),
  rowOf('generate_lead', { currency: 'KWD', value: 1.234 }),
  rowOf('sign_up', { method: 'mail' }, [audience('refresh')]),
  rowOf('view_help', { topic: 'strings' }),
];

/** Data no check has seen. */
export const ODD: readonly Row[] = [
  ...['view_item', 'add_to_cart', 'purchase', 'search', 'generate_lead', 'sign_up', 'page_view'].flatMap(type =>
    [
      {},
      { items: null, value: 'much', currency: 7, search_term: {}, transaction_id: [] },
      { items: 'cedar' },
      {
        items: [null, 7, {}, { item_id: '' }, { item_id: 9, quantity: 'two', price: '3' }, []],
        value: null,
        currency: '',
      },
    ].map(data => rowOf(type, data)),
  ),
  rowOf('login', {}, [{ id: 'd', trigger: 'odd', at: 1, name: 'audience.enter', data: 'text' }]),
  rowOf('login', {}, [{ id: 'd', trigger: 'odd', at: 1, name: 'audience.enter' }]),
  { ...rowOf('login', {}, [audience('enter')]), touchpoint: null },
];

/** Hands rows to a running ad system. Returns the problems, and what stops it. */
export async function run(
  plugin: Plugin,
  rows: readonly Row[] = ROWS,
): Promise<{ problems: readonly string[]; stop(): void }> {
  const { context, problems } = deliverContext();
  const controller = new AbortController();
  const running = { ...context, signal: controller.signal };
  // A destination captures nothing; what is asked of the context is there.
  const stop = plugin.capture?.({ ...running, track: () => null });
  await plugin.deliver?.(rows, running);
  return {
    problems,
    stop() {
      controller.abort();
      if (typeof stop === 'function') stop();
    },
  };
}
