import { expect, it } from 'vitest';
import { commerce } from '../../src/capture/commerce.js';
import { verbs } from '../../src/capture/verbs.js';
import { cart } from '../../src/learn/cart.js';
import { visitor } from '../journeys/journey.js';

const app = () =>
  visitor([commerce(), verbs({ start_trial: 'add_to_cart', subscribe: 'purchase', read: 'view_help' }), cart()]);

it('takes a verb for what it means, with a product of its own fields', () => {
  const person = app();
  const { touchpoint } = person.track('start_trial', { item_id: 7, price: '20', currency: 'eur', plan: 'team' });
  expect(touchpoint).toMatchObject({
    type: 'add_to_cart',
    data: { verb: 'start_trial', items: [{ item_id: '7', price: 20 }], currency: 'EUR', plan: 'team' },
  });
  expect(person.profile.slices.cart?.lines.map(({ item_id }) => item_id)).toEqual(['7']);
});

it('checks the data as that of what it means', () => {
  expect(() => app().track('subscribe', { value: 20 })).toThrow('transaction_id');
  expect(() => app().track('start_trial', { plan: 'team' })).toThrow('items');
});

it('leaves products that are given, and other types, as they are', () => {
  const items = [{ item_id: 'a' }];
  expect(app().track('start_trial', { items, item_id: 'b' }).touchpoint?.data).toMatchObject({ items, item_id: 'b' });
  expect(app().track('view_help', { topic: 'x' }).touchpoint).toMatchObject({
    type: 'view_help',
    data: { topic: 'x' },
  });
  expect(app().track('read', {}).touchpoint).toMatchObject({ type: 'view_help', data: { verb: 'read' } });
});
