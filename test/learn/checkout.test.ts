import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commerce } from '../../src/capture/commerce.js';
import { formDetails } from '../../src/capture/form-details.js';
import { pages } from '../../src/capture/pages.js';
import { checkout } from '../../src/learn/checkout.js';
import { type JourneyStep, play } from '../../src/testing/play.js';

const SHOP = [commerce(), pages(), formDetails(), checkout()];
const BEGIN: JourneyStep = { type: 'begin_checkout', after: '10 s' };
const SHIP: JourneyStep = { type: 'add_shipping_info', after: '40 s' };
const PAY: JourneyStep = { type: 'add_payment_info', after: '20 s' };
const ORDER: JourneyStep = { type: 'purchase', after: '5 s', data: { transaction_id: '1' } };

function page(path: string, after = '10 s', data: object = { page_type: 'checkout' }): JourneyStep {
  return { type: 'page_view', after, url: `https://shop.example${path}`, data };
}
function form(fields: readonly object[], type = 'form_details', form_id = 'address'): JourneyStep {
  return { type, after: '10 s', data: { form_id, fields } };
}
const typed = (name: string, entries: number, ms = 1_000) => ({
  name,
  ms,
  corrections: Math.max(0, entries - 1),
  entries,
});

function wayOf(...journey: readonly JourneyStep[]) {
  const { profile, problems } = play(SHOP, journey);
  expect(problems).toEqual([]);
  const { checkout: state } = profile.slices;
  if (!state) throw new Error('There is no slice.');
  return state;
}

describe('the steps of a checkout', () => {
  it("are GA4's on one page, with the time at each", () => {
    const { count, step, steps, orderedAt, lastAt } = wayOf(BEGIN, SHIP, PAY, ORDER);
    expect({ count, step }).toEqual({ count: 3, step: 'add_payment_info' });
    expect(steps).toEqual([
      { name: 'begin_checkout', ms: 40_000, times: 1 },
      { name: 'add_shipping_info', ms: 20_000, times: 1 },
      { name: 'add_payment_info', ms: 5_000, times: 1 },
    ]);
    expect(orderedAt).toBe(lastAt);
  });

  it('are its pages where there are more of them, by path and route', () => {
    const { count, steps } = wayOf(
      page('/checkout/address?utm_source=x'),
      BEGIN,
      page('/checkout/shipping?step=2'),
      SHIP,
      page('/checkout/payment'),
      PAY,
      page('/checkout/payment', '5 s', { page_type: 'checkout', page_route: '#/review' }),
    );
    expect(count).toBe(4);
    expect(steps.map(({ name }) => name)).toEqual([
      '/checkout/address',
      'begin_checkout',
      '/checkout/shipping',
      'add_shipping_info',
      '/checkout/payment',
      'add_payment_info',
      '/checkout/payment#/review',
    ]);
  });

  it('count once, and tell how often the visitor came there', () => {
    const { count, step, steps } = wayOf(BEGIN, SHIP, BEGIN, BEGIN, SHIP);
    expect({ count, step }).toEqual({ count: 2, step: 'add_shipping_info' });
    expect(steps).toEqual([
      { name: 'begin_checkout', ms: 40_000 + 50_000, times: 2 },
      { name: 'add_shipping_info', ms: 10_000, times: 2 },
    ]);
  });

  it('are told by a page that says late what it is for', () => {
    const late: JourneyStep = {
      type: 'update_page',
      url: 'https://shop.example/kasse',
      data: { view: 't1', page_type: 'checkout' },
    };
    expect(wayOf(page('/kasse', '1 s', {}), late)).toMatchObject({ count: 1, step: '/kasse' });
  });

  it('take no time while the visitor is elsewhere', () => {
    const away = wayOf(BEGIN, page('/guitars', '10 s', { page_type: 'list' }));
    expect(away).toMatchObject({ step: 'begin_checkout', stepAt: null, steps: [{ ms: 10_000, times: 1 }] });
    const back = wayOf(BEGIN, page('/guitars', '10 s', { page_type: 'list' }), { ...BEGIN, after: '20 min' });
    expect(back).toMatchObject({ count: 1, steps: [{ ms: 10_000, times: 2 }] });
    expect(back.stepAt).not.toBeNull();
  });

  it('go on on a page of which nobody knows what it is for', () => {
    expect(wayOf(BEGIN, page('/any', '10 s', {})).stepAt).not.toBeNull();
  });

  it('begin anew an hour after the last act, or after the order', () => {
    const anew = [{ name: 'begin_checkout', ms: 0, times: 1 }];
    expect(wayOf(BEGIN, SHIP, { ...BEGIN, after: '60 min' })).toMatchObject({ count: 1, steps: anew });
    expect(wayOf(BEGIN, SHIP, { ...BEGIN, after: '59 min' })).toMatchObject({ count: 2 });
    expect(wayOf(BEGIN, SHIP, ORDER, BEGIN)).toMatchObject({ count: 1, steps: anew, orderedAt: null });
  });

  it('do not begin anew with the page that thanks for the order', () => {
    expect(wayOf(BEGIN, ORDER, page('/checkout/thanks'))).toMatchObject({ count: 1, step: 'begin_checkout' });
    expect(wayOf(BEGIN, ORDER, page('/checkout', '2 h'))).toMatchObject({ orderedAt: null, step: '/checkout' });
  });

  it('end without an order where it comes on another day', () => {
    const { lastAt, orderedAt } = wayOf(BEGIN, { ...ORDER, after: '1 d' });
    expect((orderedAt ?? 0) - (lastAt ?? 0)).toBe(86_400_000);
  });

  it('are none of an order without a checkout', () => {
    const none = wayOf({ type: 'search', data: { search_term: 'a' } });
    expect(wayOf(ORDER, form([typed('city', 2)]))).toEqual(none);
  });
});

