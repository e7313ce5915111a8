import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMMERCE_TYPES } from '../../src/capture/commerce-types.js';
import { harmless } from '../../src/core/harmless.js';
import { redactTouchpoint } from '../../src/core/redact-touchpoint.js';
import type { Touchpoint } from '../../src/core/touchpoint.js';

const BASE = {
  id: 'x',
  at: 1,
  by: 'site',
  session: '',
  type: 'view_item',
  url: 'https://shop.example/p/cedar',
  data: {},
};
const made = (given: object): Touchpoint => ({ ...BASE, ...given }) as unknown as Touchpoint;
const isHarmless = (touchpoint: Touchpoint): boolean => harmless(touchpoint)?.url === touchpoint.url;
const withUrl = (path: string): Touchpoint => made({ url: `https://shop.example:8443/${path}` });

describe('harmless', () => {
  it.each([
    { currency: 'EUR', value: 1299.5, items: [{ item_id: 'cedar-0-14', item_name: 'Cedar 0-14', price: 219 }] },
    { items: [{ item_id: 'mh-62', item_name: 'Mahogany Dreadnought, left-handed', item_category2: 'Guitars' }] },
    { search_term: "player's strings", n: 3 },
    { page_title: 'Guitars', value: true, coupon: null },
    { transaction_id: 'FR-1001', value: 219 },
  ])('takes what a shop shows as it is: %j', data => {
    expect(isHarmless(made({ data }))).toBe(true);
  });

  it.each(['', 'guitars/cedar-0-14', 'collections/left-handed-guitars', 'c/12/om', '?utm_source=news&utm_medium=mail'])(
    'takes the path %j',
    path => {
      expect(isHarmless(withUrl(path))).toBe(true);
    },
  );

  it.each([
    ['a sign', { item_name: 'ann@shop.example' }],
    ['a name that may be anything', { first_name: 'Ann' }],
    ['a secret', { token: 'a' }],
    ['what is not in a list', { items: [{ pin: 1234 }] }],
    ['as many digits as a phone has', { item_id: '030 1234567' }],
    ['the same as a number', { value: 1_234_567 }],
    ['an account for an id', { transaction_id: 'NO9386011117947' }],
    ['the beginning of an account', { item_id: 'de12 34' }],
    ['a word that a machine drew', { item_id: 'x7Kq2LmZ9Tr' }],
    ['a long text', { item_name: 'very '.repeat(50) }],
    ['another script, which has phones and names of its own', { item_name: '吉他' }],
  ])('lets go of data with %s', (_what, data) => {
    expect(isHarmless(made({ data }))).toBe(false);
  });

  it.each([
    'reset/q9passwort',
    'p#part',
    '?q=cedar',
    '?utm_source=a=b',
    '?utm_source=ann@shop.example',
    '?gclid=x',
    'a%20b',
  ])('lets go of the path %j', path => {
    expect(isHarmless(withUrl(path))).toBe(false);
  });

  it('cuts off a fragment and parameters that are no campaign', () => {
    const cut = ['?q=cedar', '#part', '?utm_source=a=b', '?utm_source=ann@shop.example', '?gclid=x', '?'];
    expect(cut.map(path => harmless(withUrl(path))?.url)).toEqual(cut.map(() => 'https://shop.example:8443/'));
    expect(harmless(withUrl('p?size=xl&utm_source=news&gclid=x#top'))?.url).toBe(
      'https://shop.example:8443/p?utm_source=news',
    );
  });

  it('takes where the visitor came from as it takes where the visitor is', () => {
    const from = (page_referrer: string) => isHarmless(made({ data: { page_referrer } }));
    expect(from('https://www.search.example/')).toBe(true);
    expect(from('https://shop.example:8443/guitars/cedar')).toBe(true);
    expect(from('https://shop.example/?q=ann')).toBe(false);
    expect(from('https://0301234567.example/')).toBe(false);
    expect(from('https://ann@shop.example/')).toBe(false);
    expect(from('https://shop.example/reset/q9passwort')).toBe(false);
  });

  it.each(Object.values(COMMERCE_TYPES).flat())('takes the type `%s`', type => {
    expect(isHarmless(made({ type }))).toBe(true);
  });

  it('looks at the type and the context, too', () => {
    expect(isHarmless(made({ type: 'ann@shop.example' }))).toBe(false);
    expect(isHarmless(made({ context: { plan: 'gold' } }))).toBe(false);
    expect(isHarmless(made({ context: { page_title: 'Home' } }))).toBe(true);
  });

  it.each(['identify', 'correct', 'reset'])('takes what a site says of a visitor with `%s`, which is meant', type => {
    expect(isHarmless(made({ type, data: { user_id: 'ann@shop.example' } }))).toBe(true);
  });

  it('lets go of everything where the page has taken the means to look', () => {
    const { test } = RegExp.prototype;
    const answers = [true, false].map(answer => {
      RegExp.prototype.test = () => answer;
      const isTaken = isHarmless(made({}));
      RegExp.prototype.test = test;
      return isTaken;
    });
    expect(answers).toEqual([false, false]);
  });

  const words =
    'at dot com ann bearer Token password is mail a1b2 x7Kq2Lm Zr4B cedar Mahogany 0 14 om call me iban pin 12 345 ssn basic session q9 YWJj reset';
  const text = fc.oneof(
    fc
      .tuple(
        fc.array(fc.constantFrom(...words.split(' ')), { maxLength: 6 }),
        fc.constantFrom(' ', '-', ', ', '.', '_', ''),
      )
      .map(([parts, between]) => parts.join(between)),
    fc.stringMatching(/^[\w ,.'-]{0,40}$/),
  );
  const names =
    'items item_id item_name item_category2 page_title search_term price coupon n q k c title page_id value index token';
  const data = fc.dictionary(
    fc.constantFrom(...names.split(' ')),
    fc.oneof(text, fc.double({ noNaN: true }), fc.integer()),
    {
      maxKeys: 3,
    },
  );
  const paths = fc
    .tuple(fc.array(text, { maxLength: 3 }), fc.constantFrom('', '?utm_source=', '?utm_term='), text)
    .map(([parts, query, value]) => parts.join('/') + query + (query && value));

  it('takes nothing of which redaction would take anything away', () => {
    let taken = 0;
    fc.assert(
      fc.property(text, paths, data, paths, (type, path, said, before) => {
        const page_referrer = before && `https://shop.example/${before}`;
        const touchpoint = harmless(
          made({ type, url: `https://shop.example/${path}`, data: { ...said, ...(before && { page_referrer }) } }),
        );
        if (!touchpoint) return;
        taken++;
        expect({ ...redactTouchpoint(touchpoint).touchpoint }).toEqual(touchpoint);
      }),
      { numRuns: 10_000 },
    );
    expect(taken).toBeGreaterThan(500);
  });
});
