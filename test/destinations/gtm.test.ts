// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { dataLayer } from '../../src/capture/data-layer.js';
import { type GtmOptions, gtm } from '../../src/destinations/gtm.js';
import { captureContext } from '../capture/capture-context.js';
import { deliverContext, rowOf, stageEntered } from './deliver-context.js';
import { documentedData, GOOGLE_EVENTS } from './google-events.js';

const page = window as unknown as { dataLayer?: unknown[]; google_tag_manager?: object };
const CEDAR = { item_id: 'cedar', price: 219 };

/** What is pushed for a touchpoint. */
async function push(type: string, data: object, options?: GtmOptions): Promise<unknown[]> {
  page.dataLayer = [];
  await gtm(options).deliver?.([rowOf(type, data)], deliverContext().context);
  return page.dataLayer;
}

/** Delivers what nobody is told of, until the script is on the page. */
async function load(options: GtmOptions) {
  void gtm(options).deliver?.([rowOf('consent_update')], deliverContext().context);
  await vi.waitUntil(() => document.scripts[0]);
}

afterEach(() => {
  Reflect.deleteProperty(page, 'dataLayer');
  Reflect.deleteProperty(page, 'google_tag_manager');
  document.head.innerHTML = '';
});

describe('gtm', () => {
  it('is handed each row once on the page, under analytics, but nothing that came out of the data layer', () => {
    expect(gtm()).toMatchObject({ name: 'gtm', purpose: 'analytics', delivery: 'page', ignores: ['data-layer'] });
  });

  it('pushes shop touchpoints as `ecommerce`, cleared before', async () => {
    const data = { currency: 'EUR', value: 219, items: [CEDAR] };
    expect(await push('add_to_cart', data)).toEqual([{ ecommerce: null }, { event: 'add_to_cart', ecommerce: data }]);
  });

  it('pushes others with their fields, under the names of the site', async () => {
    expect(await push('search', { search_term: 'guitar', event: 'x' })).toEqual([
      { event: 'search', search_term: 'guitar' },
    ]);
    expect(await push('purchase', {}, { names: { purchase: 'order' } })).toEqual([
      { ecommerce: null },
      { event: 'order', ecommerce: {} },
    ]);
    page.dataLayer = [];
    const named = gtm({ names: { 'stage.enter': 'stage' }, others: false });
    await named.deliver?.([rowOf('login', {}, [stageEntered('decision')])], deliverContext().context);
    expect(page.dataLayer).toMatchObject([{ event: 'stage', to: 'decision' }]);
  });

  it('leaves page views to the container unless asked', async () => {
    expect(await push('page_view', { page_title: 'Home' })).toEqual([]);
    expect(await push('page_view', { page_title: 'Home' }, { pageViews: true })).toEqual([
      { event: 'page_view', page_title: 'Home' },
    ]);
  });

  it('says who the visitor is only where that is listed', async () => {
    expect(await push('identify', { user_id: 'u1' })).toEqual([]);
    expect(await push('identify', { user_id: 'u1' }, { fields: ['*', 'user_id'] })).toEqual([{ user_id: 'u1' }]);
    expect(await push('reset', {}, { fields: ['*', 'user_id'] })).toEqual([{ user_id: null }]);
  });

  it('does not hear its own echo out of the data layer', async () => {
    page.dataLayer = [];
    const { context, tracked } = captureContext();
    dataLayer().capture?.(context);
    const rows = [rowOf('add_to_cart', { items: [CEDAR] }), rowOf('login', { method: 'mail' })];
    await gtm().deliver?.(rows, deliverContext().context);
    expect(page.dataLayer).toHaveLength(3);
    expect(tracked).toEqual([]);
  });

  it('loads the container when asked, once, as Google’s own snippet does', async () => {
    await load({ container: 'GTM-1', load: { nonce: 'n1' } });
    expect(page.dataLayer).toEqual([{ 'gtm.start': expect.any(Number), event: 'gtm.js' }]);
    const [script] = document.scripts;
    expect(script).toMatchObject({ src: 'https://www.googletagmanager.com/gtm.js?id=GTM-1', nonce: 'n1' });
  });

  it('loads beside a data layer of others, but not a container that runs', async () => {
    page.dataLayer = [{ event: 'login' }];
    const destination = gtm({ container: 'GTM-1', load: true });
    await destination.deliver?.([rowOf('sign_up')], deliverContext().context);
    await destination.deliver?.([rowOf('share')], deliverContext().context);
    expect(page.dataLayer.map(entry => Object(entry).event)).toEqual(['login', 'gtm.js', 'sign_up', 'share']);
    expect(document.scripts).toHaveLength(1);
    document.head.innerHTML = '';
    page.google_tag_manager = { 'GTM-1': {} };
    await gtm({ container: 'GTM-1', load: true }).deliver?.([rowOf('sign_up')], deliverContext().context);
    expect(document.scripts).toHaveLength(0);
  });

  it.each(Object.keys(GOOGLE_EVENTS))('pushes %s as Google documents it', async type => {
    const data = documentedData(type);
    const beside = { event: type, ...data };
    const pushed = await push(type, data);
    // Products and what belongs to them stand in `ecommerce`, and nothing else does.
    const isShop = 'items' in data;
    expect(pushed).toEqual(isShop ? [{ ecommerce: null }, { event: type, ecommerce: data }] : [beside]);
  });

  it('refuses to load a container that has no id', () => {
    expect(() => gtm({ load: true })).toThrow('container');
  });

  it('takes any data', async () => {
    for (const data of [null, 'text', [1], { items: 'none' }])
      for (const type of ['purchase', 'view_help'])
        expect((await push(type, data as object)).length).toBeGreaterThan(0);
  });
});
