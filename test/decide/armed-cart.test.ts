import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance } from '../../src/core/advance.js';
import { fold, replay } from '../../src/core/fold.js';
import type { Profile } from '../../src/core/profile.js';
import { PURPOSES } from '../../src/core/purpose.js';
import { gatherRules, initialProfile } from '../../src/core/rules.js';
import type { Row, Touchpoint } from '../../src/core/touchpoint.js';
import type { Decision } from '../../src/core/trigger.js';
import { abandonedCart } from '../../src/decide/abandoned-cart.js';
import { type ArmedCart, armedCart } from '../../src/decide/armed-cart.js';
import { linesFromUrl } from '../../src/decide/lines-from-url.js';
import { cart } from '../../src/learn/cart.js';
import { orders } from '../../src/learn/orders.js';
import { DAY, MINUTE, SECOND, T0, visitor } from '../journeys/journey.js';

const cedar = { currency: 'EUR', items: [{ item_id: 'cedar', item_name: 'Cedar 0-14', price: 219 }] };
const strings = { currency: 'EUR', items: [{ item_id: 'strings', item_name: 'Strings', price: 9.9 }] };
const OPTIONS = { idleMinutes: 20, restoreUrl: 'https://shop.example/cart' };
const KEY = 'visitor/cart-abandon';

const armings = (decisions: readonly Decision[]) =>
  decisions.flatMap(({ name, data }) => {
    if (name === 'cart.arm') return [`due after ${(data.dueAt - T0) / MINUTE} min`];
    return name === 'cart.disarm' ? [data.why] : [];
  });

function shopper() {
  return visitor([cart(), orders(), abandonedCart(OPTIONS), armedCart(OPTIONS)]);
}

describe('armedCart', () => {
  it('arms with the first thing in the cart, for a page may close in the next second', () => {
    const [arm] = shopper().track('add_to_cart', cedar).decisions;
    expect(arm).toMatchObject({
      id: 't1/cart-arm',
      name: 'cart.arm',
      data: {
        key: KEY,
        decision: 'cart.abandon',
        dueAt: T0 + 20 * MINUTE,
        restoreUrl: 'https://shop.example/cart?waymark_cart=cedar',
        lines: [{ item_id: 'cedar', quantity: 1 }],
        value: 219,
        currency: 'EUR',
        lastActAt: T0,
        ageMs: 20 * MINUTE,
      },
    });
  });

  it('says what `cart.abandon` says when it is due', () => {
    const person = shopper();
    const [arm] = person.track('add_to_cart', cedar).decisions;
    const abandoned = person.wait(20 * MINUTE).find(({ name }) => name === 'cart.abandon');
    if (arm?.name !== 'cart.arm') throw new Error('not armed');
    const { key, decision, dueAt, ...data } = arm.data;
    expect(key).toBe(KEY);
    expect(abandoned).toMatchObject({ name: decision, at: dueAt });
    expect(abandoned?.data).toEqual(data);
  });

  it('replaces at every act on the cart, and at no other touchpoint', () => {
    const person = shopper();
    person.track('add_to_cart', cedar);
    person.wait(MINUTE);
    expect(armings(person.track('view_item', strings).decisions)).toEqual([]);
    expect(armings(person.track('add_to_cart', strings).decisions)).toEqual(['due after 21 min']);
    person.wait(MINUTE);
    expect(armings(person.track('payment_error').decisions)).toEqual(['due after 32 min']);
    person.wait(MINUTE);
    expect(armings(person.track('remove_from_cart', strings).decisions)).toEqual(['due after 23 min']);
  });

  it('disarms an ordered and an emptied cart, once', () => {
    for (const [type, why] of [
      ['purchase', 'order'],
      ['remove_from_cart', 'empty'],
    ] as const) {
      const person = shopper();
      person.track('add_to_cart', cedar);
      const { decisions } = person.track(type, { ...cedar, transaction_id: '1' });
      expect(decisions.find(({ name }) => name === 'cart.disarm')?.data).toEqual({
        key: KEY,
        decision: 'cart.abandon',
        why,
      });
      person.wait(MINUTE);
      expect(armings(person.track('page_view').decisions)).toEqual([]);
      expect(armings(person.track(type, { ...cedar, transaction_id: '2' }).decisions)).toEqual([]);
    }
  });

  it('disarms what is taken up after it was abandoned, and what is ordered then', () => {
    const person = shopper();
    person.track('add_to_cart', cedar);
    person.leave(DAY);
    expect(armings(person.track('page_view').decisions)).toEqual([]);
    person.wait(MINUTE);
    expect(armings(person.track('view_cart', cedar).decisions)).toEqual(['recover']);
    person.wait(MINUTE);
    expect(armings(person.track('begin_checkout', cedar).decisions)).toEqual([]);
    expect(armings(person.track('purchase', { transaction_id: '1' }).decisions)).toEqual(['order']);
  });

  it('arms other lines anew after an abandonment', () => {
    const person = shopper();
    person.track('add_to_cart', cedar);
    person.leave(60 * MINUTE);
    expect(armings(person.track('add_to_cart', strings).decisions)).toEqual(['due after 80 min']);
  });

  it('does not arm what is due already', () => {
    const person = shopper();
    person.track('add_to_cart', cedar);
    person.leave(DAY);
    expect(armings(person.track('page_view').decisions)).toEqual([]);
  });

  it('ends with the visitor whom it was about', () => {
    const person = shopper();
    person.track('add_to_cart', cedar);
    const { decisions } = person.track('reset', { visitor_id: 'other' });
    expect(decisions).toMatchObject([{ name: 'cart.disarm', data: { key: KEY, why: 'empty' } }]);
    const [arm] = person.track('add_to_cart', cedar).decisions;
    expect(arm?.data).toMatchObject({ key: 'other/cart-abandon' });
  });

  it('has nothing to say of a cart that was never armed', () => {
    const person = shopper();
    expect(armings(person.track('purchase', { transaction_id: '1' }).decisions)).toEqual([]);
    expect(armings(person.track('view_cart', { items: [] }).decisions)).toEqual([]);
  });

  it('disarms for a clock that was set back', () => {
    const person = shopper();
    person.track('add_to_cart', cedar);
    person.track('remove_from_cart', cedar);
    person.wait(-DAY);
    expect(armings(person.track('add_to_cart', cedar).decisions)).toEqual(['due after -1420 min']);
    expect(armings(person.track('purchase', { transaction_id: '1' }).decisions)).toEqual(['order']);
    expect(armings(person.track('page_view').decisions)).toEqual([]);
  });
});

