import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commerce } from '../../src/capture/commerce.js';
import { forms } from '../../src/capture/forms.js';
import { hurdles } from '../../src/learn/hurdles.js';
import { play } from '../../src/testing/play.js';
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

describe('what is told by two', () => {
  /** The moments that are known after each is told so long after the one before. */
  const moments = (type: string, ...pauses: readonly number[]) => {
    const person = visitor([commerce(), forms(), hurdles()]);
    return pauses.map(pause => {
      person.wait(pause);
      person.track(type, { items: [{ item_id: 'cedar' }] });
      const { paymentAt, soldOutAt } = person.profile.slices.hurdles ?? {};
      return (paymentAt ?? soldOutAt ?? Number.NaN) - T0;
    });
  };

  it.each(['payment_error', 'out_of_stock'])('%s happened once within ten seconds, when it was told first', type => {
    expect(moments(type, 0, 1_000, 8_999, 1)).toEqual([0, 0, 0, 10_000]);
    // By a clock that was set back it is no earlier one.
    expect(moments(type, 0, -MINUTE)).toEqual([0, -MINUTE]);
  });
});

describe('the cost of shipping', () => {
  const LOOK: Act = ['view_item', { items: [{ item_id: 'a' }], ...COSTS }];

  it.each<readonly [string, readonly Act[]]>([
    ['view_item', [LOOK]],
    ['view_cart', [['view_cart', COSTS]]],
    ['begin_checkout', [['view_cart'], ['begin_checkout', COSTS]]],
  ])('is first seen at %s, and that is not late', (shippingStep, acts) => {
    expect(hurdlesAfter(...acts)).toMatchObject({ shippingStep, shippingAt: null });
  });

  it('is late in the steps after the checkout was entered, and after those', () => {
    const paying: readonly Act[] = [['begin_checkout'], ['add_shipping_info']];
    expect(hurdlesAfter(['begin_checkout'], ['add_shipping_info', COSTS])).toMatchObject({
      shippingStep: 'add_shipping_info',
      shippingAt: T0 + MINUTE,
    });
    expect(hurdlesAfter(...paying, ['add_payment_info', COSTS])).toMatchObject({
      shippingStep: 'add_payment_info',
      shippingAt: T0 + 2 * MINUTE,
    });
    expect(hurdlesAfter(...paying, ['add_payment_info'], ['view_cart', COSTS])).toMatchObject({
      shippingStep: 'view_cart',
      shippingAt: T0 + 3 * MINUTE,
    });
  });

  it('is recorded once: what comes later says nothing new', () => {
    const acts: readonly Act[] = [
      ['view_cart', COSTS],
      ['begin_checkout', { shipping: 5.9 }],
      ['add_payment_info', COSTS],
    ];
    expect(hurdlesAfter(...acts)).toMatchObject({ shippingStep: 'view_cart', shippingAt: null });
  });

  it('is a matter of the next cart after the order', () => {
    const order: readonly Act[] = [
      ['view_cart', COSTS],
      ['purchase', { transaction_id: '1', ...COSTS }],
    ];
    expect(hurdlesAfter(...order)?.shippingStep).toBe('');
    expect(hurdlesAfter(...order, ['begin_checkout', COSTS])?.shippingStep).toBe('begin_checkout');
  });

  it('is none where it is nothing', () => {
    const free = hurdlesAfter(['begin_checkout'], ['add_shipping_info', { shipping: 0 }]);
    expect(free).toMatchObject({ step: 'add_shipping_info', shippingStep: '', shippingAt: null });
  });
});

describe('a wish for a way of paying', () => {
  const wished = (...wishes: readonly unknown[]) => {
    const data = wishes.map(payment_type => ({ type: 'payment_wish', data: { payment_type } }));
    return play([hurdles({ methods: ['PayPal', 'Klarna'] })], data).rows.map(({ touchpoint }) => touchpoint?.data);
  };

  it('is one of those that the site names', () => {
    expect(wished('PayPal', 'Klarna')).toEqual([{ payment_type: 'PayPal' }, { payment_type: 'Klarna' }]);
  });

  it('keeps nothing that somebody wrote', () => {
    const other = { payment_type: 'other' };
    expect(wished('cash by Jane Doe', 7, null, 'toString')).toEqual([other, other, other, other]);
    const { rows } = play([hurdles()], [{ type: 'payment_wish', data: { payment_type: 'PayPal', note: 'cAnArY' } }]);
    expect(rows[0]?.touchpoint?.data).toEqual(other);
  });

  it('changes nothing of what stands in the way', () => {
    expect(hurdlesAfter(['payment_error'], ['payment_wish', {}])).toEqual(hurdlesAfter(['payment_error']));
  });
});

describe('what is sold out', () => {
  it('is known by its ids', () => {
    expect(hurdlesAfter(['out_of_stock', { items: [{ item_id: 'cedar' }] }])).toMatchObject({
      soldOutAt: T0,
      soldOut: ['cedar'],
    });
  });

  it('is known whole where it is told product by product, and anew where it is told later', () => {
    const person = visitor([commerce(), forms(), hurdles()]);
    const tell = (item_id: string) => {
      person.track('out_of_stock', { items: [{ item_id }] });
      return person.profile.slices.hurdles?.soldOut;
    };
    tell('cedar');
    tell('strings');
    expect(tell('cedar')).toEqual(['cedar', 'strings']);
    person.wait(MINUTE);
    expect(tell('tuner')).toEqual(['tuner']);
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

  it('is one refusal for all fields that are refused at once, and the next a second later', () => {
    const person = visitor([commerce(), forms(), hurdles()]);
    const refuse = (afterMs: number) => {
      person.wait(afterMs);
      person.track('form_error', FORM);
      return person.profile.slices.hurdles?.troubleAt;
    };
    person.track('begin_checkout');
    refuse(0);
    refuse(0);
    expect(refuse(999)).toEqual([T0]);
    expect(refuse(1)).toEqual([T0, T0 + 1000]);
    // By a clock that was set back it is none of the same moment.
    expect(refuse(-MINUTE)).toHaveLength(3);
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
