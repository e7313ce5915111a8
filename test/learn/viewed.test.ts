import { describe, expect, it } from 'vitest';
import { viewed } from '../../src/learn/viewed.js';
import { DAY, MINUTE, T0, visitor } from '../journeys/journey.js';

const look = (item_id: string, more: object = {}) => ({
  currency: 'EUR',
  items: [{ item_id, item_name: item_id, ...more }],
});

describe('viewed', () => {
  it('keeps products newest first with fields, address and moments', () => {
    const person = visitor([viewed()]);
    person.track('view_item', look('cedar', { price: 219 }));
    person.wait(MINUTE);
    person.track('view_item', look('oak'));
    person.wait(MINUTE);
    person.track('view_item', look('cedar', { price: 199 }));
    const [cedar, oak] = person.profile.slices.viewed ?? [];
    expect(cedar).toMatchObject({ item_id: 'cedar', price: 199, currency: 'EUR', url: 'https://shop.example/' });
    expect(cedar?.looks).toEqual([T0, T0 + 2 * MINUTE]);
    expect(oak?.looks).toEqual([T0 + MINUTE]);
  });

  it('forgets looks older than 14 days when the product is looked at again', () => {
    const person = visitor([viewed()]);
    for (const days of [0, 7, 8]) {
      person.wait(days * DAY);
      person.track('view_item', look('cedar'));
    }
    expect(person.profile.slices.viewed?.[0]?.looks).toEqual([T0 + 7 * DAY, T0 + 15 * DAY]);
  });

  it('keeps 30 products and 10 looks at each', () => {
    const person = visitor([viewed()]);
    for (let index = 0; index < 50; index++) person.track('view_item', look(`i${index}`));
    for (let index = 0; index < 20; index++) person.track('view_item', look('again'));
    const { viewed: list = [] } = person.profile.slices;
    expect(list).toHaveLength(30);
    expect(list[0]?.looks).toHaveLength(10);
  });

  it('is the same object after anything but a look', () => {
    const person = visitor([viewed()]);
    person.track('view_item', look('cedar'));
    const before = person.profile.slices.viewed;
    person.track('add_to_cart', look('oak'));
    person.track('view_item', {});
    expect(person.profile.slices.viewed).toBe(before);
  });
});
