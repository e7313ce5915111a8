// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { checkCommerce } from '../../src/capture/check-commerce.js';
import { dataLayer } from '../../src/capture/data-layer.js';
import type { Row } from '../../src/core/touchpoint.js';
import { type Ga4Options, ga4 } from '../../src/destinations/ga4.js';
import { captureContext } from '../capture/capture-context.js';
import { deliverContext, rowOf, stageEntered } from './deliver-context.js';
import { documentedData, GOOGLE_EVENTS } from './google-events.js';

const page = window as unknown as { gtag?: unknown; dataLayer?: unknown[] };

/** What arrives at the page's `gtag`. */
async function hand(rows: readonly Row[], options?: Ga4Options): Promise<unknown[][]> {
  const gtag = vi.fn();
  page.gtag = gtag;
  await ga4(options).deliver?.(rows, deliverContext().context);
  return gtag.mock.calls;
}

afterEach(() => {
  Reflect.deleteProperty(page, 'gtag');
  Reflect.deleteProperty(page, 'dataLayer');
});

describe('ga4', () => {
  it('is handed each row once on the page, under analytics, but nothing that came out of the data layer', () => {
    expect(ga4()).toMatchObject({ name: 'ga4', purpose: 'analytics', delivery: 'page', ignores: ['data-layer'] });
  });

  it('sends touchpoints under their own names and fields, also those GA4 does not know', async () => {
    const item = { item_id: 'cedar', price: 219 };
    const rows = [
      rowOf('add_to_cart', { currency: 'EUR', value: 219, items: [item] }),
      rowOf('payment_error', { reason: 'declined' }),
    ];
    expect(await hand(rows)).toEqual([
      ['event', 'add_to_cart', { currency: 'EUR', value: 219, items: [item] }],
      ['event', 'payment_error', { reason: 'declined' }],
    ]);
  });

  it('keeps what GA4 finds out by itself, and who the visitor is', async () => {
    const types = ['page_view', 'campaign_details', 'identify', 'consent_update', 'correct', 'reset', 'update_page'];
    expect(await hand(types.map(type => rowOf(type)))).toEqual([]);
  });

  it('sends page views when asked', async () => {
    expect(await hand([rowOf('page_view', { page_title: 'Home' })], { pageViews: true })).toEqual([
      ['event', 'page_view', { page_title: 'Home' }],
    ]);
  });

  it('sends stages when asked, also when time alone brought one', async () => {
    const timely: Row = { ...rowOf('login', {}, [stageEntered('consideration')]), touchpoint: null };
    expect(await hand([timely])).toEqual([]);
    expect(await hand([timely], { stages: true })).toEqual([['event', 'waymark_stage', { stage: 'consideration' }]]);
  });

  it('sends to one property when told which', async () => {
    expect(await hand([rowOf('login')], { measurementId: 'G-1' })).toEqual([['event', 'login', { send_to: 'G-1' }]]);
  });

  it('pushes `arguments` where there is no `gtag`, as the Google tag wants it', async () => {
    page.dataLayer = [];
    await ga4().deliver?.([rowOf('login')], deliverContext().context);
    expect(Object.prototype.toString.call(page.dataLayer[0])).toBe('[object Arguments]');
    expect([...(page.dataLayer[0] as Iterable<unknown>)]).toEqual(['event', 'login', {}]);
  });

  it('says what is missing on a page without the tag, and makes no global', async () => {
    vi.useFakeTimers();
    const { context, problems } = deliverContext();
    const answer = ga4().deliver?.([rowOf('login')], context);
    await vi.advanceTimersByTimeAsync(4_100);
    vi.useRealTimers();
    expect(await answer).toEqual({ rejected: true });
    expect(problems).toEqual(['ga4-missing']);
    expect('dataLayer' in window).toBe(false);
  });

  it('does not hear its own echo out of the data layer', async () => {
    page.dataLayer = [];
    const { context, tracked } = captureContext();
    dataLayer().capture?.(context);
    await ga4().deliver?.([rowOf('login')], deliverContext().context);
    expect(page.dataLayer).toHaveLength(1);
    expect(tracked).toEqual([]);
  });

  it('calls touchpoints and decisions what the site calls them, and tells others only where it may', async () => {
    const rows = [rowOf('view_help'), rowOf('login', {}, [stageEntered('consideration')])];
    const names = { view_help: 'help', login: null, 'stage.enter': 'journey' };
    expect(await hand(rows, { names, others: false })).toEqual([
      ['event', 'help', {}],
      ['event', 'journey', { stage: 'consideration' }],
    ]);
    expect(await hand([rowOf('view_help')], { others: false })).toEqual([]);
  });

  it('leaves to GA4 what its enhanced measurement collects by itself, unless named', async () => {
    const rows = ['file_download', 'scroll', 'view_search_results', 'video_start'].map(type => rowOf(type));
    expect(await hand(rows)).toEqual([]);
    expect(await hand(rows, { names: { scroll: 'scroll' } })).toEqual([['event', 'scroll', {}]]);
  });

  it('says who the visitor is, and traits, only where they are listed', async () => {
    const rows = [rowOf('identify', { user_id: 'u1', traits: { plan: 'gold' } }), rowOf('reset', { visitor_id: 'v2' })];
    expect(await hand([rowOf('identify', { user_id: 'u1' }), rowOf('reset')])).toEqual([]);
    expect(await hand(rows, { fields: ['*', 'user_id', 'plan'] })).toEqual([
      ['set', { user_id: 'u1' }],
      ['set', 'user_properties', { plan: 'gold' }],
      ['set', { user_id: null }],
      ['set', 'user_properties', { plan: null }],
    ]);
  });

  it('says of a name that Google reserves or does not take', async () => {
    const { context, problems } = deliverContext();
    page.gtag = vi.fn();
    const rows = ['session_start', 'Two Words', 'x'.repeat(41)].map(type => rowOf(type));
    await ga4().deliver?.(rows, context);
    expect(page.gtag).not.toHaveBeenCalled();
    expect(problems).toEqual(['ga4-name', 'ga4-name', 'ga4-name']);
  });

  it.each(Object.keys(GOOGLE_EVENTS))('tells %s as Google documents it', async type => {
    const data = documentedData(type);
    expect(await hand([rowOf(type, checkCommerce('')(data) as object)])).toEqual([['event', type, data]]);
  });

  it('takes any data', async () => {
    for (const data of [null, 'text', [1], { items: 'none' }, { items: [null, 7] }, { value: {} }])
      expect(await hand([rowOf('purchase', data as object)])).toHaveLength(1);
  });
});
