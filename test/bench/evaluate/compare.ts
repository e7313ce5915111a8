import { crossValidate, foldOf } from '../../../src/tools/folds.js';
import {
  auc,
  averagePrecision,
  brier,
  calibrationError,
  interval,
  type Label,
  mean,
  resample,
} from '../../../src/tools/metrics.js';
import type { Trainer } from './baselines.js';
import { byVisitor } from './by-visitor.js';
import type { Labelled } from './shop.js';
import type { Figure } from './table.js';

/** What a model said at each row, in their order. */
export interface Model {
  readonly name: string;
  readonly p: readonly number[];
  /** The fold of each row, where it was fitted fold by fold. */
  readonly folds?: readonly number[];
}

/** A way to say how good answers are, on all rows or on some. */
export interface Measure {
  readonly name: string;
  of(p: readonly number[], y: readonly Label[]): number;
  /** Whether it says how rows are ordered, whatever their level. */
  readonly isRanking?: true;
  /** Default: every row. */
  readonly rows?: (index: number) => boolean;
}

export const AUC: Measure = { name: 'AUC', of: auc, isRanking: true };
export const PR_AUC: Measure = { name: 'PR-AUC', of: averagePrecision, isRanking: true };
export const ECE: Measure = { name: 'ECE', of: calibrationError };
export const BRIER: Measure = { name: 'Brier', of: brier };

/** Beyond this number of rows half the rounds say the same. */
const MANY = 20_000;

/** A model fitted to the visitors of other folds, five of them. Pure. */
export function fitted<Row extends Labelled>(name: string, rows: readonly Row[], train: Trainer<Row>): Model {
  return { name, p: crossValidate(rows, train), folds: rows.map(({ visitor }) => foldOf(visitor, 5)) };
}

/** A measure of a model on labelled rows; of a model that was fitted fold by fold, the mean over its folds, by rows. Pure. */
export function figure(rows: readonly Labelled[], { p, folds }: Model, measure: Measure): number {
  const said = rows.flatMap(({ y }, index): readonly Said[] =>
    (measure.rows?.(index) ?? true) ? [{ p: p[index] ?? Number.NaN, y, fold: folds?.[index] ?? 0 }] : [],
  );
  if (!measure.isRanking) return ofSaid(said, measure);
  // Models of different folds have different levels: across folds a ranking compares levels, not visits.
  const parts = [...new Set(said.map(({ fold }) => fold))].map(fold => said.filter(one => one.fold === fold));
  const known = parts.map(part => ({ value: ofSaid(part, measure), weight: part.length }));
  const sure = known.filter(({ value }) => !Number.isNaN(value));
  return (
    sure.reduce((sum, { value, weight }) => sum + value * weight, 0) / sure.reduce((sum, { weight }) => sum + weight, 0)
  );
}

/** The measure on samples that draw visitors with replacement. Pure. */
export function redrawn(rows: readonly Labelled[], { p }: Model, measure: Measure, rounds: number): readonly number[] {
  const wanted = rows.flatMap(({ visitor, y }, index) =>
    (measure.rows?.(index) ?? true) ? [{ visitor, y, p: p[index] ?? Number.NaN, fold: 0 }] : [],
  );
  return resample(byVisitor(wanted), drawn => ofSaid(drawn, measure), {
    rounds: rows.length > MANY ? Math.ceil(rounds / 2) : rounds,
  });
}

/** The measure with its 95 % interval. Pure. */
export function withInterval(rows: readonly Labelled[], model: Model, measure: Measure, rounds: number): Figure {
  return { value: figure(rows, model, measure), interval: interval(redrawn(rows, model, measure, rounds)) };
}

/** The mean of figures of several shops, each redrawn for itself. Pure. */
export function meanOf(values: readonly number[], draws: readonly (readonly number[])[]): Figure {
  const rounds = Math.min(...draws.map(({ length }) => length));
  const means = Array.from({ length: rounds }, (_, round) => mean(draws.map(drawn => drawn[round] ?? Number.NaN)));
  return { value: mean(values), interval: interval(means) };
}

/** What was said at a row, and what came true. */
interface Said {
  readonly p: number;
  readonly y: Label;
  readonly fold: number;
}

function ofSaid(said: readonly Said[], { of }: Measure): number {
  return of(
    said.map(({ p }) => p),
    said.map(({ y }) => y),
  );
}
