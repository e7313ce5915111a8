// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { commerce } from '../../src/capture/commerce.js';
import { type Armed, definePlugin, type Plugin, type PluginList } from '../../src/core/plugin.js';
import type { Purpose } from '../../src/core/purpose.js';
import { abandonedCart } from '../../src/decide/abandoned-cart.js';
import { armedCart } from '../../src/decide/armed-cart.js';
import { cart } from '../../src/learn/cart.js';
import { orders } from '../../src/learn/orders.js';
import { memoryStore } from '../../src/platform/memory-store.js';
import { fakeClock } from '../../src/testing/fake-clock.js';
import { leave, ledgerOf, onFakeTime, ready } from './start.js';

const MINUTE = 60_000;
const OPTIONS = { restoreUrl: 'https://shop.example/cart' };
const CEDAR = { currency: 'EUR', items: [{ item_id: 'cedar', item_name: 'Cedar 0-14', price: 219 }] };
const ORDER = { transaction_id: '1', value: 219, ...CEDAR };
const CONSENT = { default: { functional: 'granted', analytics: 'granted' } } as const;

/** A system outside that keeps what it is told over restarts, and handles rows it knows once. */
function mailSystem() {
  const waiting = new Map<string, Armed>();
  const heard: string[] = [];
  const known = new Set<string>();
  const plugin = (more: Partial<Plugin> = {}): Plugin =>
    definePlugin({
      name: 'mail',
      purpose: 'functional',
      arms: true,
      deliver(rows) {
        for (const { id, name, data } of rows.flatMap(({ decisions }) => decisions)) {
          if (known.has(id)) continue;
          known.add(id);
          const { key } = data as Armed;
          if (name === 'cart.arm') waiting.set(key, data as Armed);
          if (name === 'cart.disarm') waiting.delete(key);
          if (name?.startsWith('cart.')) heard.push(name);
        }
      },
      ...more,
    });
  return { waiting, heard, plugin };
}

function shop(...destinations: readonly Plugin[]): PluginList {
  return [commerce(), cart(), orders(), abandonedCart(OPTIONS), armedCart(OPTIONS), destinations];
}

describe('a destination that arms', () => {
  onFakeTime();

  it('waits for a cart while no page is open, and lets go of it over a restart', async () => {
    const mail = mailSystem();
    const [store, clock] = [memoryStore(), fakeClock()];
    const first = await ready({ site: 'restart', store, clock, consent: CONSENT, plugins: shop(mail.plugin()) });
    first.waymark.track('add_to_cart', CEDAR);
    const addedAt = clock.now();
    await first.pass(5_000);
    expect([...mail.waiting.values()]).toMatchObject([
      {
        key: `${first.waymark.profile.visitorId}/cart-abandon`,
        decision: 'cart.abandon',
        dueAt: addedAt + 30 * MINUTE,
        restoreUrl: 'https://shop.example/cart?waymark_cart=cedar',
      },
    ]);
    await leave(first);

    clock.pass(10 * MINUTE);
    const second = await ready({ site: 'restart', store, clock, consent: CONSENT, plugins: shop(mail.plugin()) });
    await second.pass(5_000);
    expect(mail.heard).toEqual(['cart.arm']);
    second.waymark.track('purchase', ORDER);
    await second.pass(5_000);
    expect(mail.heard).toEqual(['cart.arm', 'cart.order', 'cart.disarm']);
    expect(mail.waiting.size).toBe(0);
    ledgerOf(second);
  });

  it('is told when the page goes a moment after the first thing was put in the cart', async () => {
    const mail = mailSystem();
    const { waymark } = await ready({ consent: CONSENT, plugins: shop(mail.plugin()) });
    waymark.track('add_to_cart', CEDAR);
    window.dispatchEvent(new Event('pagehide'));
    expect(mail.heard).toEqual(['cart.arm']);
    window.dispatchEvent(new Event('pageshow'));
  });

  it('is told at the next visit what the last page could not say, with the news behind it', async () => {
    const mail = mailSystem();
    const [store, clock] = [memoryStore(), fakeClock()];
    const deaf = mail.plugin({ deliver: () => ({ accepted: 0 }) });
    const first = await ready({ site: 'deaf', store, clock, consent: CONSENT, plugins: shop(deaf) });
    first.waymark.track('add_to_cart', CEDAR);
    await first.pass(5_000);
    await leave(first);
    expect(mail.heard).toEqual([]);

    clock.pass(60 * MINUTE);
    const second = await ready({ site: 'deaf', store, clock, consent: CONSENT, plugins: shop(mail.plugin()) });
    await second.waymark.flush();
    expect(mail.heard).toEqual(['cart.arm', 'cart.abandon']);
  });

  it('is told of what was put in before the plugin that arms had come', async () => {
    const mail = mailSystem();
    const plugins = [commerce(), cart(), orders(), abandonedCart(OPTIONS), mail.plugin()];
    const world = await ready({ consent: CONSENT, plugins });
    world.waymark.track('add_to_cart', CEDAR);
    await world.waymark.flush();
    world.waymark.use(armedCart(OPTIONS));
    await world.pass(20_000);
    expect(mail.heard).toEqual(['cart.arm']);
  });

  it('alone is told of arms; others get the rest of the row', async () => {
    const [mail, log, page] = [mailSystem(), mailSystem(), mailSystem()];
    const world = await ready({
      consent: CONSENT,
      plugins: shop(
        mail.plugin(),
        log.plugin({ name: 'log', purpose: 'analytics', arms: false }),
        page.plugin({ name: 'page', delivery: 'page', arms: false }),
      ),
    });
    world.waymark.track('add_to_cart', CEDAR);
    world.waymark.track('purchase', ORDER);
    await world.pass(5_000);
    expect(mail.heard).toEqual(['cart.arm', 'cart.order', 'cart.disarm']);
    expect([log.heard, page.heard]).toEqual([['cart.order'], ['cart.order']]);
    for (const { delivered } of Object.values(ledgerOf(world).destinations)) expect(delivered).toBe(2);
  });

  it('is told nothing without its purpose, and nothing more once that is withdrawn, a cancel included', async () => {
    const mail = mailSystem();
    const consentOf = (functional: 'granted' | 'denied') => ({ functional }) satisfies Partial<Record<Purpose, string>>;
    const world = await ready({ consent: { default: { analytics: 'granted' } }, plugins: shop(mail.plugin()) });
    world.waymark.track('add_to_cart', CEDAR);
    await world.pass(5_000);
    expect(mail.heard).toEqual([]);
    world.waymark.setConsent(consentOf('granted'));
    world.waymark.track('view_cart', CEDAR);
    await world.pass(5_000);
    expect(mail.heard).toEqual(['cart.arm']);
    world.waymark.setConsent(consentOf('denied'));
    world.waymark.track('purchase', ORDER);
    await world.pass(5_000);
    expect(mail.heard).toEqual(['cart.arm']);
  });

  it('is asked to erase what it waits for', async () => {
    const mail = mailSystem();
    const plugin = mail.plugin({ erase: () => mail.waiting.clear() });
    const world = await ready({ consent: CONSENT, plugins: shop(plugin) });
    world.waymark.track('add_to_cart', CEDAR);
    await world.pass(5_000);
    expect(mail.waiting.size).toBe(1);
    await world.waymark.erase();
    await world.pass(5_000);
    expect(mail.waiting.size).toBe(0);
    expect(mail.heard).toEqual(['cart.arm']);
  });
});
