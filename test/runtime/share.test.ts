// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { commerce } from '../../src/capture/commerce.js';
import { abandonedCart } from '../../src/decide/abandoned-cart.js';
import { cart } from '../../src/learn/cart.js';
import { orders } from '../../src/learn/orders.js';
import { fakeClock } from '../../src/testing/fake-clock.js';
import { logOf } from './builders.js';
import { leave, onFakeTime, ready, start, type World } from './start.js';

onFakeTime();

const LINE = { currency: 'EUR', value: 9, items: [{ item_id: 'cedar', price: 9 }] };
const ORDER = { transaction_id: 'o1', ...LINE };
const clock = fakeClock();
type Options = Parameters<typeof ready>[0];

beforeEach(() => {
  (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL('https://a.shop.example/');
  // biome-ignore lint/suspicious/noDocumentCookie: that is what is tested.
  document.cookie = 'waymark=; Domain=shop.example; Path=/; Max-Age=-1';
  expect(document.cookie).toBe('');
});

/** A subdomain: storage of its own beside the cookie. */
function subdomain(options: Options = {}): Promise<World> {
  clock.pass(1_000);
  const plugins = [commerce(), cart(), orders(), abandonedCart()];
  return ready({ clock, plugins, share: { domain: 'shop.example' }, ...options });
}

async function track({ waymark }: World, type: string, data: object): Promise<void> {
  clock.pass(1_000);
  waymark.track(type, data);
  await waymark.flush();
}

function show(): void {
  dispatchEvent(new Event('pageshow'));
}

describe('share', () => {
  it('gives a visitor the same id on every subdomain', async () => {
    const shop = await subdomain();
    const blog = await subdomain();
    expect(blog.waymark.profile.visitorId).toBe(shop.waymark.profile.visitorId);
    expect(document.cookie.length).toBeLessThan(512);
    const alone = await ready({ clock });
    expect(alone.waymark.profile.visitorId).not.toBe(shop.waymark.profile.visitorId);
  });

  it('writes nothing before a grant, nor unasked, nor for a machine', async () => {
    await subdomain({ consent: {} });
    await ready({ clock });
    const machine = start({
      clock,
      automation: 'memory',
      share: { domain: 'shop.example' },
      consent: { default: { analytics: 'granted' } },
    });
    await machine.waymark.ready;
    expect(machine.waymark.status).toBe('memory');
    expect(document.cookie).toBe('');
  });

  it('carries the visitor’s choice, and a refusal as well', async () => {
    const shop = await subdomain({ consent: {} });
    shop.waymark.setConsent({ analytics: 'granted', advertising: 'denied' }, { textVersion: 'v2' });
    await shop.waymark.flush();
    const blog = await subdomain({ consent: {} });
    expect(blog.waymark.consent).toMatchObject({ analytics: 'granted', advertising: 'denied', functional: 'pending' });
    await track(blog, 'view_item', LINE);
    expect((await logOf(blog.store)).length).toBeGreaterThan(0);
    clock.pass(1_000);
    blog.waymark.setConsent({ analytics: 'denied' });
    await blog.waymark.flush();
    expect(document.cookie).not.toContain(shop.waymark.profile.visitorId || 'none');
    show();
    await shop.pass(10);
    expect(shop.waymark.consent.analytics).toBe('denied');
    expect((await shop.store.entries()).map(([key]) => key)).toEqual(['consent']);
    expect(shop.problems.concat(blog.problems)).toEqual([]);
  });

  it('closes the cart of all when one takes the order', async () => {
    const shop = await subdomain();
    const outlet = await subdomain();
    await track(shop, 'add_to_cart', LINE);
    await track(outlet, 'add_to_cart', LINE);
    await track(outlet, 'purchase', ORDER);
    expect(shop.waymark.profile.slices.cart?.lines).toHaveLength(1);
    show();
    await shop.pass(10);
    expect(shop.waymark.profile.slices.cart?.lines).toEqual([]);
    await shop.pass(3 * 86_400_000);
    const decided = (await logOf(shop.store)).flatMap(({ decisions }) => decisions.map(({ name }) => name));
    expect(decided.filter(name => name === 'cart.abandon')).toEqual([]);
    // What is put into it later stays, on the next page, too.
    await track(shop, 'add_to_cart', LINE);
    show();
    await shop.pass(10);
    expect(shop.waymark.profile.slices.cart?.lines).toHaveLength(1);
    const { store } = shop;
    const { site } = shop.waymark;
    await leave(shop);
    const again = await subdomain({ store, site });
    expect(again.waymark.profile.slices.cart?.lines).toHaveLength(1);
  });

  it('closes it on the next page, where none was open', async () => {
    const shop = await subdomain();
    await track(shop, 'add_to_cart', LINE);
    const { store } = shop;
    const { site } = shop.waymark;
    await leave(shop);
    const outlet = await subdomain();
    await track(outlet, 'purchase', ORDER);
    await track(outlet, 'purchase', ORDER);
    const next = await subdomain({ store, site });
    await next.waymark.flush();
    expect(next.waymark.profile.slices.cart?.lines).toEqual([]);
    expect(next.waymark.profile.slices.orders?.count).toBe(0);
  });

  it('leaves no cookie behind an erasure, and lets no other subdomain bring the id back', async () => {
    const shop = await subdomain();
    const blog = await subdomain();
    const { visitorId } = blog.waymark.profile;
    await blog.waymark.erase();
    expect(document.cookie).toBe('');
    await track(shop, 'purchase', ORDER);
    const { store } = shop;
    const { site } = shop.waymark;
    await leave(shop);
    await subdomain({ store, site });
    await track(blog, 'view_item', LINE);
    expect(blog.waymark.profile.visitorId).not.toBe(visitorId);
    expect(document.cookie).not.toContain(visitorId);
  });

  it('goes on with the new id after a logout', async () => {
    const shop = await subdomain();
    const before = shop.waymark.profile.visitorId;
    await shop.waymark.reset();
    const blog = await subdomain();
    expect(blog.waymark.profile.visitorId).toBe(shop.waymark.profile.visitorId);
    expect(blog.waymark.profile.visitorId).not.toBe(before);
  });
});
