// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkCommerce } from '../../src/capture/check-commerce.js';
import { dataLayer } from '../../src/capture/data-layer.js';
import { markOwn } from '../../src/platform/own-push.js';
import { type Captured, captureContext } from './capture-context.js';

const page = window as unknown as { dataLayer?: unknown[] };
let captured: Captured;

/** As every page defines it: pushes its `arguments` object. */
function gtag(..._: unknown[]): void {
  // biome-ignore lint/complexity/noArguments: the Google tag takes a command only as an `arguments` object.
  page.dataLayer?.push(arguments);
}

function start(plugin = dataLayer()): Captured {
  captured = captureContext();
  plugin.capture?.(captured.context);
  return captured;
}

const ITEM = { item_id: 'cedar', price: 219 };

beforeEach(() => {
  page.dataLayer = [];
});
afterEach(() => {
  captured.stop();
  Reflect.deleteProperty(page, 'dataLayer');
});

describe('what is read', () => {
  it('events of `gtag`, pushed before and after the start', () => {
    gtag('js', new Date());
    gtag('config', 'G-1');
    gtag('event', 'view_item', { currency: 'EUR', value: 219, items: [ITEM] });
    const { tracked } = start();
    gtag('event', 'add_to_cart', { currency: 'EUR', value: 219, items: [ITEM] });
    expect(tracked).toEqual([
      { type: 'view_item', data: { currency: 'EUR', value: 219, items: [ITEM] } },
      { type: 'add_to_cart', data: { currency: 'EUR', value: 219, items: [ITEM] } },
    ]);
  });

  it('events of a tag manager, with `ecommerce` or without', () => {
    const { tracked } = start();
    page.dataLayer?.push({ ecommerce: null });
    page.dataLayer?.push({
      event: 'purchase',
      ecommerce: { transaction_id: 'T1', items: [ITEM] },
      'gtm.uniqueEventId': 7,
    });
    page.dataLayer?.push({ event: 'search', search_term: 'cedar', eventCallback: () => {}, 'gtm.uniqueEventId': 8 });
    expect(tracked).toEqual([
      { type: 'purchase', data: { transaction_id: 'T1', items: [ITEM] } },
      { type: 'search', data: { search_term: 'cedar' } },
    ]);
  });

  it('once what a page tells the tag and the tag manager within a second', () => {
    vi.useFakeTimers();
    const look = { currency: 'EUR', value: 219, items: [ITEM] };
    gtag('event', 'view_item', look);
    page.dataLayer?.push({ event: 'view_item', ecommerce: { ...look, value: 219.0, items: [{ ...ITEM, index: 1 }] } });
    const { tracked } = start();
    page.dataLayer?.push({ event: 'add_to_cart', ecommerce: look });
    gtag('event', 'add_to_cart', look);
    expect(tracked.map(({ type }) => type)).toEqual(['view_item', 'add_to_cart']);
    // Again, of another product, and later is no echo.
    page.dataLayer?.push({ event: 'add_to_cart', ecommerce: look });
    gtag('event', 'add_to_cart', { ...look, items: [{ item_id: 'strap', price: 19 }] });
    vi.advanceTimersByTime(1_000);
    page.dataLayer?.push({ event: 'add_to_cart', ecommerce: { items: [{ item_id: 'strap', price: 19 }] } });
    vi.useRealTimers();
    expect(tracked).toHaveLength(5);
  });

  it('only what happened, not what speaks to the tag', () => {
    const { tracked } = start();
    gtag('event', 'sign_up', { method: 'mail', send_to: 'G-1', event_callback: () => {}, non_interaction: true });
    expect(tracked).toEqual([{ type: 'sign_up', data: { method: 'mail' } }]);
  });

  it('only what a shop declares', () => {
    const { tracked } = start();
    for (const name of ['page_view', 'select_content', 'our_event']) gtag('event', name, {});
    expect(tracked).toEqual([]);
  });

  it('no amount without its currency', () => {
    const { tracked } = start();
    gtag('event', 'add_to_cart', { value: 219, items: [ITEM] });
    expect(tracked).toEqual([{ type: 'add_to_cart', data: { items: [ITEM] } }]);
  });
});

describe('what is wrong in a field', () => {
  const order = { transaction_id: 'T1', currency: 'EUR', value: 219, items: [ITEM] };
  /** What commerce takes of an order, whether it was pushed before or after the start. */
  const taken = (fields: object): unknown => {
    const entry = { event: 'purchase', ecommerce: { ...order, ...fields } };
    page.dataLayer = [entry];
    const { tracked } = start();
    page.dataLayer?.push(entry);
    expect(tracked).toHaveLength(2);
    expect(tracked[1]).toEqual(tracked[0]);
    return checkCommerce('transaction_id')(tracked[0]?.data as Record<string, unknown>);
  };
  const { value: _, ...unvalued } = order;
  const { currency: __, ...bare } = unvalued;

  const rows: readonly (readonly [fields: object, expected: object])[] = [
    ...[
      '1,50',
      'free',
      '-',
      ' ',
      '\u00a0',
      Number.NaN,
      Number.POSITIVE_INFINITY,
      -1,
      {},
      [5],
      true,
      null,
      undefined,
    ].map(value => [{ value }, unvalued] as const),
    ...['€', 'EURO', {}, ['EUR'], 978, true, null, undefined].map(currency => [{ currency }, bare] as const),
    [
      { currency: 'eur', value: '1.50' },
      { ...order, value: 1.5 },
    ],
    [{ tax: '-', shipping: 'free' }, order],
    [{ coupon: null, tax: Number.NaN }, order],
    [
      { items: [{ ...ITEM, price: 'on request', quantity: -1, discount: {} }] },
      { ...order, items: [{ item_id: 'cedar' }] },
    ],
    [
      { items: [{ item_id: {}, item_name: 'Cedar', price: '9' }] },
      { ...order, items: [{ item_name: 'Cedar', price: 9 }] },
    ],
    [{ items: ITEM }, order],
    [{ items: [ITEM, { price: 4.9 }] }, { transaction_id: 'T1', currency: 'EUR', value: 219 }],
    [{ items: [{ item_id: 0 }] }, { ...order, items: [{ item_id: '0' }] }],
    [{ transaction_id: 4711 }, { ...order, transaction_id: '4711' }],
  ];

  it.each(rows)('is left out, and the rest is told: %o', (fields, expected) => {
    expect(taken(fields)).toEqual(expected);
  });
});

