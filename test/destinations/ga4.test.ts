// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { dataLayer } from '../../src/capture/data-layer.js';
import type { Row } from '../../src/core/touchpoint.js';
import { type Ga4Options, ga4 } from '../../src/destinations/ga4.js';
import { captureContext } from '../capture/capture-context.js';
import { deliverContext, rowOf, stageEntered } from './deliver-context.js';

const page = window as unknown as { gtag?: unknown; dataLayer?: unknown[] };

/** What arrives at the page's `gtag`. */
function hand(rows: readonly Row[], options?: Ga4Options): unknown[][] {
  const gtag = vi.fn();
  page.gtag = gtag;
  ga4(options).deliver?.(rows, deliverContext().context);
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

  it('sends touchpoints under their own names and fields, also those GA4 does not know', () => {
    const item = { item_id: 'cedar', price: 219 };
    const rows = [
      rowOf('add_to_cart', { currency: 'EUR', value: 219, items: [item] }),
      rowOf('payment_error', { reason: 'declined' }),
    ];
    expect(hand(rows)).toEqual([
      ['event', 'add_to_cart', { currency: 'EUR', value: 219, items: [item] }],
      ['event', 'payment_error', { reason: 'declined' }],
    ]);
  });

  it('keeps what GA4 finds out by itself, and who the visitor is', () => {
    const types = ['page_view', 'campaign_details', 'identify', 'consent_update', 'correct', 'reset', 'update_page'];
    expect(hand(types.map(type => rowOf(type)))).toEqual([]);
  });

  it('sends page views when asked', () => {
    expect(hand([rowOf('page_view', { page_title: 'Home' })], { pageViews: true })).toEqual([
      ['event', 'page_view', { page_title: 'Home' }],
    ]);
  });

  it('sends stages when asked, also when time alone brought one', () => {
    const timely: Row = { ...rowOf('login', {}, [stageEntered('consideration')]), touchpoint: null };
    expect(hand([timely])).toEqual([]);
    expect(hand([timely], { stages: true })).toEqual([['event', 'waymark_stage', { stage: 'consideration' }]]);
  });

  it('sends to one property when told which', () => {
    expect(hand([rowOf('login')], { measurementId: 'G-1' })).toEqual([['event', 'login', { send_to: 'G-1' }]]);
  });

  it('pushes `arguments` where there is no `gtag`, as the Google tag wants it', () => {
    page.dataLayer = [];
    ga4().deliver?.([rowOf('login')], deliverContext().context);
    expect(Object.prototype.toString.call(page.dataLayer[0])).toBe('[object Arguments]');
    expect([...(page.dataLayer[0] as Iterable<unknown>)]).toEqual(['event', 'login', {}]);
  });

  it('says what is missing on a page without the tag, and makes no global', () => {
    const { context, problems } = deliverContext();
    expect(ga4().deliver?.([rowOf('login')], context)).toEqual({ rejected: true });
    expect(problems).toEqual(['ga4-missing']);
    expect('dataLayer' in window).toBe(false);
  });

  it('does not hear its own echo out of the data layer', () => {
    page.dataLayer = [];
    const { context, tracked } = captureContext();
    dataLayer().capture?.(context);
    ga4().deliver?.([rowOf('login')], deliverContext().context);
    expect(page.dataLayer).toHaveLength(1);
    expect(tracked).toEqual([]);
  });
});
