// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { isFillable, saysWhatFor } from '../../src/platform/autofill.js';

/** Every "autofill field name" of HTML; those of the second list take a kind of contact before them. */
const NAMES =
  'name honorific-prefix given-name additional-name family-name honorific-suffix nickname username new-password current-password one-time-code organization-title organization street-address address-line1 address-line2 address-line3 address-level4 address-level3 address-level2 address-level1 country country-name postal-code cc-name cc-given-name cc-additional-name cc-family-name cc-number cc-exp cc-exp-month cc-exp-year cc-csc cc-type transaction-currency transaction-amount language bday bday-day bday-month bday-year sex url photo'.split(
    ' ',
  );
const CONTACT =
  'tel tel-country-code tel-national tel-area-code tel-local tel-local-prefix tel-local-suffix tel-extension email impp'.split(
    ' ',
  );

function field(attributes: Readonly<Record<string, string>>, tag = 'input'): Element {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
const says = (autocomplete: string) => saysWhatFor(field({ autocomplete }));

describe('what a field is for', () => {
  it('is said by every name that HTML has', () => {
    expect([...NAMES, ...CONTACT].filter(name => !says(name))).toEqual([]);
  });

  it('is said with a section, an address, a kind of contact and `webauthn`, in this order', () => {
    for (const text of [
      'section-gift name',
      'shipping postal-code',
      'section-gift billing cc-number',
      'section-a shipping work tel-national',
      'home email',
      'username webauthn',
      ' Shipping  STREET-address\n',
    ])
      expect([text, says(text)]).toEqual([text, true]);
    for (const text of [
      'postal-code shipping',
      'shipping billing name',
      'webauthn username',
      'shipping section-a name',
    ])
      expect([text, says(text)]).toEqual([text, false]);
  });

  it('takes a kind of contact for contact alone', () => {
    expect(CONTACT.filter(name => !says(`mobile ${name}`))).toEqual([]);
    expect(NAMES.filter(name => says(`mobile ${name}`))).toEqual([]);
  });

  it.each([
    '',
    ' ',
    'on',
    'off',
    'nope',
    'false',
    'new-address',
    'zip',
    'section- name',
    'shipping',
    'name name',
    'cc-nickname',
  ])('is not said by "%s"', text => {
    expect(says(text)).toBe(false);
  });

  it('is not said by nothing, nor by what is longer than any of it', () => {
    expect(saysWhatFor(field({}))).toBe(false);
    expect(says(`section-${'a'.repeat(300)} name`)).toBe(false);
  });
});

describe('what a browser can fill in', () => {
  it.each([
    [field({}), true],
    [field({ type: 'Text' }), true],
    [field({ type: 'email' }), true],
    [field({ type: 'tel' }), true],
    [field({ type: 'search' }), false],
    [field({ type: 'hidden' }), false],
    [field({ type: 'checkbox' }), false],
    [field({ type: 'submit' }), false],
    [field({}, 'textarea'), false],
    [field({}, 'button'), false],
  ])('%s: %s', (element, expected) => {
    expect(isFillable(element)).toBe(expected);
  });
});
