import { describe, expect, it } from 'vitest';
import { type AbandonedCartOptions, abandonedCart } from '../../src/decide/abandoned-cart.js';
import { cart } from '../../src/learn/cart.js';
import { orders } from '../../src/learn/orders.js';
import { silence } from '../../src/stages/silence.js';
import { DAY, MINUTE, SECOND, T0, visitor } from '../journeys/journey.js';

const cedar = { currency: 'EUR', items: [{ item_id: 'cedar', item_name: 'Cedar 0-14', price: 219 }] };
const strings = { currency: 'EUR', items: [{ item_id: 'strings', item_name: 'Strings', price: 9.9 }] };
const names = (decisions: readonly { readonly name: string }[]) => decisions.map(({ name }) => name);

function shopper(options?: AbandonedCartOptions) {
  const person = visitor([cart(), abandonedCart(options)]);
  person.track('add_to_cart', cedar);
  return person;
}

describe('cart.idle', () => {
  it('comes after 160 seconds of silence, once for an act on the cart', () => {
    const person = shopper();
    expect(names(person.wait(159 * SECOND))).toEqual([]);
    expect(names(person.wait(2 * SECOND))).toEqual(['cart.idle']);
    expect(names(person.wait(10 * MINUTE))).toEqual([]);
    person.track('view_cart', cedar);
    expect(names(person.wait(3 * MINUTE))).toEqual(['cart.idle']);
  });

  it('waits for silence about everything', () => {
    const person = shopper();
    for (let index = 0; index < 5; index++) {
      expect(person.wait(2 * MINUTE)).toEqual([]);
      person.track('scroll');
    }
  });

  it('does not greet somebody who comes back', () => {
    const person = shopper();
    expect(person.leave(10 * MINUTE)).toEqual([]);
    expect(names(person.track('page_view').decisions)).toEqual([]);
  });

  it('takes who comes back within a minute after it was due for silent', () => {
    expect(names(shopper().leave(160 * 1000 + MINUTE))).toEqual([]);
    expect(names(shopper().leave(160 * 1000 + MINUTE - 1))).toEqual(['cart.idle']);
  });

  it('leaves the checkout alone', () => {
    const person = shopper();
    person.track('begin_checkout');
    expect(names(person.wait(29 * MINUTE))).toEqual([]);
  });
});

describe('cart.idle after `silence()` has learned', () => {
  const learned = (silentMinutes: number) => {
    const person = visitor([cart(), silence(), abandonedCart()]);
    for (let times = 0; times < 60; times++) {
      person.track('view_cart', cedar);
      person.leave(silentMinutes * MINUTE);
    }
    person.track('view_cart', cedar);
    return person;
  };

  it('waits longer for a visitor who goes on after long silences', () => {
    const person = learned(9);
    expect(names(person.wait(300 * SECOND))).toEqual([]);
    expect(names(person.wait(400 * SECOND))).toEqual(['cart.idle']);
  });

  it('comes sooner for one who leaves when silent', () => {
    expect(names(learned(600).wait(120 * SECOND))).toEqual(['cart.idle']);
  });

  it('waits as long as the site says, whatever was learned', () => {
    const person = visitor([cart(), silence(), abandonedCart({ idleSeconds: 30 })]);
    person.track('add_to_cart', cedar);
    expect(names(person.wait(31 * SECOND))).toEqual(['cart.idle']);
  });
});

describe('cart.abandon', () => {
  it('comes 30 minutes after the last act on the cart, whatever else happens', () => {
    const person = shopper();
    person.wait(20 * MINUTE);
    person.track('page_view');
    const decisions = person.wait(10 * MINUTE).filter(({ name }) => name === 'cart.abandon');
    expect(decisions).toHaveLength(1);
    expect(decisions[0]).toMatchObject({
      at: T0 + 30 * MINUTE,
      data: {
        value: 219,
        currency: 'EUR',
        lastActAt: T0,
        ageMs: 30 * MINUTE,
        lines: [{ item_id: 'cedar', quantity: 1 }],
      },
    });
  });

  it('keeps to the minutes of the site', () => {
    expect(names(shopper({ idleMinutes: 5, idleSeconds: 30 }).wait(5 * MINUTE))).toEqual(['cart.idle', 'cart.abandon']);
  });

  it('is decided at the return when the page was closed', () => {
    const person = shopper();
    expect(person.leave(2 * DAY)).toMatchObject([{ name: 'cart.abandon', data: { ageMs: 2 * DAY } }]);
    expect(names(person.track('page_view').decisions)).toEqual([]);
  });

  it('comes again only for other lines', () => {
    const person = shopper();
    person.leave(DAY);
    person.track('view_cart', cedar);
    expect(person.leave(DAY)).toEqual([]);
    person.track('add_to_cart', cedar);
    expect(names(person.leave(DAY))).toEqual(['cart.abandon']);
  });

  it('comes for what is put in at the very moment of the return', () => {
    const person = shopper();
    expect(names(person.leave(DAY))).toEqual(['cart.abandon']);
    person.track('add_to_cart', strings);
    expect(person.leave(DAY)).toMatchObject([{ name: 'cart.abandon', data: { value: 228.9 } }]);
  });

  it('spares empty and ordered carts', () => {
    const emptied = shopper();
    emptied.track('remove_from_cart', cedar);
    expect(emptied.leave(DAY)).toEqual([]);
    const ordered = shopper();
    ordered.track('purchase', { transaction_id: '1', ...cedar });
    expect(ordered.leave(DAY)).toEqual([]);
  });

  it('never comes within half an hour of a try to pay', () => {
    const person = shopper({ idleMinutes: 5 });
    person.track('payment_error');
    expect(names(person.wait(29 * MINUTE))).toEqual([]);
    expect(names(person.wait(MINUTE))).toEqual(['cart.abandon']);
  });

  it('does not come with the try to pay itself, however long the tab was hidden', () => {
    for (const type of ['add_payment_info', 'payment_error']) {
      const person = shopper();
      person.track('begin_checkout');
      person.skip(35 * MINUTE);
      expect(names(person.track(type).decisions)).toEqual([]);
      expect(names(person.wait(29 * MINUTE))).toEqual([]);
      expect(names(person.wait(MINUTE))).toEqual(['cart.abandon']);
    }
  });

  it('survives a clock that was set back', () => {
    const person = shopper();
    person.wait(-10 * DAY);
    expect(names(person.track('add_to_cart', cedar).decisions)).toEqual([]);
    expect(() => person.leave(31 * MINUTE)).not.toThrow();
  });
});

