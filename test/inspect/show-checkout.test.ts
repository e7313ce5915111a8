// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { formDetails } from '../../src/capture/form-details.js';
import { pages } from '../../src/capture/pages.js';
import { showCheckout } from '../../src/inspect/show-checkout.js';
import { checkout } from '../../src/learn/checkout.js';
import { hurdles } from '../../src/learn/hurdles.js';
import { fakeWaymark, shop } from './fake-waymark.js';
import { textOf } from './text-of.js';

const ADDRESS = '<form><input name="street"><input name="x" autocomplete="name"></form>';
const waymarkWith = () => fakeWaymark([...shop(), pages(), formDetails(), hurdles(), checkout()]);
const bare = () => fakeWaymark();
const FIELDS = [
  { name: 'postcode', ms: 900, corrections: 2, entries: 3 },
  { name: 'city', ms: 900, corrections: 0, entries: 1 },
];

afterEach(() => {
  document.body.innerHTML = '';
});

describe('the way through the checkout', () => {
  it('is said step by step, with what was typed again and when shipping was seen', () => {
    const waymark = waymarkWith();
    waymark.happen('page_view', { page_type: 'checkout' }, 4);
    waymark.happen('begin_checkout', {}, 3);
    waymark.happen('form_details', { form_id: 'address', fields: FIELDS }, 2);
    waymark.happen('add_shipping_info', {}, 2);
    waymark.happen('add_payment_info', { shipping: 4.9 }, 1);
    expect(textOf(showCheckout(waymark))).toEqual([
      '3 steps, now at Add payment info.',
      '/',
      ' 60 s',
      'Begin checkout',
      ' 60 s',
      'Add shipping info',
      ' 60 s',
      'Add payment info',
      ' 0 s',
      'Typed again',
      'postcode ×3',
      'Shipping cost',
      'first seen at Add payment info, late',
    ]);
  });

  it('says how it ended', () => {
    const waymark = waymarkWith();
    waymark.happen('begin_checkout', {}, 3);
    waymark.happen('page_view', { page_type: 'list' }, 2);
    expect(textOf(showCheckout(waymark))[0]).toBe('1 step, left at Begin checkout.');
    waymark.happen('begin_checkout', {}, 1);
    expect(textOf(showCheckout(waymark))[2]).toBe(' 60 s, 2 times');
    waymark.happen('purchase', { transaction_id: '1' });
    expect(textOf(showCheckout(waymark))[0]).toBe('1 step, ordered.');
  });

  it('is nothing where nobody is on it', () => {
    document.body.innerHTML = ADDRESS;
    expect(showCheckout(waymarkWith())).toEqual([]);
    expect(showCheckout(fakeWaymark([]))).toEqual([]);
  });
});

describe('the fields that no browser can fill in', () => {
  const LISTED = [
    'Fields no browser can fill in: `autocomplete` does not say what for',
    'street',
    ' try address-line1',
  ];

  it('are listed in the checkout, as any plugin knows it', () => {
    document.body.innerHTML = ADDRESS;
    for (const make of [bare, waymarkWith]) {
      const waymark = make();
      waymark.happen('begin_checkout');
      expect(textOf(showCheckout(waymark))).toEqual(expect.arrayContaining(LISTED));
      waymark.happen('purchase', { transaction_id: '1' });
      expect(textOf(showCheckout(waymark))).not.toContain('street');
    }
  });

  it('are listed on a page that says that it is one', () => {
    document.body.innerHTML = `<main data-waymark-page-type="checkout">${ADDRESS}</main>`;
    expect(textOf(showCheckout(fakeWaymark([])))).toEqual(LISTED);
  });

  it('are twenty at most, and one may have no name', () => {
    document.body.innerHTML = `<main data-waymark-page-type="checkout"><form>${'<input>'.repeat(25)}</form></main>`;
    const text = textOf(showCheckout(fakeWaymark([])));
    expect(text.filter(one => one === 'a field without a name')).toHaveLength(20);
    expect(text.at(-1)).toBe('and 5 more');
  });
});
