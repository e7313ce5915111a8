import type { Label } from '../../../src/tools/metrics.js';
import type { Fields } from '../../../src/tools/read-rows.js';
import { ASKED, SEEN } from './asked.js';
import { logistic, prior, shareBy } from './baselines.js';
import { AUC, BRIER, ECE, figure, fitted, type Measure, withInterval } from './compare.js';
import { reference } from './reference.js';
import type { CartContext, Score } from './scored.js';
import type { Labelled } from './shop.js';
import { atLeast, atMost, type Table } from './table.js';

interface Row extends Labelled {
  readonly fields: Fields;
}

/** Events after the first cart act at which the file has a row. */
const CUTS = ['0', '1', '2', '3', '5', '10'];
const LOGGED = [
  'k',
  'views',
  'carts',
  'unique_items',
  'view_to_cart',
  'since_first',
  'since_first_cart',
  'since_last_cart',
  'since_prev',
  'gap_mean',
  'after_cart',
  'repeat_views',
];

/** Will a visit with a cart buy, or is the cart left? Asked some events after the first cart act (rrcart). */
export function cart(fields: readonly Fields[], score: Score, rounds: number): readonly Table[] {
  const rows = fields.map((row): Row => {
    const y: Label = row.y === '1' ? 1 : 0;
    return { visitor: row.visitor ?? '', y, fields: row };
  });
  const ours = { name: 'ours', p: rows.map(row => 1 - score.cart(contextOf(row.fields))) };
  const baselines = [
    fitted('prior', rows, prior),
    fitted(
      'prior of k',
      rows,
      shareBy<Row>(row => row.fields.k ?? ''),
    ),
    fitted('logistic 6', rows, logistic(sixOf)),
    fitted('logistic 14', rows, logistic(fourteenOf)),
  ];
  const byCut = CUTS.map(
    (k): Measure => ({ ...AUC, name: `AUC at k=${k}`, rows: index => rows[index]?.fields.k === k }),
  );
  const lines = [...byCut, AUC, ECE, BRIER].map(measure => {
    const found = withInterval(rows, ours, measure, rounds);
    const aims: Readonly<Record<string, string>> = {
      AUC: atLeast(found.value, ASKED.cart.auc),
      ECE: atMost(found.value, ASKED.cart.ece),
    };
    return {
      measure: measure.name,
      cells: [
        found,
        ...baselines.map(model => ({ value: figure(rows, model, measure) })),
        reference('cart', measure.name),
        aims[measure.name],
      ],
    };
  });
  return [
    {
      title: 'Cart left or bought: rrcart',
      notes: [
        `${rows.length} moments, a purchase follows ${rows.filter(({ y }) => y).length} of them; ${SEEN.rrcart}`,
        'AUC of 1 - `score.cart` for "buys"; SCIENCE.md: logistic of 6 and of 14 columns',
      ],
      columns: ['measure', 'ours', ...baselines.map(({ name }) => name), 'SCIENCE.md, held out', 'asked'],
      lines,
    },
  ];
}

function contextOf(row: Fields): CartContext {
  return {
    views: Number(row.views),
    carts: Number(row.carts),
    uniqueItems: Number(row.unique_items),
    sinceFirst: Number(row.since_first),
    sinceFirstCart: Number(row.since_first_cart),
    sinceLastCart: Number(row.since_last_cart),
    ...(row.since_prev && { sincePrevious: Number(row.since_prev) }),
    afterCart: Number(row.after_cart),
    repeatViews: Number(row.repeat_views),
  };
}

/** The six columns of SCIENCE.md. */
function sixOf({ fields }: Row): readonly number[] {
  const logged = ['carts', 'repeat_views', 'since_first', 'since_prev', 'after_cart'];
  return [...logged.map(column => Math.log1p(Number(fields[column]))), Number(fields.views) ? 1 : 0];
}

/** Every column that is not an id or the answer. */
function fourteenOf({ fields }: Row): readonly number[] {
  return [...LOGGED.map(column => Math.log1p(Number(fields[column]))), Number(fields.hour), Number(fields.dow)];
}