describe('cart.recover', () => {
  it('comes with the first act on an abandoned cart, once', () => {
    const person = shopper();
    person.leave(DAY);
    expect(names(person.track('page_view').decisions)).toEqual([]);
    const { decisions } = person.track('begin_checkout', cedar);
    expect(decisions).toMatchObject([{ name: 'cart.recover', data: { value: 219, ageMs: 0 } }]);
    expect(names(person.track('add_shipping_info').decisions)).toEqual([]);
  });

  it('comes once, also when more is done at the very moment of the return', () => {
    const person = shopper();
    person.leave(DAY);
    expect(names(person.track('view_cart', cedar).decisions)).toEqual(['cart.recover']);
    person.wait(1);
    expect(names(person.track('begin_checkout', cedar).decisions)).toEqual([]);
  });

  it('does not come for emptying or ordering it, nor without an abandonment', () => {
    for (const [type, data] of [
      ['remove_from_cart', cedar],
      ['purchase', { transaction_id: '1', ...cedar }],
    ] as const) {
      const person = shopper();
      person.leave(DAY);
      expect(names(person.track(type, data).decisions)).not.toContain('cart.recover');
    }
    expect(names(shopper().track('view_cart', cedar).decisions)).toEqual([]);
  });
});

describe('cart.order', () => {
  it('says what was in the cart, whatever the order says', () => {
    for (const order of [{}, cedar, strings, { items: [], at: 5 }]) {
      const person = shopper();
      person.wait(MINUTE);
      expect(person.track('purchase', { transaction_id: 'T-1', ...order }).decisions).toMatchObject([
        {
          name: 'cart.order',
          data: { transaction_id: 'T-1', value: 219, currency: 'EUR', ageMs: MINUTE, lines: [{ item_id: 'cedar' }] },
        },
      ]);
    }
  });

  it('comes once, also for an abandoned cart, and not with nothing in the cart', () => {
    const person = shopper();
    person.leave(DAY);
    expect(names(person.track('purchase', { transaction_id: '1' }).decisions)).toEqual(['cart.order']);
    expect(names(person.track('purchase', { transaction_id: '2' }).decisions)).toEqual([]);
    expect(names(person.leave(DAY))).toEqual([]);
  });

  it('does not come again when the same order is told again, nor takes a new cart with it', () => {
    const person = visitor([cart(), orders(), abandonedCart()]);
    person.track('add_to_cart', cedar);
    person.track('purchase', { transaction_id: '1', ...cedar });
    person.track('add_to_cart', strings);
    expect(person.track('purchase', { transaction_id: '1', ...cedar })).toMatchObject({
      touchpoint: null,
      decisions: [],
    });
    expect(names(person.leave(DAY))).toEqual(['cart.abandon']);
  });

  it.each([
    [{ odd: true }, ''],
    [null, ''],
    [undefined, ''],
    [7, '7'],
    ['x'.repeat(300), 'x'.repeat(200)],
  ])('takes %j for an id', (transaction_id, id) => {
    const { decisions } = shopper().track('purchase', { transaction_id });
    expect(decisions).toMatchObject([{ name: 'cart.order', data: { transaction_id: id } }]);
  });
});

describe('restoreUrl', () => {
  it('is in every decision, where the site gave an address', () => {
    const person = shopper({ restoreUrl: 'https://shop.example/cart' });
    const decisions = [
      ...person.wait(DAY),
      ...person.track('view_cart', cedar).decisions,
      ...person.track('purchase', { transaction_id: '1' }).decisions,
    ];
    expect(names(decisions)).toEqual(['cart.idle', 'cart.abandon', 'cart.recover', 'cart.order']);
    const url = 'https://shop.example/cart?waymark_cart=cedar';
    expect(decisions.map(({ data }) => 'restoreUrl' in data && data.restoreUrl)).toEqual([url, url, url, url]);
    expect(shopper().wait(DAY)[0]?.data).not.toHaveProperty('restoreUrl');
  });
});
