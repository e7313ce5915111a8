// @vitest-environment happy-dom
// @vitest-environment-options {"settings":{"handleDisabledFileLoadingAsSuccess":true}}
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Row, RowDecision } from '../../src/core/touchpoint.js';
import { type KlaviyoOptions, klaviyo } from '../../src/destinations/klaviyo.js';
import { CEDAR, ODD, PERSON, PINE } from './ad-calls.js';
import { deliverContext, rowOf } from './deliver-context.js';

const push = vi.fn<(call: unknown[]) => void>();
const PURCHASE = { transaction_id: 'T-1', currency: 'EUR', value: 537.5, coupon: 'SPRING', items: [CEDAR, PINE] };
const told = () => push.mock.calls.map(([call]) => call);
const decided = (name: string, data: object): RowDecision => ({ id: `t1/${name}`, trigger: name, at: 1, name, data });
const tell = (rows: readonly Row[], options?: KlaviyoOptions) =>
  klaviyo(options).deliver?.(rows, deliverContext().context);

beforeEach(() => void Object.assign(window, { klaviyo: { push } }));
afterEach(() => {
  vi.clearAllMocks();
  Reflect.deleteProperty(window, 'klaviyo');
  Reflect.deleteProperty(window, '_learnq');
  Reflect.deleteProperty(window, '_klOnsite');
  document.head.replaceChildren();
});

