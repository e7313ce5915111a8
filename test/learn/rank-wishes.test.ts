import { expect, it } from 'vitest';
import { hurdles } from '../../src/learn/hurdles.js';
import { rankWishes } from '../../src/learn/rank-wishes.js';
import { play } from '../../src/testing/play.js';

function visitorWith(...wishes: readonly string[]) {
  const touchpoints = wishes.map(payment_type => ({ type: 'payment_wish', data: { payment_type } }));
  return play([hurdles({ methods: ['PayPal', 'Klarna', 'Twint'] })], [{ type: 'overflow' }, ...touchpoints]).rows;
}

it('ranks what visitors wished for by how many of them, then by how often', () => {
  const logs = [visitorWith('Klarna', 'Klarna', 'Klarna'), visitorWith('PayPal'), visitorWith('PayPal', 'cash'), []];
  expect(rankWishes([...logs, visitorWith('Twint')])).toEqual([
    { payment_type: 'PayPal', visitors: 2, wishes: 2 },
    { payment_type: 'Klarna', visitors: 1, wishes: 3 },
    { payment_type: 'other', visitors: 1, wishes: 1 },
    { payment_type: 'Twint', visitors: 1, wishes: 1 },
  ]);
});

it('takes rows that were forgotten, and odd ones', () => {
  const odd = [
    { touchpoint: null },
    ...[undefined, null, 7, {}].map(data => ({ touchpoint: { type: 'payment_wish', data } })),
  ];
  expect(rankWishes([odd as never])).toEqual([{ payment_type: 'other', visitors: 1, wishes: 4 }]);
});
