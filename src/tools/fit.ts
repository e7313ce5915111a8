import { append } from './append.js';
import { ENOUGH, type Fit, FOLDS, fitLikelihood } from './fit-likelihood.js';
import { foldOf } from './folds.js';
import { auc, averagePrecision, bootstrap, calibrationError, type Label } from './metrics.js';
import type { Moment } from './moments-of.js';
import { fail, holding } from './named-logs.js';
import { namedVisits } from './named-visits.js';
import { readFlags } from './read-flags.js';

type Measure = (scores: readonly number[], labels: readonly Label[]) => number;

interface Row {
  readonly fold: number;
  readonly p: number;
  readonly y: Label;
}

const MEASURES: readonly (readonly [name: string, measure: Measure])[] = [
  ['AUC', auc],
  ['PR-AUC', averagePrecision],
  ['ECE', calibrationError],
];

const USAGE = 'waymark-fit touchpoints.ndjson … > model.json';

const { positionals: files } = readFlags({ allowPositionals: true }, USAGE);
if (!files.length) fail(`Name the touchpoints to fit to: ${USAGE}`);
const all = namedVisits(files);
const visits = all.filter(({ visitor }) => visitor);
const nobody = all.length - visits.length;
// As one visitor they would be asked about habits that nobody has.
if (nobody && !visits.length)
  fail(`${holding(files)} ${nobody} visits and names no visitor. Give a column \`visitor\`, or one \`session\`.`);
if (nobody) console.error(`${nobody} visits are left out, for no visitor or session is named.`);
const fit = fitLikelihood(visits);
if (!fit.buying)
  fail(
    `${holding(files)} ${fit.visits} visits and none with a \`purchase\`. Give the touchpoints of visits with orders, too.`,
  );
// What is said goes beside the model, which alone is standard output.
console.error(report(fit));
console.log(JSON.stringify(fit.model, null, 2));

function report({ model, visits, buying, moments, before, after }: Fit): string {
  const lines = MEASURES.map(([name, measure]) => {
    const [was, is] = [before, after].map(said => told(measure, moments, said));
    return `  ${name.padEnd(7)} ${was}   ${is}`;
  });
  const few = buying < ENOUGH ? `Fewer than ${ENOUGH} visits with an order` : 'No visit without an order';
  const verdict =
    model.basis === 'fitted'
      ? 'Weights, anchors and usual values are fitted.'
      : `${few}: the weights stay as they are, anchors and usual values are set.`;
  return [
    `${visits} visits, ${buying} with an order, ${moments.length} moments. ${verdict}`,
    '  measure default weights           fitted, asked about visitors it never saw',
    ...lines,
  ].join('\n');
}

/**
 * A figure with its 95 % interval, whole visitors drawn. What ranks is measured fold by fold: pooled, the folds' different
 * levels would count as mistakes.
 */
function told(measure: Measure, moments: readonly Moment[], said: readonly number[]): string {
  const visitors = new Map<string, Row[]>();
  for (const [index, { visitor, y }] of moments.entries())
    append(visitors, visitor, { fold: foldOf(visitor, FOLDS), p: said[index] ?? 0, y });
  const groups = [...visitors.values()];
  const [low, high] = bootstrap(groups, rows => overFolds(measure, rows));
  const [value, from, to] = [overFolds(measure, groups.flat()), low, high].map(figure => figure.toFixed(3));
  // Where all or none ordered there is nothing to rank.
  return low <= high ? `${value} [${from}, ${to}]` : 'unknown'.padEnd(20);
}

function overFolds(measure: Measure, rows: readonly Row[]): number {
  const figure = (some: readonly Row[]) =>
    measure(
      some.map(({ p }) => p),
      some.map(({ y }) => y),
    );
  if (measure === calibrationError) return figure(rows);
  let sum = 0;
  let count = 0;
  for (let fold = 0; fold < FOLDS; fold++) {
    const some = rows.filter(row => row.fold === fold);
    const value = figure(some);
    if (Number.isNaN(value)) continue;
    sum += some.length * value;
    count += some.length;
  }
  return sum / count;
}
