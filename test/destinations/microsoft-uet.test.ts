// @vitest-environment happy-dom
// @vitest-environment-options {"settings":{"handleDisabledFileLoadingAsSuccess":true}}
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { microsoftUet } from '../../src/destinations/microsoft-uet.js';
import { audience, CEDAR, ODD, PINE, ROWS, run } from './ad-calls.js';
import { UET, violations } from './ad-schemas.js';
import { rowOf } from './deliver-context.js';

const push = vi.fn<(...command: unknown[]) => void>();
const told = () =>
  push.mock.calls
    .filter(([command]) => command === 'event')
    .map(([, name, fields]) => [`${name}`, fields as object] as const);

beforeEach(() => void Object.assign(window, { uetq: { push } }));
afterEach(() => {
  vi.clearAllMocks();
  Reflect.deleteProperty(window, 'uetq');
  Reflect.deleteProperty(window, 'UET');
  document.head.replaceChildren();
});

describe('microsoftUet', () => {
  it('says what Microsoft’s documentation allows, and nothing of the person', async () => {
    await run(microsoftUet());
    expect(told().map(([name]) => name)).toEqual([
      ...['search', 'view_item_list', 'view_item', 'add_to_cart', 'view_cart', 'begin_checkout', 'audience_enter'],
      ...['purchase', 'audience_leave', 'generate_lead', 'sign_up', 'audience_refresh'],
    ]);
    expect(told().flatMap(([name, fields]) => violations(UET, name, fields))).toEqual([]);
    expect(JSON.stringify(told())).not.toMatch(/ann@|u1|strings/);
  });

  it('tells products for dynamic remarketing, and what kind of page it is', async () => {
    await run(microsoftUet(), [
      rowOf('purchase', { transaction_id: 'T-1', currency: 'EUR', value: 537.5, items: [CEDAR, PINE] }),
    ]);
    expect(told()).toEqual([
      [
        'purchase',
        {
          ecomm_pagetype: 'purchase',
          ecomm_prodid: ['cedar', 'pine'],
          items: [
            { id: 'cedar', price: 219, quantity: 2 },
            { id: 'pine', price: 99.5, quantity: 1 },
          ],
          revenue_value: 537.5,
          currency: 'EUR',
          transaction_id: 'T-1',
          event_id: 'T-1',
        },
      ],
    ]);
  });

  it('labels an audience with its name', async () => {
    await run(microsoftUet(), [rowOf('login', {}, [audience('leave')])]);
    expect(told()).toEqual([['audience_leave', { event_label: 'cart-abandoners', event_id: 't1/audience-leave' }]]);
  });

  it('says that the visitor agreed, once and first, and takes it back', async () => {
    const { stop } = await run(microsoftUet(), ROWS);
    stop();
    expect(push.mock.calls[0]).toEqual(['consent', 'update', { ad_storage: 'granted' }]);
    expect(push.mock.calls.at(-1)).toEqual(['consent', 'update', { ad_storage: 'denied' }]);
    expect(push.mock.calls.filter(([command]) => command === 'consent')).toHaveLength(2);
  });

  it('takes odd data, and says what is right in it', async () => {
    expect((await run(microsoftUet({ pageViews: true }), ODD)).problems).toEqual([]);
    expect(told().flatMap(([name, fields]) => violations(UET, name, fields))).toEqual([]);
  });

  it('loads the tag if asked, which takes over what waits', async () => {
    Reflect.deleteProperty(window, 'uetq');
    await run(microsoftUet({ tagId: '56', load: { src: '/bat.js' } }), [rowOf('sign_up')]);
    const page = window as unknown as { uetq: unknown[] & { given?: unknown }; UET?: unknown };
    expect([...page.uetq]).toEqual([
      ...['consent', 'update', { ad_storage: 'granted' }],
      ...['event', 'sign_up', { event_id: 't1' }],
    ]);
    const waiting = page.uetq;
    page.UET = class {
      readonly given: object;
      readonly push = push;
      constructor(given: object) {
        this.given = given;
      }
    };
    document.scripts[0]?.dispatchEvent(new Event('load'));
    expect(page.uetq.given).toMatchObject({ ti: '56', q: waiting });
    expect(push).toHaveBeenCalledWith('pageLoad');
    expect(() => microsoftUet({ load: true })).toThrow('Add `tagId`.');
  });
});
