import type { Delivered } from '../core/plugin.js';
import type { Row } from '../core/touchpoint.js';
import { takenOf } from './cursor.js';

/** Where so many rows were refused one after the other, the next is likely to be refused too. */
const IN_A_ROW = 2;

/**
 * Delivers a batch that was refused as a whole: halves find the row that spoils it, which alone is refused, and everything
 * else goes out in log order. One bad row of fifty costs seven or eight posts.
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
  /** The rows that are left hold one that is refused, as far as answers tell. */
  let isSure = true;

  /** Answers whether the rows up to `end` were refused as a whole. */
  async function isRefused(end: number): Promise<boolean> {
    const part = batch.slice(start, end);
    const answer = await deliver(part);
    if (answer.rejected === true) return true;
    const { taken, refused } = takenOf(part, answer);
    rejected.push(...refused.map(({ seq }) => seq));
    // It may have been the one.
    if (refused.length) isSure = false;
    start += taken.length;
    inARow = 0;
    if (taken.length < part.length) stuck.push(answer);
    return false;
  }

  do {
    // The rows up to `end` were refused.
    let end = batch.length;
    isSure = true;
    if (inARow >= IN_A_ROW) {
      end = start + 1;
      if (!(await isRefused(end))) continue;
    }
    while (!stuck.length && isSure && end - start > 1) {
      const middle = start + ((end - start) >> 1);
      if (await isRefused(middle)) end = middle;
    }
    if (stuck.length || !isSure) continue;
    rejected.push(batch[start]?.seq ?? 0);
    start++;
    inARow++;
  } while (!stuck.length && start < batch.length && (inARow >= IN_A_ROW || (await isRefused(batch.length))));
  return { ...stuck[0], accepted: start, rejected };
}
