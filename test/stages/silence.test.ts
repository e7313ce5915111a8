import { describe, expect, it } from 'vitest';
import { cart } from '../../src/learn/cart.js';
import { silence } from '../../src/stages/silence.js';
import { MINUTE, visitor } from '../journeys/journey.js';

const items = [{ item_id: 'cedar', price: 219 }];

describe('silence', () => {
  it('hears only silences with something in the cart, paying included', () => {
    const person = visitor([cart(), silence()]);
    const heard = () => person.profile.slices.silence;
    person.track('view_item', { items });
    person.wait(MINUTE);
    person.track('add_to_cart', { items });
    expect(heard()?.wentOn.every(count => count === 0)).toBe(true);
    person.wait(MINUTE);
    person.track('page_view', {});
    expect(heard()?.wentOn[3]).toBe(1);
    person.wait(2 * MINUTE);
    person.track('purchase', { transaction_id: 'o1', items });
    expect(heard()?.wentOn[5]).toBe(1);
    expect(heard()?.at).toBeNull();
    person.wait(3 * MINUTE);
    person.track('page_view', {});
    expect(heard()?.wentOn.reduce((sum, count) => sum + count)).toBe(2);
  });

  it('takes a visit that ended with a full cart for a visitor who left', () => {
    const person = visitor([cart(), silence()]);
    person.track('add_to_cart', { items });
    person.wait(600 * MINUTE);
    person.track('page_view', {});
    expect(person.profile.slices.silence?.left).toBe(1);
  });

  it('says how long to wait, 160 s at first', () => {
    const person = visitor([cart(), silence()]);
    person.track('add_to_cart', { items });
    expect(person.profile.slices.silence?.safeSeconds).toBe(160);
    for (let visits = 0; visits < 60; visits++) {
      person.wait(600 * MINUTE);
      person.track('view_cart', { items });
    }
    expect(person.profile.slices.silence?.safeSeconds).toBeLessThan(80);
  });
});
