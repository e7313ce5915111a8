import { describe, expect, it } from 'vitest';
import { storefront } from 'waymark/storefront';
import { play, testPlugin } from 'waymark/testing';
import { wishlistReminder } from '../src/wishlist-reminder.js';

describe('wishlistReminder keeps the contract of plugins', () => {
  testPlugin(wishlistReminder, { it, with: () => [storefront()] });
});

it('reminds of a wish a week later, unless something came of it', () => {
  const items = [{ item_id: 'cedar', price: 219 }];
  const wish = { type: 'add_to_wishlist', data: { currency: 'EUR', value: 219, items } };
  const names = (journey: Parameters<typeof play>[1]) =>
    play([storefront(), wishlistReminder()], journey).decisions.map(({ name }) => name);
  expect(names([wish, { after: '7 d' }])).toContain('wishlist.remind');
  expect(names([wish, { ...wish, type: 'add_to_cart' }, { after: '7 d' }])).not.toContain('wishlist.remind');
});
