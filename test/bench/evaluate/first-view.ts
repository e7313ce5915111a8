import type { Fields } from '../../../src/tools/read-rows.js';
import { ASKED, SEEN } from './asked.js';
import { logistic, prior } from './baselines.js';
import { AUC, BRIER, ECE, figure, fitted, type Measure, PR_AUC, withInterval } from './compare.js';
import { columnsOf, type FirstViewRow, rowsOf } from './first-view-rows.js';
import { firstViewWeeks } from './first-view-weeks.js';
import { reference } from './reference.js';
import type { Score } from './scored.js';
import { atLeast, atMost, type Table } from './table.js';

/** What is late in the file, when most earlier visits are in it. */
const LATE = '2021-01-01';

/** Will this visit buy? Asked once, at its first product view (ga4gms). */
export function firstView(fields: readonly Fields[], score: Score, rounds: number): readonly Table[] {
  const rows = rowsOf(fields);
  const ours = { name: 'ours', p: rows.map(({ context }) => score.firstView(context)) };
  const baselines = [
    fitted('prior', rows, prior),
    fitted(
      'logistic 12',
      rows,
      logistic<FirstViewRow>(({ context }) => columnsOf(context)),
    ),
  ];
  const late: Measure = { ...AUC, name: 'AUC in January', rows: index => (rows[index]?.date ?? '') >= LATE };
  const lines = [AUC, PR_AUC, ECE, BRIER, late].map(measure => {
    const found = withInterval(rows, ours, measure, rounds);
    const aims: Readonly<Record<string, string>> = {
      AUC: atLeast(found.value, ASKED.firstView.auc),
      ECE: atMost(found.value, ASKED.firstView.ece),
    };
    return {
      measure: measure.name,
      cells: [
        found,
        ...baselines.map(model => ({ value: figure(rows, model, measure) })),
        reference('firstView', measure.name),
        aims[measure.name],
      ],
    };
  });
  return [
    {
      title: 'First product view: ga4gms',
      notes: [
        `${rows.length} visits, ${rows.filter(({ y }) => y).length} of them buying; ${SEEN.ga4gms}`,
        'the figures asked for were reached in the weeks after this file; the next table says what to expect there',
        'published, random forest of a notebook on the test weeks: AUC 0.788, PR-AUC 0.140, Brier 0.0457',
      ],
      columns: ['measure', 'ours', ...baselines.map(({ name }) => name), 'SCIENCE.md, test weeks', 'asked'],
      lines,
    },
    firstViewWeeks(rows, ours, rounds),
  ];
}
