import { describe, expect, it } from 'vitest';
import { hideDrawn } from '../../src/core/hide-drawn.js';
import { HIDDEN } from '../../src/core/personal.js';

const DRAWN = 'aB3dE5gH7jK9mN1pQ3sT5vW7';

describe('hideDrawn', () => {
  it.each([
    [
      'a UUID in a path that asks for it',
      '/verify-email/cf0ef8c9-e2bc-4ac3-8935-ddf662ea8dcb/ok',
      `/verify-email/${HIDDEN}/ok`,
    ],
    ['a token in a path that asks for it', '/account/reset/4f9a01bc77de', `/account/reset/${HIDDEN}`],
    ['a digest with a prefix', 'key-0d5e3f2a9c8d1b7e6f4a3b2c1d0e9f8a', HIDDEN],
    ['a word that a machine drew', 'see /f/aB3dE5gH7jK9mN1pQ3sT5vW7', `see /f/${HIDDEN}`],
    ['a session in a path', '/(S(lit3py55t21z5v55vlm25s55))/cart.aspx', `/(S(${HIDDEN}))/cart.aspx`],
    ['a token behind a number', '/account/reset/8412/4f9a01bc77de', `/account/reset/8412/${HIDDEN}`],
    ['what opens an order', '/8412/orders/0d5e3f2a9c8d1b7e6f4a3b2c1d0e9f8a', `/8412/orders/${HIDDEN}`],
  ])('hides %s', (_, text, expected) => {
    expect(hideDrawn(text, false)).toBe(expected);
  });

  it.each([
    ['a word behind what asks', '/reset/everything'],
    ['a name with a year', '/invite/friends-2024'],
    ['a picture named by its digest', 'lamp_0d5e3f2a9c8d1b7e6f4a3b2c1d0e9f8a.jpg'],
    ['a word that a machine drew for a product', '/p?sku=aB3dE5gH7jK9mN1pQ3sT5vW7'],
    ['a word that a machine drew and nothing else', 'aB3dE5gH7jK9mN1pQ3sT5vW7'],
    ['an order number', '/orders/R123456789'],
    ['a word of two cases', '/p/Donaudampfschifffahrtsgesellschaft'],
    ['a UUID of a product', '/products/cf0ef8c9-e2bc-4ac3-8935-ddf662ea8dcb'],
  ])('leaves %s', (_, text) => {
    expect(hideDrawn(text, false)).toBe(text);
  });

  it('looks for no words in an identifier, but for tokens in its path', () => {
    expect(hideDrawn(`cart ${DRAWN}`, true)).toBe(`cart ${DRAWN}`);
    expect(hideDrawn('/reset/4f9a01bc77de', true)).toBe(`/reset/${HIDDEN}`);
  });
});
