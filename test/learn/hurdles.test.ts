import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commerce } from '../../src/capture/commerce.js';
import { forms } from '../../src/capture/forms.js';
import { hurdles } from '../../src/learn/hurdles.js';
import { MINUTE, T0, visitor } from '../journeys/journey.js';

type Act = readonly [type: string, data?: object];

function hurdlesAfter(...acts: readonly Act[]) {
  const person = visitor([commerce(), forms(), hurdles()]);
  for (const [type, data] of acts) {
    person.track(type, data);
    person.wait(MINUTE);
  }
  return person.profile.slices.hurdles;
}

const COSTS = { shipping: 4.9 };
const FORM = { form_id: 'address' };

describe('a failed payment', () => {
  it('is open until another way of paying or the order', () => {
    expect(hurdlesAfter(['payment_error'])?.paymentAt).toBe(T0);
    expect(hurdlesAfter(['payment_error'], ['add_payment_info'])?.paymentAt).toBeNull();
    expect(hurdlesAfter(['payment_error'], ['purchase', { transaction_id: '1' }])?.paymentAt).toBeNull();
  });
});

describe('the cost of shipping', () => {
  it.each(['add_shipping_info', 'add_payment_info'])('comes late at %s in the checkout', type => {
    expect(hurdlesAfter(['begin_checkout'], [type, COSTS])?.shippingAt).toBe(T0 + MINUTE);
  });

  it.each<readonly [string, readonly Act[]]>([
    ['was seen on the product', [['view_item', { items: [{ item_id: 'a' }], ...COSTS }], ['begin_checkout']]],
    ['was seen in the cart', [['view_cart', COSTS], ['begin_checkout']]],
    ['stands where the checkout begins', [['begin_checkout', COSTS]]],
    ['is told outside of a checkout', []],
  ])('is not late when it %s', (_, before) => {
    expect(hurdlesAfter(...before, ['add_shipping_info', COSTS])).toMatchObject({
      knowsShipping: true,
      shippingAt: null,
    });
  });

  it('is none where it is nothing', () => {
    const free = hurdlesAfter(['begin_checkout'], ['add_shipping_info', { shipping: 0 }]);
    expect(free).toMatchObject({ knowsShipping: false, shippingAt: null });
  });
});

describe('what is sold out', () => {
  it('is known by its ids', () => {
    expect(hurdlesAfter(['out_of_stock', { items: [{ item_id: 'cedar' }] }])).toMatchObject({
      soldOutAt: T0,
      soldOut: ['cedar'],
    });
  });
});

describe('trouble with a form', () => {
  it('is a refusal, or sending the same form again, in the checkout', () => {
    const { troubleAt } = hurdlesAfter(
      ['form_error', FORM],
      ['begin_checkout'],
      ['form_error', FORM],
      ['form_submit', FORM],
      ['form_submit', FORM],
      ['form_submit', { form_name: 'coupon' }],
    ) ?? { troubleAt: [] };
    expect(troubleAt).toEqual([T0 + 2 * MINUTE, T0 + 4 * MINUTE]);
  });

  it.each(['add_shipping_info', 'add_payment_info', 'begin_checkout'])('ends with %s', step => {
    const state = hurdlesAfter(
      ['begin_checkout'],
      ['form_error', FORM],
      ['form_submit', FORM],
      [step],
      ['form_submit', FORM],
    );
    expect(state?.troubleAt).toEqual([]);
  });
});

it('is nothing again after an order', () => {
  const empty = hurdlesAfter(['page_view']);
  const all = hurdlesAfter(
    ['begin_checkout'],
    ['add_shipping_info', COSTS],
    ['form_error', FORM],
    ['payment_error'],
    ['purchase', { transaction_id: '1' }],
  );
  expect(all).toEqual(empty);
});

it('stays bounded and storable whatever is told', () => {
  const { slice } = hurdles();
  const type = fc.constantFrom(
    'begin_checkout',
    'add_shipping_info',
    'add_payment_info',
    'payment_error',
    'out_of_stock',
    'form_error',
    'form_submit',
    'purchase',
    'view_cart',
  );
  const acts = fc.array(
    fc.tuple(type, fc.dictionary(fc.constantFrom('shipping', 'items', 'form_id'), fc.jsonValue())),
    {
      maxLength: 40,
    },
  );
  fc.assert(
    fc.property(acts, list => {
      let state = slice?.initial as object;
      // What no vocabulary has checked.
      for (const [index, [name, data]] of list.entries())
        state = slice?.reduce(state as never, { type: name, at: T0 + index, data } as never, {} as never) as object;
      expect(JSON.parse(JSON.stringify(state))).toEqual(state);
      expect(JSON.stringify(state).length).toBeLessThan(8_000);
    }),
  );
});
