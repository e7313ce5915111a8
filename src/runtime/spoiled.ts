import type { Delivered } from '../core/plugin.js';
import type { Row } from '../core/touchpoint.js';
import { takenOf } from './cursor.js';

/** Where so many rows were refused one after the other, the next is likely to be refused too. */
const IN_A_ROW = 2;

/**
 * Delivers a batch. Where it is refused as a whole, halves find the row that spoils it, which alone is refused, and
 * everything else goes out in log order; one bad row of fifty costs seven or eight posts. A refusal for its size says
 * nothing of a row, and the batch goes in smaller parts.
 */
export async function deliverSpoiled(
  batch: readonly Row[],
  deliver: (part: readonly Row[]) => Promise<Delivered>,
): Promise<Delivered> {
  const rejected: number[] = [];
  /** The answer that says to try again later, if there was one. */
  const stuck: Delivered[] = [];
  let start = 0;
  let inARow = 0;
  /** The rows up to `end` hold one that is refused, as far as answers tell. */
  let isSure = true;
  /** Most rows that are not too many at once, as far as answers tell. */
  let most = batch.length;

  /** Answers whether the rows up to `end` were refused as a whole. */
  async function isRefused(end: number): Promise<boolean> {
    const part = batch.slice(start, end);
    const answer = await deliver(part);
    if (answer.tooLarge || answer.rejected === true) {
      if (!answer.tooLarge || part.length < 2) return true;
      most = part.length >> 1;
      isSure = false;
      return false;
    }
    const { taken, refused } = takenOf(part, answer);
    rejected.push(...refused.map(({ seq }) => seq));
    // It may have been the one.
    if (refused.length) isSure = false;
    start += taken.length;
    inARow = 0;
    if (taken.length < part.length) stuck.push(answer);
    return false;
  }

  while (!stuck.length && start < batch.length) {
    let end = inARow >= IN_A_ROW ? start + 1 : Math.min(batch.length, start + most);
    isSure = true;
    if (!(await isRefused(end))) continue;
    // The rows up to `end` were refused.
    while (!stuck.length && isSure && end - start > 1) {
      const middle = start + ((end - start) >> 1);
      if (await isRefused(middle)) end = middle;
    }
    if (stuck.length || !isSure) continue;
    rejected.push(batch[start]?.seq ?? 0);
    start++;
    inARow++;
  }
  return { ...stuck[0], accepted: start, rejected };
}
