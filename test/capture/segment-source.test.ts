// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type SegmentSourceOptions, segmentSource } from '../../src/capture/segment-source.js';
import { segment } from '../../src/destinations/segment.js';
import { deliverContext, rowOf } from '../destinations/deliver-context.js';
import { type Captured, captureContext } from './capture-context.js';

type Hear = (...given: unknown[]) => void;

/** As Segment's own: whoever listens hears what was said. */
class Analytics {
  readonly heard = new Map<string, Hear>();
  readonly on = (event: string, hear: Hear) => void this.heard.set(event, hear);
  readonly off = (event: string) => void this.heard.delete(event);
  readonly track = (event: unknown, properties?: unknown) => this.heard.get('track')?.(event, properties, undefined);
  readonly identify = (id: unknown, traits?: unknown) => this.heard.get('identify')?.(id, { ...Object(traits) });
  readonly reset = () => this.heard.get('reset')?.();
  readonly page = (category?: unknown, name?: unknown, properties?: unknown) =>
    this.heard.get('page')?.(category, name, { ...Object(properties) });
}

let analytics: Analytics;
let captured: Captured;

function start(options?: SegmentSourceOptions, identity?: object): Captured {
  captured = captureContext();
  const profile = { ...captured.context.profile, slices: identity ? { identity } : {} };
  segmentSource(options).capture?.({ ...captured.context, profile } as typeof captured.context);
  return captured;
}

beforeEach(() => {
  analytics = new Analytics();
  vi.stubGlobal('analytics', analytics);
});
afterEach(() => {
  captured.stop();
  vi.unstubAllGlobals();
});

describe('track', () => {
  it('is a touchpoint where we have a word for it', () => {
    const { tracked } = start();
    analytics.track('Product Added', { product_id: 'cedar', price: 219, currency: 'EUR' });
    analytics.track('Coupon Entered', { coupon_id: '1' });
    analytics.track('toString');
    analytics.track(Symbol('odd'));
    analytics.track(null);
    const unreadable = {
      get product_id() {
        throw new Error('odd');
      },
    };
    analytics.track('Product Added', unreadable);
    analytics.identify(Symbol('odd'));
    expect(tracked).toEqual([
      { type: 'add_to_cart', data: { currency: 'EUR', items: [{ item_id: 'cedar', price: 219 }] } },
    ]);
  });

  it('is what the site says it is', () => {
    const { tracked } = start({ names: { 'Guide Loaded': 'file_download', 'Signed In': null } });
    analytics.track('Guide Loaded', { file_name: 'guide.pdf' });
    analytics.track('Signed In', {});
    expect(tracked).toEqual([{ type: 'file_download', data: { file_name: 'guide.pdf' } }]);
  });
});

describe('identify', () => {
  it('is taken with an id, and with the traits that are named', () => {
    const { tracked } = start({ traits: ['plan'] });
    analytics.identify(null, { plan: 'gold' });
    analytics.identify('u1', { plan: 'gold', email: 'a@b.test' });
    expect(tracked).toEqual([{ type: 'identify', data: { user_id: 'u1', traits: { plan: 'gold' } } }]);
  });

  it('says nothing new on every page', () => {
    const { tracked } = start({ traits: ['plan'] }, { userId: 'u1', traits: { plan: 'gold', age: 3 } });
    analytics.identify('u1', { plan: 'gold' });
    expect(tracked).toEqual([]);
    analytics.identify('u1', { plan: 'silver' });
    expect(tracked).toHaveLength(1);
  });

  it('of another person begins a new profile', () => {
    const { tracked } = start({}, { userId: 'u1', traits: {} });
    analytics.identify('u2');
    expect(tracked).toMatchObject([
      { type: 'reset', data: { visitor_id: expect.stringMatching(/^\w{24}$/) } },
      { type: 'identify', data: { user_id: 'u2' } },
    ]);
  });
});

it('keeps the profile where the other id will be refused', () => {
  const { tracked } = start({}, { userId: 'u1', traits: {} });
  analytics.identify('a@b.test');
  expect(tracked.map(({ type }) => type)).toEqual(['identify']);
});

it('takes pages where asked', () => {
  const { tracked, stop } = start();
  analytics.page('Docs', 'Home', { title: 'Home' });
  expect(tracked).toEqual([]);
  stop();
  start({ pageViews: true });
  analytics.page('Docs', 'Home', { title: 'Home' });
  expect(captured.tracked).toEqual([{ type: 'page_view', data: { page_title: 'Home' } }]);
});

it('leaves alone what `segment()` told, and nothing else', async () => {
  const { tracked } = start({ pageViews: true });
  const tell = (type: string, data: object) =>
    segment({ pageViews: true }).deliver?.([rowOf(type, data)], deliverContext().context);
  await tell('view_item', { items: [{ item_id: 'cedar' }] });
  await tell('identify', { user_id: 'u1' });
  await tell('page_view', { page_title: 'Home' });
  expect(tracked).toEqual([]);
  analytics.track('Product Viewed', { product_id: 'cedar' });
  analytics.identify('u1');
  analytics.page();
  expect(tracked.map(({ type }) => type)).toEqual(['view_item', 'identify', 'page_view']);
});

it('waits for Segment, and leaves it when it stops', () => {
  vi.useFakeTimers();
  vi.stubGlobal('analytics', undefined);
  const { tracked, stop } = start();
  vi.stubGlobal('analytics', analytics);
  vi.advanceTimersByTime(1_000);
  vi.useRealTimers();
  analytics.track('Signed Up', {});
  expect(tracked).toEqual([{ type: 'sign_up', data: {} }]);
  const hear = analytics.heard.get('track');
  stop();
  hear?.('Signed Up', {});
  expect(tracked).toHaveLength(1);
  expect(analytics.heard.size).toBe(0);
});

describe('reset', () => {
  it('begins a new profile', () => {
    const { tracked } = start({}, { userId: 'u1', traits: {} });
    analytics.reset();
    expect(tracked).toEqual([{ type: 'reset', data: { visitor_id: expect.stringMatching(/^\w{24}$/) } }]);
  });

  it.each([undefined, { userId: null, traits: {} }])('is no logout where nobody is known: %o', identity => {
    const { tracked } = start({}, identity);
    analytics.reset();
    expect(tracked).toEqual([]);
  });

  it('that `segment()` told is left alone, once', async () => {
    const { tracked } = start({}, { userId: 'u1', traits: {} });
    await segment().deliver?.([rowOf('reset', { visitor_id: 'v2' })], deliverContext().context);
    expect(tracked).toEqual([]);
    analytics.reset();
    expect(tracked).toHaveLength(1);
  });
});