describe('items that nobody can name', () => {
  it('are promotions, which a tag manager may be told as items', () => {
    const { tracked } = start();
    const promotion = { promotion_id: 'P1', promotion_name: 'Spring', creative_slot: 'top' };
    page.dataLayer?.push({
      event: 'view_promotion',
      ecommerce: { promotion_name: 'Spring sale', items: [promotion] },
    });
    page.dataLayer?.push({ event: 'select_promotion', ecommerce: { ...promotion, items: [ITEM] } });
    expect(tracked).toEqual([
      { type: 'view_promotion', data: { ...promotion, promotion_name: 'Spring sale' } },
      { type: 'select_promotion', data: { ...promotion, items: [ITEM] } },
    ]);
  });

  it('are no cart that is empty, or smaller than it is', () => {
    const { tracked } = start();
    page.dataLayer?.push({ event: 'view_cart', ecommerce: { currency: 'EUR', items: [ITEM, { price: 5 }] } });
    expect(tracked).toEqual([{ type: 'view_cart', data: { currency: 'EUR' } }]);
  });

  it('are said to be so where they are what it is about', () => {
    const { tracked } = start();
    const items = [ITEM, { price: 5 }];
    page.dataLayer?.push({ event: 'add_to_cart', ecommerce: { items } });
    expect(tracked).toEqual([{ type: 'add_to_cart', data: { items } }]);
  });
});

describe('entries that are hostile', () => {
  const refuse = (): never => {
    throw new Error('A page breaks.');
  };
  const looped: Record<string, unknown> = { item_id: 'a' };
  looped.items = [looped];
  const odd: readonly (readonly [title: string, entry: unknown, count: number])[] = [
    ['a getter of the event', Object.defineProperty({}, 'event', { get: refuse }), 0],
    ['a getter of the data', Object.defineProperty({ event: 'login' }, 'ecommerce', { get: refuse }), 0],
    [
      'a getter in the data',
      {
        event: 'login',
        ecommerce: {
          get method() {
            return refuse();
          },
        },
      },
      0,
    ],
    ['a proxy', new Proxy({}, { get: refuse, has: refuse, ownKeys: refuse }), 0],
    ['a name that cannot be said', { event: { toString: refuse } }, 0],
    ['a name that is a symbol', { event: Symbol('login') }, 0],
    ['a name in other letters', { event: 'Purchase', ecommerce: {} }, 0],
    ['a name that everything has', { event: '__proto__' }, 0],
    ['enhanced ecommerce of old', { event: 'addToCart', ecommerce: { add: { products: [{ id: 'a' }] } } }, 0],
    ['what is frozen', Object.freeze({ event: 'login', ecommerce: Object.freeze({ method: 'mail' }) }), 1],
    ['what has no prototype', Object.assign(Object.create(null), { event: 'login' }), 1],
    ['items in items for ever', { event: 'add_to_cart', ecommerce: { items: [looped] } }, 0],
    ['an element', document.createElement('form'), 0],
    ['a map', new Map([['event', 'login']]), 0],
    ['a list', ['event', 'login'], 1],
    ['a function', () => 1, 0],
    ['a text, a number, a big number, a symbol, nothing', ['x', 1, 1n, Symbol('x'), null, undefined], 0],
  ];

  it.each(odd)('%s', (_, entry, count) => {
    const entries = Array.isArray(entry) && entry.length > 2 ? entry : [entry];
    page.dataLayer = [...entries];
    const { tracked } = start();
    expect(page.dataLayer?.push(...entries)).toBe(2 * entries.length);
    expect(tracked).toHaveLength(2 * count);
  });
});

describe('what is left alone', () => {
  it('the tag manager itself, page views, consent and names nobody declared', () => {
    const { tracked } = start();
    page.dataLayer?.push(
      { event: 'gtm.js' },
      { event: 'page_view' },
      { event: 'our_own' },
      { event: 'toString' },
      null,
      1,
      'event',
    );
    gtag('consent', 'update', { ad_storage: 'granted' });
    gtag('event', 'page_view', {});
    gtag('event', 'constructor', {});
    gtag('set', 'user_properties', {});
    gtag();
    expect(tracked).toEqual([]);
  });

  it('what came from Waymark', () => {
    const { tracked } = start();
    gtag('event', 'add_to_cart', markOwn({ items: [ITEM] }));
    expect(tracked).toEqual([]);
  });

  it('what is pushed after the stop, and what was pushed meanwhile', () => {
    const plugin = dataLayer();
    gtag('event', 'login', {});
    const { tracked, stop } = start(plugin);
    stop();
    gtag('event', 'sign_up', {});
    expect(tracked).toHaveLength(1);
    expect(start(plugin).tracked).toEqual([]);
    gtag('event', 'share', {});
    expect(captured.tracked).toHaveLength(1);
  });
});

it('needs no data layer', () => {
  Reflect.deleteProperty(page, 'dataLayer');
  expect(start().tracked).toEqual([]);
  expect('dataLayer' in window).toBe(false);
});