describe('armedCart that comes late', () => {
  const early = gatherRules([cart(), abandonedCart(OPTIONS)]);
  const late = gatherRules([cart(), abandonedCart(OPTIONS), armedCart(OPTIONS)]);
  const before = advance(early, initialProfile(early, 'visitor'), T0, tap('add_to_cart', T0, 1)).profile;

  it('arms at the next touchpoint', () => {
    const { decisions } = advance(late, before, T0 + SECOND, tap('page_view', T0 + SECOND, 2));
    expect(decisions).toMatchObject([{ name: 'cart.arm', data: { dueAt: T0 + 20 * MINUTE } }]);
  });

  it('arms when nothing but time goes by, once', () => {
    const { decisions, profile } = advance(late, before, T0 + 10 * SECOND, null);
    expect(decisions).toMatchObject([{ name: 'cart.arm', data: { dueAt: T0 + 20 * MINUTE } }]);
    expect(advance(late, profile, T0 + 20 * SECOND, null).decisions).toEqual([]);
  });
});

/** What a mail system knows that reads the log as its contract says. */
function mailSystem() {
  const waiting = new Map<string, ArmedCart>();
  return {
    waiting,
    hear({ name, data }: Decision) {
      if (name === 'cart.arm') waiting.set(data.key, data);
      if (name === 'cart.disarm') waiting.delete(data.key);
      // Due now, whatever was waited for.
      if (name === 'cart.abandon') waiting.clear();
    },
  };
}

function tap(type: string, at: number, n: number, data: object = cedar): Touchpoint {
  const url = 'https://shop.example/';
  return { id: `t${n}`, at, url, by: 'site', session: '', type, data } as unknown as Touchpoint;
}

