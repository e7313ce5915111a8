import { ASKED } from './asked.js';
import type { Score } from './scored.js';
import type { Shop } from './shop.js';
import { atMost, type Table } from './table.js';

const ROUNDS = 15;

/** How long one touchpoint takes: everything a page asks of the models after each. */
export function cost(shops: readonly Shop[], score: Score): readonly Table[] {
  const lines = shops.map(shop => {
    const value = median(Array.from({ length: ROUNDS }, () => playOnce(shop, score)));
    return { measure: shop.name, cells: [{ value }, atMost(value, ASKED.cost)] };
  });
  return [
    {
      title: 'Cost in Node, µs a touchpoint: push + buy + next',
      notes: [`median of ${ROUNDS} rounds over all visits; \`open\` with the history is not in it`],
      columns: ['events of', 'ours', 'asked'],
      lines,
    },
  ];
}

function playOnce({ visits, baseRate }: Shop, score: Score): number {
  const opened = visits.map(({ events, history }) => ({ events, session: score.open({ baseRate }, history) }));
  let count = 0;
  const started = performance.now();
  for (const { events, session } of opened) {
    for (const event of events) {
      session.push(event);
      session.buy(event.ts);
      session.next(event.ts);
      count++;
    }
  }
  return ((performance.now() - started) * 1_000) / count;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
