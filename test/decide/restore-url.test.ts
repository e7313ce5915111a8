import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesFromUrl } from '../../src/decide/lines-from-url.js';
import { type CartPiece, restoreUrl } from '../../src/decide/restore-url.js';

const BASE = 'https://shop.example/cart';

const piece = (item_id: string, more: Partial<CartPiece> = {}): CartPiece => ({
  item_id,
  item_variant: '',
  quantity: 1,
  ...more,
});

describe('restoreUrl', () => {
  it.each([
    [[], BASE],
    [[piece('cedar')], `${BASE}?waymark_cart=cedar`],
    [[piece('cedar', { quantity: 11 }), piece('strings')], `${BASE}?waymark_cart=cedar:11,strings`],
    [[piece('cedar', { item_variant: 'left' })], `${BASE}?waymark_cart=cedar:1:left`],
  ])('says %j in a few characters', (lines, url) => {
    expect(restoreUrl(BASE, { lines })).toBe(url);
  });

  it('keeps the parameters of the address', () => {
    expect(restoreUrl(`${BASE}?from=mail`, { lines: [piece('cedar')] })).toBe(`${BASE}?from=mail&waymark_cart=cedar`);
  });

  it('leaves out what does not fit, and adds nothing to an address that is too long', () => {
    const many = Array.from({ length: 100 }, (_, index) => piece(`product-with-a-long-name-${index}`));
    const url = restoreUrl(BASE, { lines: [piece('x'.repeat(3_000)), ...many] });
    expect(url.length).toBeLessThanOrEqual(2_000);
    expect(linesFromUrl(url)[0]?.item_id).toBe('product-with-a-long-name-0');
    expect(linesFromUrl(url).length).toBeGreaterThan(60);
    const long = `${BASE}?${'x'.repeat(2_000)}`;
    expect(restoreUrl(long, { lines: many })).toBe(long);
  });

  it('says nothing but ids, variants and quantities', () => {
    const line = { ...piece('cedar'), item_name: 'Name', item_brand: 'Brand', price: 219, addedAt: 5 };
    expect(restoreUrl(BASE, { lines: [line] })).toBe(`${BASE}?waymark_cart=cedar`);
  });
});

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom('1.5', 'a:b', ',', '%2C', 'a&b=c', '#', '+', 'Gitarre é 日本'),
);
const lines = fc.array(
  fc.record({
    item_id: text.filter(id => id !== ''),
    item_variant: text,
    quantity: fc.oneof(fc.integer({ min: 1, max: 1e6 }), fc.double({ min: 0.001, max: 1e14, noNaN: true })),
  }),
  { maxLength: 6 },
);

describe('a link there and back', () => {
  it('brings every line back', () => {
    fc.assert(
      fc.property(lines, given => {
        expect(linesFromUrl(restoreUrl(BASE, { lines: given }))).toEqual(given);
      }),
    );
  });

  it('survives mail systems that write the address anew, and add to it', () => {
    fc.assert(
      fc.property(lines, given => {
        const url = new URL(restoreUrl(BASE, { lines: given }));
        url.searchParams.set('utm_source', 'mail');
        url.searchParams.sort();
        expect(linesFromUrl(`${url}#top`)).toEqual(given);
      }),
    );
  });

  it('works for addresses behind a `#`', () => {
    for (const base of ['https://shop.example/#/cart', 'https://shop.example/cart?a=1#top'])
      expect(linesFromUrl(restoreUrl(base, { lines: [piece('cedar')] }))).toEqual([piece('cedar')]);
  });

  it('never throws for halves of characters', () => {
    expect(restoreUrl(BASE, { lines: [piece('\ud83d'), piece('a\udc00b')] })).toBe(`${BASE}?waymark_cart=,ab`);
    expect(linesFromUrl(restoreUrl(BASE, { lines: [piece('\ud83d'), piece('a\udc00b')] }))).toEqual([piece('ab')]);
  });
});
