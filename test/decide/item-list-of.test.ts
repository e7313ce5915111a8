import { expect, it } from 'vitest';
import { commerce } from '../../src/capture/commerce.js';
import { itemListOf } from '../../src/decide/item-list-of.js';
import type { Suggestion } from '../../src/decide/suggest.js';
import { visitor } from '../journeys/journey.js';

const suggestions: readonly Suggestion[] = [
  {
    item_id: 'a',
    item_name: 'A',
    item_brand: 'X',
    price: 5,
    currency: 'EUR',
    strategy: 'similar',
    reason: 'Similar to B',
  },
  { item_id: 'b', strategy: 'similar', reason: 'Similar to B' },
];

it('names the rail, the places and the strategy, of all products or of the chosen one', () => {
  const [first, second] = [
    { item_id: 'a', item_name: 'A', item_brand: 'X', price: 5, item_list_name: 'similar', index: 0 },
    { item_id: 'b', item_list_name: 'similar', index: 1 },
  ];
  expect(itemListOf('home', suggestions)).toEqual({ item_list_id: 'home', items: [first, second] });
  expect(itemListOf('home', suggestions, 'b')).toEqual({ item_list_id: 'home', items: [second] });
});

it('is what the vocabulary of a shop takes', () => {
  const check = commerce().vocabulary?.select_item;
  const data = itemListOf('home', suggestions, 'b');
  expect(typeof check === 'function' && check({ ...data })).toEqual(data);
  const person = visitor([]);
  person.track('view_item_list', itemListOf('home', suggestions));
  expect(person.profile.session?.touchpoints).toBe(1);
});
