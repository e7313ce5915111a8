// @vitest-environment happy-dom
// @vitest-environment-options {"settings":{"handleDisabledFileLoadingAsSuccess":true}}
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pinterest } from '../../src/destinations/pinterest.js';
import { CEDAR, ODD, PINE, ROWS, run } from './ad-calls.js';
import { PINTEREST, violations } from './ad-schemas.js';
import { rowOf } from './deliver-context.js';

const pintrk = vi.fn<(...call: unknown[]) => void>();
const told = () =>
  pintrk.mock.calls
    .filter(([command]) => command === 'track')
    .map(([, name, fields]) => [`${name}`, fields as object] as const);

beforeEach(() => void Object.assign(window, { pintrk }));
afterEach(() => {
  vi.clearAllMocks();
  Reflect.deleteProperty(window, 'pintrk');
  document.head.replaceChildren();
});

describe('pinterest', () => {
  it('says what Pinterest’s documentation allows, and nothing of the person', async () => {
    await run(pinterest({ pageViews: true }));
    expect(told().map(([name]) => name)).toEqual([
      ...['search', 'viewcategory', 'pagevisit', 'addtowishlist', 'addtocart', 'initiatecheckout', 'audienceenter'],
      ...['addpaymentinfo', 'checkout', 'audienceleave', 'lead', 'signup', 'audiencerefresh'],
    ]);
    expect(pintrk).toHaveBeenCalledWith('page');
    expect(told().flatMap(([name, fields]) => violations(PINTEREST, name, fields, ['audience']))).toEqual([]);
    expect(JSON.stringify(told())).not.toMatch(/ann@|u1|strings/);
  });

  it('tells the lines of an order, how many pieces, and the order’s id by which it counts once', async () => {
    await run(pinterest(), [
      rowOf('purchase', { transaction_id: 'T-1', currency: 'EUR', value: 537.5, items: [CEDAR, PINE] }),
    ]);
    expect(told()).toEqual([
      [
        'checkout',
        {
          value: 537.5,
          currency: 'EUR',
          order_id: 'T-1',
          event_id: 'T-1',
          order_quantity: 3,
          line_items: [
            {
              product_id: 'cedar',
              product_name: 'Cedar',
              product_brand: 'Alba',
              product_category: 'Guitars',
              product_variant: 'Right',
              product_price: 219,
              product_quantity: 2,
            },
            { product_id: 'pine', product_price: 99.5, product_quantity: 1 },
          ],
        },
      ],
    ]);
  });

  it('says that the visitor agreed, once and first, and takes it back', async () => {
    const { stop } = await run(pinterest(), ROWS);
    stop();
    expect(pintrk.mock.calls[0]).toEqual(['setconsent', true]);
    expect(pintrk.mock.calls.at(-1)).toEqual(['setconsent', false]);
    expect(pintrk.mock.calls.filter(([command]) => command === 'setconsent')).toHaveLength(2);
  });

  it('takes odd data, and says what is right in it', async () => {
    expect((await run(pinterest(), ODD)).problems).toEqual([]);
    const schema = { ...PINTEREST, needs: {} };
    expect(told().flatMap(([name, fields]) => violations(schema, name, fields, ['audience']))).toEqual([]);
  });

  it('loads the tag if asked, with Pinterest’s queue in its place', async () => {
    Reflect.deleteProperty(window, 'pintrk');
    await run(pinterest({ tagId: '26', load: { src: '/core.js' } }), [rowOf('page_view')]);
    expect(document.scripts[0]?.src).toMatch(/\/core\.js$/);
    const page = window as unknown as { pintrk: { queue: unknown[]; version: string } };
    expect(page.pintrk.queue).toEqual([['load', '26'], ['setconsent', true], ['page']]);
    expect(page.pintrk.version).toBe('3.0');
    expect(() => pinterest({ load: true })).toThrow('Add `tagId`.');
  });
});
