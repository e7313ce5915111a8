import { describe, expect, it } from 'vitest';
import { advance } from '../../src/core/advance.js';
import { DAY, HOUR, MINUTE, T0 } from '../journeys/journey.js';
import { CEDAR, JOIN, mail, order, page, shop } from './sequence-shop.js';

describe('a sequence ends', () => {
  it('with an order, and no step comes with it', () => {
    const { join, wait, leave, see } = shop({ start: JOIN, steps: [page('a', 0), page('b', 5)] });
    join();
    wait(DAY);
    expect(see('purchase', order('o1'))).toEqual([['exit', 'converted', DAY]]);
    expect(leave(30 * DAY)).toEqual([]);
  });

  it('with an order that none of its own steps saw, such as one from before a change of consent', () => {
    const { person, rules, join } = shop({ start: JOIN, steps: [page('a', 5)] });
    join();
    const bought = person.profile.slices.orders;
    const orders = { count: 1, spent: {}, recent: [{ ...bought, at: T0 + HOUR }] };
    // Only what is read of an order.
    const profile = { ...person.profile, slices: { ...person.profile.slices, orders } } as never;
    const { decisions } = advance(rules, profile, T0 + 9 * DAY, null);
    expect(decisions.filter(({ name }) => /^sequence/.test(name))).toMatchObject([{ data: { reason: 'converted' } }]);
  });

  it.each([{ on: 'purchase' }, { all: [{ on: ['refund', 'purchase'] }, { not: { inCart: {}, atLeast: 9 } }] }])(
    'not with another order when it starts with one: %j',
    start => {
      const { see, wait } = shop({ start, steps: [page('a', 0), page('b', 1)] });
      see('purchase', order('o1'));
      expect(wait(MINUTE)).toEqual([['step', 'a', 1]]);
      expect(see('purchase', order('o2'))).toEqual([]);
      expect(wait(2 * DAY)[0]).toEqual(['step', 'b', 1 + DAY]);
    },
  );

  it('by its own rule, which also keeps it from starting', () => {
    const exit = { inCart: {} };
    const { join, see, wait } = shop({ start: JOIN, exit, everyDays: 1, steps: [page('a', 5)] });
    join();
    wait(HOUR);
    expect(see('purchase', order('o1'))).toEqual([]);
    expect(see('add_to_cart', CEDAR)).toEqual([['exit', 'exit', HOUR]]);
    wait(3 * DAY);
    expect(join()).toEqual([]);
  });

  it('by its own rule when time alone makes it hold', () => {
    const { join, wait } = shop({ start: JOIN, exit: { idleSeconds: 600 }, steps: [page('a', 5)] });
    join();
    expect(wait(DAY)).toEqual([['exit', 'exit', 10 * MINUTE]]);
  });

  it('when it is done, though its own rule held before it began', () => {
    const exit = { bought: {}, withinDays: 1 };
    const { see, wait } = shop({ start: { idleSeconds: 26 * 3600 }, exit, steps: [page('a', 1)] });
    see('purchase', order('o1'));
    expect(wait(4 * DAY)).toEqual([
      ['plan', '', 26 * HOUR],
      ['step', 'a', 50 * HOUR],
      ['exit', 'done', 50 * HOUR + 1],
    ]);
  });

  it('when another visitor signs in', () => {
    const { join, wait, see } = shop({ start: JOIN, steps: [page('a', 5)] });
    join();
    wait(HOUR);
    expect(see('reset', { visitor_id: 'another' })).toEqual([['exit', 'over', HOUR]]);
    expect(wait(30 * DAY)).toEqual([]);
  });
});

describe('an open issue', () => {
  it('makes the page wait', () => {
    const { join, wait, see } = shop({ start: JOIN, steps: [page('a', 1), page('b', 1)] });
    join();
    see('contact_support');
    expect(wait(5 * DAY)).toEqual([]);
    expect(see('solve_issue')).toEqual([['step', 'a', 5 * DAY]]);
    expect(wait(5 * DAY)[0]).toEqual(['step', 'b', 6 * DAY]);
  });

  it('calls off what was handed over, and keeps such a sequence from starting', () => {
    const { join, wait, see } = shop({ start: JOIN, everyDays: 1, steps: [page('a', 1), mail('b', 1)] });
    join();
    wait(HOUR);
    expect(see('contact_support')).toEqual([['exit', 'open-issue', HOUR]]);
    wait(5 * DAY);
    expect(join()).toEqual([]);
    see('solve_issue');
    expect(join()).toHaveLength(1);
  });

  it('calls nothing off that was sent before', () => {
    const { join, wait, see } = shop({ start: JOIN, steps: [mail('a', 1), page('b', 1)] });
    join();
    wait(36 * HOUR);
    expect(see('contact_support')).toEqual([]);
  });
});

describe('a wish', () => {
  const steps = [page('a', 1), mail('b', 1)];

  it('calls off what was handed over by a channel the visitor left, and keeps such a sequence from starting', () => {
    const { join, wait, see } = shop({ start: JOIN, everyDays: 1, steps });
    join();
    wait(HOUR);
    expect(see('unsubscribe')).toEqual([['exit', 'wish', HOUR]]);
    wait(5 * DAY);
    expect(join()).toEqual([]);
    see('contact_wish');
    expect(join()).toHaveLength(1);
  });

  it.each([
    [{ channel: 'push' }, [['exit', 'wish', HOUR]]],
    [{ none: true }, [['exit', 'wish', HOUR]]],
    [{ channel: 'email' }, []],
    [{ perWeek: 1 }, []],
  ])('of %o ends a run that is to send mail: %o', (data, expected) => {
    const { join, wait, see } = shop({ start: JOIN, steps });
    join();
    wait(HOUR);
    expect(see('contact_wish', data)).toEqual(expected);
  });

  it('calls nothing off that was sent before', () => {
    const { join, wait, see } = shop({ start: JOIN, steps: [mail('a', 1), page('b', 1)] });
    join();
    wait(36 * HOUR);
    expect(see('unsubscribe')).toEqual([]);
  });

  it('for no contact lets the page wait until it is taken back', () => {
    const { join, wait, see } = shop({ start: JOIN, steps: [page('a', 1)] });
    join();
    see('contact_wish', { none: true });
    expect(wait(5 * DAY)).toEqual([]);
    expect(see('contact_wish')).toEqual([['step', 'a', 5 * DAY]]);
  });
});
