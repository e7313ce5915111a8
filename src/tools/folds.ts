import { createHash } from 'node:crypto';

/**
 * Which of `count` folds a visitor belongs to, 0 to `count - 1`: by hash, so it is the same in every file and run, and a
 * visitor is never on both sides. `salt` makes another split. Pure.
 */
export function foldOf(visitor: string, count: number, salt = ''): number {
  return createHash('sha256').update(`${salt}/${visitor}`).digest().readUInt32BE() % count;
}

/**
 * Answers for rows from models that never saw their visitors: each fold is answered by what was fitted to the others.
 * In the order of the rows. Pure if `train` is.
 */
export function crossValidate<Row extends { readonly visitor: string }>(
  rows: readonly Row[],
  train: (rows: readonly Row[]) => (row: Row) => number,
  folds = 5,
): readonly number[] {
  const foldsOf = rows.map(({ visitor }) => foldOf(visitor, folds));
  const answers = rows.map(() => Number.NaN);
  for (let fold = 0; fold < folds; fold++) {
    if (!foldsOf.includes(fold)) continue;
    const answer = train(rows.filter((_, index) => foldsOf[index] !== fold));
    for (const [index, row] of rows.entries()) if (foldsOf[index] === fold) answers[index] = answer(row);
  }
  return answers;
}
