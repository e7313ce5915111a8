import { expect, it } from 'vitest';
import { sequences } from '../../src/decide/sequences.js';
import { winBack } from '../../src/decide/win-back.js';
import { rhythm } from '../../src/learn/rhythm.js';
import { DAY, shopPlugins, visitor } from '../journeys/journey.js';

const CEDAR = { currency: 'EUR', value: 219, items: [{ item_id: 'cedar', price: 219 }] };

function shop() {
  const content = { code: 'BACK10' };
  const person = visitor([...shopPlugins(), rhythm(), sequences({ sequences: { back: winBack({ content }) } })]);
  const own = (decisions: readonly { readonly name: string; readonly data: unknown }[]) =>
    decisions.filter(({ name }) => name === 'sequence.step').map(({ data }) => data);
  return {
    buy: (id: string) => person.track('purchase', { ...CEDAR, transaction_id: id }),
    come: (days: number) => {
      person.leave(days * DAY);
      return own([...person.track('page_view').decisions, ...person.wait(1000)]);
    },
  };
}

it('welcomes a customer who comes back after a long silence, once', () => {
  const { buy, come } = shop();
  buy('o1');
  expect(come(30)).toEqual([]);
  expect(come(61)).toMatchObject([{ sequence: 'back', step: 'welcome', content: { code: 'BACK10' } }]);
  expect(come(1)).toEqual([]);
  expect(come(61)).toEqual([]);
  expect(come(61)).toHaveLength(1);
});

it('welcomes nobody who never bought', () => {
  const { come } = shop();
  expect([come(0), come(90), come(90)].flat()).toEqual([]);
});
