import { expect, it } from 'vitest';
import { crossValidate, foldOf } from '../../src/tools/folds.js';

const ROWS = Array.from({ length: 3_000 }, (_, index) => ({ visitor: `v${index >> 1}`, index }));

it('puts every visitor into one fold, the same in every run, about as many into each', () => {
  expect([1, 2, 3, 4].map(n => foldOf(`v${n}`, 5))).toEqual([1, 2, 3, 4].map(n => foldOf(`v${n}`, 5)));
  const counts = [0, 0, 0, 0, 0];
  for (const { visitor } of ROWS) counts[foldOf(visitor, 5)]!++;
  for (const count of counts) expect(Math.abs(count - 600)).toBeLessThan(120);
});

it('makes an unrelated split with another salt', () => {
  const same = ROWS.filter(({ visitor }) => foldOf(visitor, 2) === foldOf(visitor, 2, 'other'));
  expect(Math.abs(same.length / ROWS.length - 0.5)).toBeLessThan(0.05);
});

it('asks only models that never saw the visitor, and answers in the order of the rows', () => {
  const fits: number[] = [];
  const answers = crossValidate(ROWS, fitted => {
    fits.push(fitted.length);
    const seen = new Set(fitted.map(({ visitor }) => visitor));
    return ({ visitor, index }) => (seen.has(visitor) ? -1 : index);
  });
  expect(answers).toEqual(ROWS.map(({ index }) => index));
  expect(fits).toHaveLength(5);
});

it('fits nothing for a fold without rows', () => {
  expect(crossValidate([{ visitor: 'a' }], () => () => 1)).toEqual([1]);
});
