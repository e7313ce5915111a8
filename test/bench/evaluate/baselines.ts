import { fitLogistic, probabilityOf } from '../../../src/tools/logistic.js';
import { mean } from '../../../src/tools/metrics.js';
import type { Point } from './point.js';
import type { Labelled } from './shop.js';

/** How much the shop's share counts against what was seen in a cell, in rows. */
const PRIOR_WEIGHT = 10;
/** Added to every count of a chain, so that nothing is impossible. */
const SMOOTHING = 0.5;
/** Pull on the weights of logistic baselines, as in SCIENCE.md. */
export const RIDGE = 30;

const CHECKOUT = ['begin_checkout', 'add_shipping_info', 'add_payment_info'];

/** Makes answers of the rows it is given. */
export type Trainer<Row> = (rows: readonly Row[]) => (row: Row) => number;

/** The share that came true. */
export const prior: Trainer<Labelled> = rows => {
  const share = mean(rows.map(({ y }) => y));
  return () => share;
};

/** The share that came true among rows with the same key, drawn towards the share of all. */
export function shareBy<Row extends Labelled>(keyOf: (row: Row) => string): Trainer<Row> {
  return rows => {
    const all = mean(rows.map(({ y }) => y));
    const cells = new Map<string, { count: number; positives: number }>();
    for (const row of rows) {
      const cell = cells.get(keyOf(row)) ?? { count: 0, positives: 0 };
      cell.count++;
      cell.positives += row.y;
      cells.set(keyOf(row), cell);
    }
    return row => {
      const { count, positives } = cells.get(keyOf(row)) ?? { count: 0, positives: 0 };
      return (positives + PRIOR_WEIGHT * all) / (count + PRIOR_WEIGHT);
    };
  };
}

/** Logistic regression on columns of the row. */
export function logistic<Row extends Labelled>(columnsOf: (row: Row) => readonly number[]): Trainer<Row> {
  return rows => {
    const model = fitLogistic(
      rows.map(columnsOf),
      rows.map(({ y }) => y),
      { ridge: RIDGE },
    );
    return row => probabilityOf(model, columnsOf(row));
  };
}

export const lastEvent: Trainer<Point> = shareBy(({ events }) => events.at(-1)?.event ?? '');

/** By how far the visit is, how much was viewed and how long it is. */
export const countsTable: Trainer<Point> = shareBy(({ events }) => {
  const count = (types: readonly string[]): number => events.filter(({ event }) => types.includes(event)).length;
  const reached = count(CHECKOUT) ? 'checkout' : count(['add_to_cart']) ? 'cart' : 'none';
  return `${reached} ${Math.min(3, count(['view_item']))} ${Math.min(4, Math.floor(Math.log2(events.length)))}`;
});

/** A first-order chain for visits that buy and one for those that do not; their ratio, set to the level of the shop. */
export const markovChains: Trainer<Point> = rows => {
  const counts = [0, 1].map(() => new Map<string, number>());
  const types = new Set(rows.map(({ events }) => events.at(-1)?.event ?? ''));
  for (const { events, y } of rows) {
    const [from, to] = lastMove(events);
    // Every event is left once: for the next one, for a purchase, or for good.
    for (const key of [`${from}>${to}`, to, ...(from === 'start' ? [from] : [])])
      counts[y]?.set(key, (counts[y].get(key) ?? 0) + 1);
  }
  const chance = (y: number, from: string, to: string): number =>
    ((counts[y]?.get(`${from}>${to}`) ?? 0) + SMOOTHING) / ((counts[y]?.get(from) ?? 0) + SMOOTHING * (types.size + 1));
  const ratioOf = ({ events }: Point): number =>
    events.reduce((sum, _, index) => {
      const [from, to] = lastMove(events.slice(0, index + 1));
      return sum + Math.log(chance(1, from, to) / chance(0, from, to));
    }, 0);
  return logistic<Point>(point => [ratioOf(point)])(rows);
};

function lastMove(events: Point['events']): readonly [from: string, to: string] {
  return [events.at(-2)?.event ?? 'start', events.at(-1)?.event ?? ''];
}
