// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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

  it('only what happened, not what speaks to the tag', () => {
    const { tracked } = start();
    gtag('event', 'sign_up', { method: 'mail', send_to: 'G-1', event_callback: () => {}, non_interaction: true });
    expect(tracked).toEqual([{ type: 'sign_up', data: { method: 'mail' } }]);
  });

  it('no amount without its currency', () => {
    const { tracked } = start();
    gtag('event', 'add_to_cart', { value: 219, items: [ITEM] });
    expect(tracked).toEqual([{ type: 'add_to_cart', data: { items: [ITEM] } }]);
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
