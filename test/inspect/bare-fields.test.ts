// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { bareFields } from '../../src/inspect/bare-fields.js';

function found(html: string): readonly string[] {
  document.body.innerHTML = html;
  return bareFields().map(({ name }) => name);
}
/** Beside another field that says all, for a form of one is none. */
const within = (html: string, tag = 'form') => found(`<${tag}><input name="a" autocomplete="name">${html}</${tag}>`);

afterEach(() => {
  document.body.innerHTML = '';
  vi.restoreAllMocks();
});

describe('the fields that say nothing of what they are for', () => {
  it.each([
    '<input name="b">',
    '<input id="b">',
    '<input name="b" type="email" autocomplete="on">',
    '<input name="b" type="tel" autocomplete="off">',
    '<input name="b" autocomplete="nope">',
    '<input name="b" autocomplete="shipping">',
    '<select name="b"></select>',
  ])('are listed by name: %s', html => {
    expect(within(html)).toEqual(['b']);
  });

  it.each([
    '<input name="b" autocomplete="section-gift shipping postal-code">',
    '<input name="b" type="hidden">',
    '<input name="b" type="checkbox">',
    '<input name="b" type="radio">',
    '<input name="b" type="submit">',
    '<button name="b"></button>',
    '<textarea name="b"></textarea>',
    '<input name="b" type="search">',
    '<input name="b" role="searchbox">',
    '<div role="search"><input name="b"></div>',
    '<search><input name="b"></search>',
    '<input name="b" disabled>',
    '<input name="b" readonly>',
    '<p data-waymark-ignore><input name="b"></p>',
  ])('are none of these: %s', html => {
    expect(within(html)).toEqual([]);
  });

  it('are none of a form of one field, and those of no form together', () => {
    expect(found('<form><input name="newsletter"></form><input name="b"><div><input name="c"></div>')).toEqual([
      'b',
      'c',
    ]);
    expect(found('<form><input name="newsletter"></form><form><input name="coupon"></form>')).toEqual([]);
  });

  it('are none that nobody sees, such as a trap for robots', () => {
    document.body.innerHTML = '<form><input name="a"><input name="b"><input name="trap"></form>';
    const trap = document.querySelector('[name=trap]');
    Object.assign(Element.prototype, {
      checkVisibility(this: Element) {
        return this !== trap;
      },
    });
    expect(bareFields().map(({ name }) => name)).toEqual(['a', 'b']);
    Reflect.deleteProperty(Element.prototype, 'checkVisibility');
  });

  it('are asked for nothing but their names', () => {
    document.body.innerHTML = '<form><input name="a" value="cAnArY"><input name="b" placeholder="cAnArY"></form>';
    const read = vi.spyOn(HTMLInputElement.prototype, 'value', 'get');
    expect(JSON.stringify(bareFields())).not.toContain('cAnArY');
    expect(read).not.toHaveBeenCalled();
  });

  it('may be called like the members of a form', () => {
    expect(found('<form><input name="closest"><input name="getAttribute"></form>')).toEqual([
      'closest',
      'getAttribute',
    ]);
  });
});

it.each([
  ['<input name="billing_postcode">', 'postal-code'],
  ['<input name="zip">', 'postal-code'],
  ['<input name="email_address">', 'email'],
  ['<input name="x1" type="email">', 'email'],
  ['<input name="x1" type="tel">', 'tel'],
  ['<input name="hotel">', ''],
  ['<input name="address_2">', 'address-line2'],
  ['<input name="street">', 'address-line1'],
  ['<input name="city">', 'address-level2'],
  ['<select name="country"></select>', 'country'],
  ['<select name="state"></select>', 'address-level1'],
  ['<input name="firstName">', 'given-name'],
  ['<input name="shipping[last_name]">', 'family-name'],
  ['<input name="x1" id="company">', 'organization'],
  ['<input name="card-number">', 'cc-number'],
  ['<input name="cvc">', 'cc-csc'],
  ['<input name="expiry">', 'cc-exp'],
  ['<input name="gift_note">', ''],
])('takes %s for what it most likely is: "%s"', (html, token) => {
  document.body.innerHTML = `<form>${html}<input name="other" autocomplete="name"></form>`;
  expect(bareFields()).toMatchObject([{ token }]);
});
