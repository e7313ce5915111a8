import { afterEach, describe, expect, it, vi } from 'vitest';
import { definePlugin } from '../../src/core/plugin.js';
import { http } from '../../src/destinations/http.js';
import { storefront } from '../../src/storefront.js';
import { play } from '../../src/testing/play.js';
import type { TestOptions, TestWaymark } from '../../src/testing/test-face.js';
import { createTestWaymark } from '../../src/testing/test-waymark.js';
import { CATALOG } from '../journeys/journey.js';

const CEDAR = { item_id: 'cedar', item_name: 'Cedar 0-14', item_category: 'Guitars', price: 219 };
const IN_CART = { currency: 'EUR', value: 219, items: [CEDAR] };

let shops: TestWaymark[] = [];

async function open(options: TestOptions = {}): Promise<TestWaymark> {
  const shop = await createTestWaymark({ plugins: () => storefront({ catalog: CATALOG }), ...options });
  shops.push(shop);
  return shop;
}

afterEach(async () => {
  for (const shop of shops.reverse()) await shop.stop();
  shops = [];
});

/** The same tests on a document and in plain Node. */
export function testKit(): void {
  describe('createTestWaymark', () => {
    it('records, decides and says where the visitor is', async () => {
      const shop = await open();
      const decisions = await shop.replay([
        { type: 'view_item', data: { items: [CEDAR] } },
        { after: '2 min', type: 'add_to_cart', data: IN_CART },
        { after: '30 min' },
      ]);
      expect(decisions.map(({ name }) => name)).toEqual(expect.arrayContaining(['cart.idle', 'cart.abandon']));
      expect(shop.waymark.profile.slices.cart?.lines).toHaveLength(1);
      shop.expectStage('purchase');
      shop.expectStage('Purchase');
      expect(() => shop.expectStage('awareness')).toThrow(
        /The stage is "purchase".*not "awareness"\. Purchase: put Cedar/,
      );
    });

    it('decides what `play` decides, at the same moments', async () => {
      const journey = [
        { type: 'view_item', data: { items: [CEDAR] } },
        { after: '2 min', type: 'add_to_cart', data: IN_CART },
        { after: '3 d', type: 'view_item', data: { items: [CEDAR] } },
        { after: '2 d' },
      ];
      const shop = await open({ plugins: () => storefront({ catalog: CATALOG }) });
      const own = (await shop.replay(journey)).map(({ name, data }) => [name, data]);
      const played = play(storefront({ catalog: CATALOG }), journey).decisions.map(({ name }) => name);
      expect(own.map(([name]) => name).filter(name => name !== 'cart.idle')).toEqual(
        expect.arrayContaining(played.filter(name => name !== 'cart.idle')),
      );
    });

    it('captures rows, requests and problems', async () => {
      const shop = await open({ plugins: () => [storefront(), http({ url: 'https://shop.example/rows' })] });
      shop.waymark.track('add_to_cart', IN_CART);
      shop.waymark.track('add_to_cart', { items: 'none' } as never);
      await shop.pass('10 s');
      expect(shop.captured.rows.map(({ touchpoint }) => touchpoint?.type)).toContain('add_to_cart');
      expect(shop.captured.problems.map(({ code }) => code)).toEqual(['data-refused']);
      const [request] = shop.captured.requests;
      expect(request).toMatchObject({ url: 'https://shop.example/rows', method: 'POST' });
      expect(JSON.parse(request?.body ?? '').rows[0].seq).toBe(1);
    });

    it('lets a server refuse, and the outbox try again when it is time', async () => {
      let status = 503;
      const shop = await open({
        plugins: () => [http({ url: 'https://shop.example/rows' })],
        respond: () => status,
      });
      shop.waymark.track('page_view', {});
      await shop.pass('5 s');
      expect(shop.waymark.diagnostics().destinations.http).toMatchObject({ delivered: 0, stored: 1 });
      status = 200;
      await shop.pass('10 min');
      expect(shop.waymark.diagnostics().destinations.http).toMatchObject({ delivered: 1, stored: 0 });
      expect(shop.captured.requests.length).toBeGreaterThanOrEqual(2);
    });

    it('goes to addresses, with title and referrer', async () => {
      const shop = await open({ referrer: 'https://search.example/', title: 'Home' });
      await shop.go('/cedar', { title: 'Cedar' });
      const views = shop.captured.rows.flatMap(({ touchpoint }) =>
        touchpoint?.type === 'page_view' ? [touchpoint] : [],
      );
      expect(views.map(({ data }) => data.page_title)).toEqual(['Home', 'Cedar']);
      expect(views[0]?.data.page_referrer).toBe('https://search.example/');
      expect(views[1]?.url).toMatch(/\/cedar$/);
    });

    it('loads another page, which finds what is stored', async () => {
      const shop = await open();
      const first = shop.waymark;
      shop.waymark.track('add_to_cart', IN_CART);
      await shop.load('/checkout', { title: 'Checkout' });
      expect(shop.waymark).not.toBe(first);
      expect(first.status).toBe('stopped');
      expect(shop.waymark.profile.slices.cart?.lines).toHaveLength(1);
      const views = shop.captured.rows.filter(({ touchpoint }) => touchpoint?.type === 'page_view');
      expect(views).toHaveLength(2);
    });

    it('decides what became due while nobody looked once the visitor is back', async () => {
      const shop = await open();
      shop.waymark.track('add_to_cart', IN_CART);
      await shop.hide();
      await shop.pass('3 h');
      expect(shop.captured.decisions.map(({ name }) => name)).not.toContain('cart.abandon');
      await shop.show();
      expect(shop.captured.decisions.map(({ name }) => name)).toContain('cart.abandon');
    });

    it('stores nothing and hands on nothing before a grant', async () => {
      const plugins = () => [storefront(), http({ url: 'https://shop.example/rows' })];
      const shop = await open({ plugins, consent: {} });
      shop.waymark.track('add_to_cart', IN_CART);
      await shop.pass('1 min');
      expect(shop.waymark.status).toBe('pending');
      expect(shop.captured.requests).toEqual([]);
      expect(await shop.store.entries()).toEqual([]);
      shop.waymark.setConsent({ analytics: 'granted' });
      await shop.pass('1 min');
      expect(shop.captured.requests).toHaveLength(1);
      shop.waymark.setConsent({ analytics: 'denied' });
      shop.waymark.track('add_to_cart', IN_CART);
      await shop.pass('1 min');
      expect(shop.captured.requests).toHaveLength(1);
    });

    it('draws the same ids for the same seed', async () => {
      const ids: string[] = [];
      for (const seed of [1, 1, 2]) {
        const shop = await open({ seed });
        ids.push(shop.waymark.profile.visitorId);
        await shop.stop();
      }
      expect(ids[0]).toBe(ids[1]);
      expect(ids[0]).not.toBe(ids[2]);
    });

    it('is on whichever site the test says', async () => {
      const shop = await open({
        url: 'https://other.example/cedar?utm_source=news&utm_campaign=spring',
        title: 'Cedar',
      });
      shop.waymark.track('view_item', { items: [CEDAR] } as never);
      await shop.pass('1 s');
      expect(shop.captured.rows.at(-1)?.touchpoint?.url).toBe(
        'https://other.example/cedar?utm_source=news&utm_campaign=spring',
      );
      expect(shop.waymark.profile.session?.campaign).toBe('["news",null,"spring"]');
    });

    it('is two tabs with one store', async () => {
      const first = await open();
      first.waymark.track('add_to_cart', IN_CART);
      await first.pass('1 s');
      const second = await open({ store: first.store, clock: first.clock });
      expect(second.waymark.profile.visitorId).toBe(first.waymark.profile.visitorId);
    });

    it('says that there is no stage where no plugin brings one', async () => {
      const shop = await open({ plugins: [] });
      expect(() => shop.expectStage('purchase')).toThrow('There is no stage, not "purchase"');
    });

    it('lets code of the test wait in real time, and passes its timers by hand', async () => {
      const shop = await open({ plugins: [] });
      await new Promise(resolve => setTimeout(resolve, 5));
      const order: string[] = [];
      const every = setInterval(() => order.push(`every ${shop.clock.now() % 100_000}`), 20_000);
      setTimeout((word: string) => order.push(word), 30_000, 'once');
      const never = setTimeout(() => order.push('never'), 30_000);
      clearTimeout(never);
      await shop.pass('45 s');
      clearInterval(every);
      await shop.pass('45 s');
      expect(order).toEqual(['every 20000', 'once', 'every 40000']);
    });

    it('leaves everything as it was', async () => {
      const watched = ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval', 'fetch', 'document', 'location'];
      const scope = globalThis as unknown as Record<string, unknown>;
      const keys = Reflect.ownKeys(globalThis).map(String).sort();
      const before = watched.map(name => scope[name]);
      const place = typeof document === 'undefined' ? null : [document.title, location.href];
      const shop = await createTestWaymark({
        title: 'Other',
        url: '/other',
        plugins: [definePlugin({ name: 'one', capture: vi.fn() })],
      });
      expect(scope.fetch).not.toBe(before[4]);
      await shop.stop();
      expect(watched.map(name => scope[name])).toEqual(before);
      expect(typeof document === 'undefined' ? null : [document.title, location.href]).toEqual(place);
      expect(Reflect.ownKeys(globalThis).map(String).sort()).toEqual(keys);
    });
  });
}