const item = fc.constantFrom(cedar, strings, { items: [] }, { items: [...cedar.items, ...strings.items] }, {});
/** Tracked by one of two tabs, whose rows may come a little later than they happened. */
const act = fc.record({
  type: fc.oneof(
    { arbitrary: fc.constant(null), weight: 2 },
    {
      arbitrary: fc.constantFrom(
        ...['add_to_cart', 'remove_from_cart', 'view_cart', 'begin_checkout', 'add_payment_info', 'purchase'],
        ...['page_view', 'reset'],
      ),
      weight: 6,
    },
  ),
  data: item,
  order: fc.integer({ min: 1, max: 3 }),
  lateMs: fc.constantFrom(0, 0, 5, 3_000, 3 * DAY),
  afterMs: fc.oneof(
    fc.constant(0),
    fc.integer({ min: 0, max: MINUTE }),
    fc.integer({ min: 0, max: 45 * MINUTE }),
    fc.constantFrom(DAY, -5 * MINUTE),
  ),
});

describe('whatever happens', () => {
  const rules = gatherRules([cart(), orders(), abandonedCart(OPTIONS), armedCart(OPTIONS)]);
  const abandon = abandonedCart(OPTIONS).triggers?.find(({ name }) => name === 'cart-abandon');
  const start = initialProfile(rules, 'visitor');

  it('somebody waits for exactly the carts that will be abandoned, and a replay decides the same', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 25 }), acts => {
        let profile: Profile = start;
        let now = T0;
        const rows: Row[] = [];
        const mail = mailSystem();
        for (const [index, { type, data, order, lateMs, afterMs }] of acts.entries()) {
          now += afterMs;
          const facts = { ...data, transaction_id: `${order}`, visitor_id: `visitor-${index}` };
          const raw = type && tap(type, now - lateMs, index, facts);
          const before = profile.slices.cart?.lines ?? [];
          // A try to pay abandons nothing that was due before it.
          const wasDue = type !== 'add_payment_info' && now >= (abandon?.wakeAt?.(profile) ?? Infinity);
          const place = { seq: rows.length + 1, purposes: PURPOSES };
          const step = advance(rules, profile, now, raw || null, place);
          expect(step.problems).toEqual([]);
          if (!step.touchpoint && !step.decisions.length) continue;
          profile = step.profile;
          rows.push({ ...place, now, touchpoint: step.touchpoint, decisions: step.decisions });
          for (const decision of step.decisions) {
            // Nobody is told of a cart that is empty or was ordered.
            if (decision.name === 'cart.abandon') {
              expect(step.touchpoint?.type).not.toBe('purchase');
              expect(decision.data.lines).toEqual(wasDue ? before : profile.slices.cart?.lines);
              expect(decision.data.lines).not.toEqual([]);
            }
            if (decision.name === 'cart.order') expect(decision.data.lines).toEqual(before);
            mail.hear(decision);
          }
          const { lines = [] } = profile.slices.cart ?? {};
          const dueAt = abandon?.wakeAt?.(profile) ?? null;
          // Also where the first act at a return moves what was due before it.
          const isAbandoned = step.decisions.some(({ name }) => name === 'cart.abandon');
          if (wasDue) expect(isAbandoned).toBe(lines.length > 0);
          expect(mail.waiting.size).toBeLessThanOrEqual(1);
          if (!lines.length) expect([...mail.waiting]).toEqual([]);
          if (dueAt !== null && dueAt > now) {
            const [arm] = mail.waiting.values();
            expect(arm).toMatchObject({ key: `${profile.visitorId}/cart-abandon`, dueAt });
            expect(arm?.lines).toEqual(lines);
            expect(linesFromUrl(arm?.restoreUrl ?? '').map(({ item_id }) => item_id)).toEqual(
              lines.map(line => line.item_id),
            );
          }
        }
        expect(replay(rules, start, rows).rows.map(row => row.decisions)).toEqual(rows.map(row => row.decisions));
        expect(fold(rules, start, rows)).toEqual(profile);
      }),
      { numRuns: 300 },
    );
  });
});

it.each([
  [{ restoreUrl: true }, '`restoreUrl` must be the address of the cart page.'],
  [{ idleMinutes: 'x' }, '`idleMinutes` must be a number'],
])('refuses what cannot be meant: %j', (options, why) => {
  expect(() => armedCart(options as never)).toThrow(why);
});