describe('klaviyo on the page', () => {
  it('waits for visitors who are away, under analytics or what the site says', () => {
    expect(klaviyo()).toMatchObject({ name: 'klaviyo', purpose: 'analytics', delivery: 'page', arms: true });
    expect(klaviyo({ purpose: 'personalization' }).purpose).toBe('personalization');
  });

  it('tells looks and additions as Klaviyo’s flows want them, several products one by one', async () => {
    await tell([
      rowOf('view_item', { currency: 'EUR', value: 219, items: [{ ...CEDAR, quantity: 1 }] }),
      rowOf('add_to_cart', { currency: 'EUR', value: 537.5, items: [CEDAR, PINE] }),
    ]);
    expect(told()).toEqual([
      [
        'track',
        'Viewed Product',
        {
          ProductID: 'cedar',
          ProductName: 'Cedar',
          Brand: 'Alba',
          Categories: ['Guitars'],
          Price: 219,
          Quantity: 1,
          URL: 'https://shop.test/',
          Currency: 'EUR',
          $value: 219,
          $event_id: 't1/0',
        },
      ],
      [
        'track',
        'Added to Cart',
        {
          AddedItemProductID: 'cedar',
          AddedItemProductName: 'Cedar',
          AddedItemBrand: 'Alba',
          AddedItemCategories: ['Guitars'],
          AddedItemPrice: 219,
          AddedItemQuantity: 2,
          URL: 'https://shop.test/',
          Currency: 'EUR',
          $value: 438,
          $event_id: 't1/0',
        },
      ],
      [
        'track',
        'Added to Cart',
        {
          AddedItemProductID: 'pine',
          AddedItemPrice: 99.5,
          AddedItemQuantity: 1,
          URL: 'https://shop.test/',
          Currency: 'EUR',
          $value: 99.5,
          $event_id: 't1/1',
        },
      ],
    ]);
  });

  it('tells an order and each of its products, by ids that a server could say, too', async () => {
    await tell([rowOf('purchase', PURCHASE)]);
    expect(told()).toMatchObject([
      [
        'track',
        'Placed Order',
        { OrderId: 'T-1', $event_id: 'T-1', $value: 537.5, ItemNames: ['Cedar'], Items: [{ RowTotal: 438 }, {}] },
      ],
      [
        'track',
        'Ordered Product',
        { OrderId: 'T-1', ProductID: 'cedar', Quantity: 2, $value: 438, $event_id: 'T-1/0' },
      ],
      ['track', 'Ordered Product', { OrderId: 'T-1', ProductID: 'pine', $value: 99.5, $event_id: 'T-1/1' }],
    ]);
  });

  it('leaves orders to the server where told so', async () => {
    await tell([rowOf('purchase', PURCHASE), rowOf('refund', { transaction_id: 'T-1' })], {
      names: { purchase: null },
    });
    expect(told()).toEqual([]);
  });

  it('tells what flows wait for: the armed cart with its link back, and that it is not waited for any more', async () => {
    const dueAt = Date.UTC(2026, 0, 1);
    const arm = { key: 'v/cart-abandon', decision: 'cart.abandon', dueAt, restoreUrl: 'https://shop.test/?cart=1' };
    const cart = { lines: [CEDAR], value: 438, currency: 'EUR', lastActAt: 1, ageMs: 2 };
    await tell([
      rowOf('add_to_cart', {}, [decided('cart.arm', { ...arm, ...cart })]),
      rowOf('purchase', {}, [decided('cart.disarm', { key: arm.key, decision: arm.decision, why: 'order' })]),
    ]);
    expect(told().filter(call => `${call[1]}`.startsWith('Cart'))).toMatchObject([
      [
        'track',
        'Cart Armed',
        {
          ...{ key: 'v/cart-abandon', dueAt: '2026-01-01T00:00:00.000Z', restoreUrl: arm.restoreUrl },
          ...{ Items: [{ ProductID: 'cedar' }], $value: 438, $event_id: 't1/cart.arm' },
        },
      ],
      ['track', 'Cart Disarmed', { key: 'v/cart-abandon', why: 'order', $event_id: 't1/cart.disarm' }],
    ]);
  });

  it('tells the steps of a sequence with moments that a mail can show, and its end', async () => {
    const steps = [
      { step: 'thanks', channel: 'email', dueAt: Date.UTC(2026, 0, 2), content: { subject: 'Thank you' } },
    ];
    await tell([
      rowOf('purchase', {}, [decided('sequence.plan', { sequence: 'aftercare', steps })]),
      rowOf('login', {}, [decided('sequence.exit', { sequence: 'aftercare', reason: 'done' })]),
    ]);
    expect(told().filter(call => `${call[1]}`.startsWith('Sequence'))).toMatchObject([
      [
        'track',
        'Sequence Planned',
        { sequence: 'aftercare', steps: [{ ...steps[0], dueAt: '2026-01-02T00:00:00.000Z' }] },
      ],
      ['track', 'Sequence Ended', { sequence: 'aftercare', reason: 'done' }],
    ]);
  });

  it('says who the visitor is, to the older object in its words', async () => {
    await tell([rowOf('identify', PERSON)]);
    expect(told()).toEqual([['identify', { email: 'ann@shop.test', external_id: 'u1' }]]);
    Reflect.deleteProperty(window, 'klaviyo');
    const old: unknown[] = [];
    Object.assign(window, { _learnq: old });
    await tell([rowOf('identify', PERSON)]);
    expect(old).toEqual([
      ['identify', { email: 'ann@shop.test', external_id: 'u1', $email: 'ann@shop.test', $id: 'u1' }],
    ]);
  });

  it('tells nothing else unless the site names it', async () => {
    await tell([rowOf('view_help', { topic: 'strings' }), rowOf('page_view')]);
    expect(told()).toEqual([]);
    await tell([rowOf('view_help', { topic: 'strings', items: [CEDAR] })], { names: { view_help: 'Help' } });
    expect(told()).toEqual([
      [
        'track',
        'Help',
        {
          topic: 'strings',
          ItemNames: ['Cedar'],
          Categories: ['Guitars'],
          Items: [expect.anything()],
          $event_id: 't1',
        },
      ],
    ]);
  });

  it('takes odd data', async () => {
    await expect(tell(ODD)).resolves.toBeUndefined();
  });

  it('loads the script if asked, with Klaviyo’s queue in its place', async () => {
    Reflect.deleteProperty(window, 'klaviyo');
    expect(klaviyo({ companyId: 'AB1', load: true }).delivery).toBe('page');
    await tell([rowOf('identify', PERSON)], { companyId: 'AB1', load: { src: '/klaviyo.js' } });
    expect(document.scripts[0]?.src).toMatch(/\/klaviyo\.js$/);
    expect((window as { _klOnsite?: unknown })._klOnsite).toEqual([['identify', expect.anything()]]);
    expect(() => klaviyo({ load: true })).toThrow('Add `companyId`.');
  });
});
