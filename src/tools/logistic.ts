import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { chanceOf } from '../core/log-odds.js';

/** A fitted model: log-odds are the intercept plus the weighted sum of a row. */
export interface Logistic {
  readonly intercept: number;
  /** One a column, in the column's own unit. */
  readonly weights: readonly number[];
}

export interface FitOptions {
  /** Strength of the pull of weights towards nought, per standard deviation of a column; the intercept is free. Default 1. */
  readonly ridge?: number;
  /** Log-odds of each row that are given and not fitted. Default: none. */
  readonly offset?: readonly number[];
}

/** What is fitted to, and how. */
interface Fitting extends Required<FitOptions> {
  /** Row after row, each beginning with the 1 of the intercept. */
  readonly design: Float64Array;
  readonly labels: readonly number[];
}

const MAX_STEPS = 50;
/** Log-odds a step may change before it counts as the last. */
const CLOSE = 1e-8;
/** Keeps a column that never varies, or that another repeats, from making the equations singular. */
const FLOOR = 1e-9;

/**
 * Logistic regression with an L2 penalty by iteratively re-weighted least squares, columns standardised inside. Pure.
 * Source: Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, 2nd ed., 4.4.1.
 */
export function fitLogistic(
  rows: readonly (readonly number[])[],
  labels: readonly number[],
  { ridge = 1, offset = [] }: FitOptions = {},
): Logistic {
  const width = rows[0]?.length ?? 0;
  const scales = Array.from({ length: width }, (_, column) => scaleOf(rows, column));
  const size = width + 1;
  const design = new Float64Array(rows.length * size);
  for (const [index, row] of rows.entries()) {
    design[index * size] = 1;
    for (const [column, { mean, deviation }] of scales.entries())
      design[index * size + column + 1] = ((row[column] ?? 0) - mean) / deviation;
  }
  const fitting = { design, labels, ridge, offset };
  let beta = new Float64Array(size);
  let loss = lossOf(fitting, beta);
  for (let step = 0; step < MAX_STEPS; step++) {
    const change = newtonStep(fitting, beta);
    let next = beta;
    let nextLoss = Number.POSITIVE_INFINITY;
    // A full step may overshoot where classes are far apart.
    for (let share = 1; share > 1e-4 && !(nextLoss <= loss); share /= 2) {
      next = beta.map((value, index) => value + share * (change[index] ?? 0));
      nextLoss = lossOf(fitting, next);
    }
    if (!(nextLoss <= loss)) break;
    [beta, loss] = [next, nextLoss];
    if (change.every(value => Math.abs(value) < CLOSE)) break;
  }
  const weights = scales.map(({ deviation }, column) => (beta[column + 1] ?? 0) / deviation);
  const shift = scales.reduce((sum, { mean }, column) => sum + mean * (weights[column] ?? 0), 0);
  return { intercept: (beta[0] ?? 0) - shift, weights };
}

/** The probability a model gives to a row. Pure. */
export function probabilityOf({ intercept, weights }: Logistic, row: readonly number[], offset = 0): number {
  return chanceOf(weights.reduce((sum, weight, column) => sum + weight * (row[column] ?? 0), intercept + offset));
}

function scaleOf(
  rows: readonly (readonly number[])[],
  column: number,
): { readonly mean: number; readonly deviation: number } {
  const mean = rows.reduce((sum, row) => sum + (row[column] ?? 0), 0) / rows.length;
  const variance = rows.reduce((sum, row) => sum + ((row[column] ?? 0) - mean) ** 2, 0) / rows.length;
  return { mean, deviation: Math.sqrt(variance) || 1 };
}

function logOddsAt({ design, offset }: Fitting, beta: Float64Array, index: number): number {
  let sum = offset[index] ?? 0;
  for (let column = 0; column < beta.length; column++)
    sum += (design[index * beta.length + column] ?? 0) * (beta[column] ?? 0);
  return sum;
}

/** What the fit makes small: minus log-likelihood plus penalty. */
function lossOf(fitting: Fitting, beta: Float64Array): number {
  const { labels, ridge } = fitting;
  let loss = 0;
  for (let column = 1; column < beta.length; column++) loss += (ridge / 2) * (beta[column] ?? 0) ** 2;
  for (const [index, label] of labels.entries()) {
    const z = logOddsAt(fitting, beta, index);
    loss += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - label * z;
  }
  return loss;
}

function newtonStep(fitting: Fitting, beta: Float64Array): readonly number[] {
  const { design, labels, ridge } = fitting;
  const size = beta.length;
  const gradient = Matrix.zeros(size, 1);
  const curvature = Matrix.zeros(size, size);
  const sums = new Float64Array(size * size);
  const slopes = new Float64Array(size);
  for (const [index, label] of labels.entries()) {
    const p = chanceOf(logOddsAt(fitting, beta, index));
    const weight = p * (1 - p);
    const start = index * size;
    for (let row = 0; row < size; row++) {
      const value = design[start + row] ?? 0;
      slopes[row] = (slopes[row] ?? 0) + value * (label - p);
      for (let column = 0; column <= row; column++)
        sums[row * size + column] = (sums[row * size + column] ?? 0) + weight * value * (design[start + column] ?? 0);
    }
  }
  for (let row = 0; row < size; row++) {
    const penalty = row ? ridge : 0;
    gradient.set(row, 0, (slopes[row] ?? 0) - penalty * (beta[row] ?? 0));
    for (let column = 0; column <= row; column++) {
      const sum = (sums[row * size + column] ?? 0) + (row === column ? penalty + FLOOR : 0);
      curvature.set(row, column, sum);
      curvature.set(column, row, sum);
    }
  }
  return new CholeskyDecomposition(curvature).solve(gradient).to1DArray();
}
