import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Touchpoint } from '../../src/core/touchpoint.js';
import { suggest } from '../../src/decide/suggest.js';
import { cart } from '../../src/learn/cart.js';
import { orders } from '../../src/learn/orders.js';
import { seenCatalog } from '../../src/learn/seen-catalog.js';
import { viewed } from '../../src/learn/viewed.js';
import { visitor } from '../journeys/journey.js';

const plugins = [cart(), orders(), viewed(), seenCatalog()];
const guitar = (item_id: string, price: number) => ({ item_id, item_name: item_id, item_category: 'Guitars', price });

describe('seenCatalog', () => {
  it('keeps what lists and pages show, the last first, each once', () => {
    const person = visitor(plugins);
    person.track('view_item_list', { items: [guitar('cedar', 219), guitar('night', 289)] });
    person.track('view_item', { currency: 'EUR', items: [{ item_id: 'night', price: 279 }] });
    expect(person.profile.slices.seenCatalog).toEqual([
      {
        item_id: 'night',
        item_name: 'night',
        item_category: 'Guitars',
        price: 279,
        currency: 'EUR',
        url: 'https://shop.example/',
      },
      { item_id: 'cedar', item_name: 'cedar', item_category: 'Guitars', price: 219 },
    ]);
  });

  it('stays the same while nothing new is shown, and ignores all else', () => {
    const person = visitor(plugins);
    person.track('view_item_list', { items: [guitar('cedar', 219)] });
    const before = person.profile.slices.seenCatalog;
    person.track('view_item_list', { items: [guitar('cedar', 219)] });
    person.track('add_to_cart', { items: [guitar('other', 1)] });
    expect(person.profile.slices.seenCatalog).toBe(before);
  });

  it('is a catalogue for suggestions', () => {
    const plugin = suggest({ catalog: ({ slices }) => slices.seenCatalog ?? [] });
    const person = visitor([...plugins, plugin]);
    person.track('view_item_list', { items: [guitar('cedar', 219), guitar('night', 289)] });
    person.track('view_item', { items: [guitar('cedar', 219)] });
    expect(plugin.suggest(person.profile)).toMatchObject([{ item_id: 'night', strategy: 'similar' }]);
  });

  it('is bounded and plain whatever touchpoints hold', () => {
    const slice = seenCatalog().slice as unknown as {
      initial: readonly object[];
      reduce(state: readonly object[], touchpoint: Touchpoint): readonly object[];
    };
    const anything = fc.array(fc.record({ items: fc.anything(), currency: fc.anything() }), { maxLength: 4 });
    fc.assert(
      fc.property(anything, list => {
        let state = slice.initial;
        for (const data of list)
          state = slice.reduce(state, {
            type: 'view_item',
            url: 'https://shop.example/',
            data,
          } as unknown as Touchpoint);
        expect(JSON.parse(JSON.stringify(state))).toEqual(state);
      }),
    );
    const many = { items: Array.from({ length: 90 }, (_, index) => guitar(`${index}`, 1)) };
    const more = { items: Array.from({ length: 90 }, (_, index) => guitar(`x${index}`, 1)) };
    const person = visitor(plugins);
    person.track('view_item_list', many);
    person.track('view_item_list', more);
    expect(person.profile.slices.seenCatalog).toHaveLength(100);
  });
});