describe('the fields of a checkout', () => {
  it('are those that were typed most often first, over all that was sent and left', () => {
    const { fields } = wayOf(
      BEGIN,
      form([typed('city', 1), typed('postcode', 2), typed('floor', 0, 300)]),
      form([typed('postcode', 1)]),
      form([typed('postcode', 1)], 'form_abandon', 'bill'),
    );
    expect(fields).toEqual([
      { form: 'address', name: 'postcode', entries: 3, ms: 2_000 },
      { form: 'address', name: 'city', entries: 1, ms: 1_000 },
      { form: 'bill', name: 'postcode', entries: 1, ms: 1_000 },
      { form: 'address', name: 'floor', entries: 0, ms: 300 },
    ]);
  });

  it('are read from older logs by their corrections', () => {
    const { fields } = wayOf(BEGIN, form([{ name: 'city', ms: 1, corrections: 2 }]));
    expect(fields).toEqual([{ form: 'address', name: 'city', entries: 3, ms: 1 }]);
  });

  it('are none of the forms before it and long after it', () => {
    expect(wayOf(form([typed('city', 2)]), BEGIN).fields).toEqual([]);
    expect(wayOf(BEGIN, { ...form([typed('city', 2)]), after: '2 h' }).fields).toEqual([]);
  });

  it('keep a checkout open while it is filled in', () => {
    expect(wayOf(BEGIN, { ...form([typed('city', 1)]), after: '50 min' }, { ...SHIP, after: '50 min' }).count).toBe(2);
  });
});

it('stays bounded, storable and the same by reference whatever is told', () => {
  const { slice } = checkout();
  if (slice?.name !== 'checkout') throw new Error('There is no slice.');
  const types = [
    'page_view',
    'update_page',
    'begin_checkout',
    'add_payment_info',
    'form_details',
    'purchase',
    'search',
  ];
  const name = fc.oneof(fc.constantFrom('a', '__proto__', 'constructor', 'x'.repeat(500)), fc.jsonValue());
  const fields = fc.oneof(
    fc.jsonValue(),
    fc.array(fc.record({ name, ms: fc.jsonValue(), entries: fc.jsonValue(), corrections: fc.jsonValue() }), {
      maxLength: 60,
    }),
  );
  const act = fc.record({
    type: fc.constantFrom(...types),
    at: fc.integer({ min: 0, max: 9e6 }),
    url: fc.oneof(fc.webUrl({ withQueryParameters: true }), fc.string()),
    data: fc.record({
      page_type: fc.constantFrom('checkout', 'list', 7, null),
      page_route: fc.jsonValue(),
      form_id: name,
      fields,
    }),
  });
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60 }), acts => {
      let state = slice.initial;
      for (const one of acts) {
        const next = slice.reduce(state, one as never, {} as never);
        if (one.type === 'search') expect(next).toBe(state);
        state = next;
      }
      expect(JSON.parse(JSON.stringify(state))).toEqual(state);
      expect(state.steps.length).toBeLessThanOrEqual(20);
      expect(state.fields.length).toBeLessThanOrEqual(30);
      expect(JSON.stringify(state).length).toBeLessThan(24_000);
    }),
  );
});
