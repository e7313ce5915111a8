import { describe, expect, it } from 'vitest';
import { commerce } from '../../src/capture/commerce.js';
import { formDetails } from '../../src/capture/form-details.js';
import { pages } from '../../src/capture/pages.js';
import { advance } from '../../src/core/advance.js';
import { freeze } from '../../src/core/freeze.js';
import { gatherRules } from '../../src/core/rules.js';
import type { Decision } from '../../src/core/trigger.js';
import { checkouts } from '../../src/decide/checkouts.js';
import { checkout } from '../../src/learn/checkout.js';
import { hurdles } from '../../src/learn/hurdles.js';
import { HOUR, MINUTE, T0, visitor } from '../journeys/journey.js';

const PLUGINS = [commerce(), pages(), formDetails(), hurdles(), checkout(), checkouts()];
const FIELDS = [{ name: 'postcode', ms: 9_000, corrections: 2, entries: 3 }];

function shop() {
  const person = visitor(PLUGINS);
  const said = (decisions: readonly Decision[]) => decisions.map(({ name, data }) => [name, data]);
  return {
    person,
    wait: (ms: number) => said(person.wait(ms)),
    leave: (ms: number) => said(person.leave(ms)),
    skip: (ms: number) => said(person.skip(ms)),
    see(type: string, data: object = {}) {
      person.wait(MINUTE);
      return said(person.track(type, data).decisions);
    },
  };
}

describe('a checkout that ends with an order', () => {
  it('is told at once: steps, time, fields typed again, the first sight of the cost of shipping', () => {
    const { see, wait } = shop();
    see('begin_checkout');
    see('form_details', { form_id: 'address', fields: FIELDS });
    see('add_shipping_info', { shipping: 4.9 });
    see('add_payment_info', { shipping: 4.9 });
    expect(see('purchase', { transaction_id: '1' })).toEqual([
      [
        'checkout.finish',
        {
          count: 3,
          step: 'add_payment_info',
          ms: 4 * MINUTE,
          steps: [
            { name: 'begin_checkout', ms: 2 * MINUTE, times: 1 },
            { name: 'add_shipping_info', ms: MINUTE, times: 1 },
            { name: 'add_payment_info', ms: MINUTE, times: 1 },
          ],
          fields: [{ form: 'address', name: 'postcode', entries: 3, ms: 9_000 }],
          shippingStep: 'add_shipping_info',
          isShippingLate: true,
        },
      ],
    ]);
    expect(see('purchase', { transaction_id: '1' })).toEqual([]);
    expect(wait(2 * HOUR)).toEqual([]);
  });

  it('says nothing of shipping where nobody saw its cost', () => {
    const { see } = shop();
    see('begin_checkout');
    const [[, report] = []] = see('purchase', { transaction_id: '1' });
    expect(report).not.toHaveProperty('shippingStep');
    expect(report).not.toHaveProperty('isShippingLate');
  });

  it('is none of an order past it', () => {
    const { see, leave } = shop();
    expect(see('purchase', { transaction_id: '1' })).toEqual([]);
    see('begin_checkout');
    expect(leave(HOUR)).toMatchObject([['checkout.leave', {}]]);
    expect(see('purchase', { transaction_id: '2' })).toEqual([]);
  });
});

describe('a checkout that is left', () => {
  it('is told an hour after its last act, once, with where the visitor stood', () => {
    const { see, wait } = shop();
    see('begin_checkout');
    see('add_shipping_info');
    see('add_payment_info', { shipping: 4.9 });
    see('form_abandon', { form_id: 'card', fields: FIELDS });
    expect(wait(HOUR - 1)).toEqual([]);
    expect(wait(1)).toMatchObject([
      [
        'checkout.leave',
        {
          count: 3,
          step: 'add_payment_info',
          ms: 3 * MINUTE,
          steps: [{ ms: MINUTE }, { ms: MINUTE }, { ms: MINUTE }],
          fields: [{ name: 'postcode', entries: 3 }],
          shippingStep: 'add_payment_info',
          isShippingLate: true,
        },
      ],
    ]);
    expect(wait(10 * HOUR)).toEqual([]);
    expect(see('form_abandon', { form_id: 'card', fields: FIELDS })).toEqual([]);
    expect(wait(10 * HOUR)).toEqual([]);
  });

  it('is told at the return, also when that begins another one', () => {
    const { see, leave, skip, wait } = shop();
    see('begin_checkout');
    expect(leave(5 * HOUR)).toMatchObject([['checkout.leave', { step: 'begin_checkout' }]]);
    see('begin_checkout');
    see('add_shipping_info');
    skip(5 * HOUR);
    expect(see('begin_checkout')).toMatchObject([['checkout.leave', { count: 2, step: 'add_shipping_info' }]]);
    expect(wait(HOUR)).toMatchObject([['checkout.leave', { count: 1 }]]);
  });

  it('is nobody’s after a logout', () => {
    const { person, see, skip, wait } = shop();
    see('begin_checkout');
    skip(5 * HOUR);
    expect(person.track('reset', { visitor_id: 'w' }).decisions).toEqual([]);
    expect(wait(5 * HOUR)).toEqual([]);
  });

  it('tells ten fields at most', () => {
    const { see, wait } = shop();
    see('begin_checkout');
    const fields = Array.from({ length: 20 }, (_, index) => ({ name: `f${index}`, ms: index, corrections: 0 }));
    see('form_abandon', { fields });
    const [[, report] = []] = wait(HOUR);
    expect((report as { fields: readonly unknown[] }).fields).toHaveLength(10);
  });
});

it('that a correction made odd breaks nothing', () => {
  const rules = gatherRules(PLUGINS);
  for (const odd of [{}, { beganAt: 7, lastAt: 'x' }, 3, [], { orderedAt: 5, lastAt: 5 }]) {
    const profile = { ...shop().person.profile, slices: { checkout: odd } };
    const raw = { id: 't', at: T0, url: '', by: 'site', session: '', type: 'payment_error', data: {} };
    const { decisions } = advance(rules, freeze(profile) as never, T0 + HOUR, freeze(raw) as never);
    expect(JSON.parse(JSON.stringify(decisions))).toEqual(decisions);
  }
});
