import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesFromUrl } from '../../src/decide/lines-from-url.js';

const read = (text: string) =>
  linesFromUrl(`https://shop.example/?a=1&waymark_cart=${text}&b=2`).map(({ item_id, quantity }) => [
    item_id,
    quantity,
  ]);

describe('linesFromUrl', () => {
  it.each([
    ['cedar', [['cedar', 1]]],
    [
      'cedar:2,strings',
      [
        ['cedar', 2],
        ['strings', 1],
      ],
    ],
    ['cedar:0,strings:-1,tuner:x,mini:Infinity,night:1e15', []],
    [',:2,,', []],
    ['cedar%3A2:left:and:more', [['cedar', 2]]],
    ['%E0%A4%A', []],
    [
      'cedar,%25E0%25A4%25A%2Cstrings',
      [
        ['cedar', 1],
        ['strings', 1],
      ],
    ],
  ])('reads %s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('finds nothing in other addresses', () => {
    for (const url of ['', 'https://shop.example/', '/?my_waymark_cart=cedar', '/#waymark_cart=cedar'])
      expect(linesFromUrl(url)).toEqual([]);
  });

  it('is bounded and never throws', () => {
    expect(read(`${'x,'.repeat(500)}`)).toHaveLength(100);
    expect(linesFromUrl(`/?waymark_cart=${'x'.repeat(900)}`)[0]?.item_id).toHaveLength(200);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        for (const { item_id, item_variant, quantity } of linesFromUrl(`/?waymark_cart=${text}`)) {
          expect(item_id).not.toBe('');
          expect(item_variant.length).toBeLessThanOrEqual(200);
          expect(quantity).toBeGreaterThan(0);
        }
      }),
    );
  });
});
