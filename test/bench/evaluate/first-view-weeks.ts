import { chanceOf } from '../../../src/core/log-odds.js';
import { auc, interval, resample } from '../../../src/tools/metrics.js';
import { logistic } from './baselines.js';
import { byVisitor } from './by-visitor.js';
import type { Model } from './compare.js';
import { columnsOf, type FirstViewRow } from './first-view-rows.js';
import { reference } from './reference.js';
import type { Table } from './table.js';

/** The weights SCIENCE.md recommends, of the twelve columns; its figures on the test weeks are those of these weights. */
const TWELVE = [-0.07, -0.19, 0.07, -0.37, 0.64, 0.43, 0.23, -0.58, 0.2, 0.7, 0.76, 0.15];
const INTERCEPT = -3.52;
/** Weeks that are asked about by what was fitted to all earlier days, as SCIENCE.md did with the weeks after the file. */
const WEEKS = [
  ['2020-11-16', '2020-12-01'],
  ['2020-12-01', '2020-12-16'],
  ['2020-12-16', '2021-01-01'],
  ['2021-01-01', '2021-01-16'],
] as const;

/** A row with what each of two models says of it. */
interface Said extends FirstViewRow {
  readonly p: number;
  readonly twelve: number;
}

/** How ours and the weights of SCIENCE.md rank the same visits: what they differ here they may differ in its test weeks. */
export function firstViewWeeks(rows: readonly FirstViewRow[], { p }: Model, rounds: number): Table {
  const said = rows.map((row, index): Said => ({ ...row, p: p[index] ?? Number.NaN, twelve: twelve(row) }));
  const parts: readonly (readonly [name: string, part: readonly Said[], fitted?: number])[] = [
    ['all', said],
    ...WEEKS.map(([from, to]) => {
      const part = said.filter(({ date }) => date >= from && date < to);
      return [`${from} to ${to}`, part, fittedBefore(said, part, from)] as const;
    }),
    ['first visits', said.filter(({ context }) => !context.earlierVisits)],
    ['later visits', said.filter(({ context }) => context.earlierVisits)],
  ];
  return {
    title: 'First product view: the same visits, by weeks',
    notes: [
      'SCIENCE.md, 12 weights: those it recommends; they have 0.790 in the weeks after this file, which rank more easily',
      'fitted before: the same 12 columns, fitted to all days before these weeks',
    ],
    columns: [
      'AUC of',
      'visits',
      'buying',
      'ours',
      'SCIENCE.md, 12 weights',
      'ours above it',
      'fitted before',
      'SCIENCE.md, test weeks',
    ],
    lines: parts.map(([name, part, fitted]) => ({
      measure: name,
      cells: [
        `${part.length}`,
        `${((100 * part.filter(({ y }) => y).length) / part.length).toFixed(1)} %`,
        { value: aucOf(part, ({ p }) => p) },
        { value: aucOf(part, row => row.twelve) },
        { value: above(part), interval: interval(resample(byVisitor(part), above, { rounds: Math.ceil(rounds / 2) })) },
        fitted === undefined ? undefined : { value: fitted },
        reference('firstViewWeeks', name),
      ],
    })),
  };
}

function fittedBefore(said: readonly Said[], part: readonly Said[], from: string): number {
  const earlier = said.filter(({ date }) => date < from);
  const answer = logistic<FirstViewRow>(({ context }) => columnsOf(context))(earlier);
  return aucOf(part, answer);
}

function twelve({ context }: FirstViewRow): number {
  const columns = columnsOf(context);
  return chanceOf(TWELVE.reduce((sum, weight, index) => sum + weight * (columns[index] ?? 0), INTERCEPT));
}

function above(part: readonly Said[]): number {
  return aucOf(part, ({ p }) => p) - aucOf(part, row => row.twelve);
}

function aucOf(part: readonly Said[], answer: (row: Said) => number): number {
  return auc(
    part.map(answer),
    part.map(({ y }) => y),
  );
}
