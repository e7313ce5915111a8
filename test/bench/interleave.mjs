import { within } from './within.mjs';

/** What a turn left open is closed by then, or stays open. */
const CLOSING_MS = 10_000;
/** So many turns may fail before a subject is given up: a busy machine is no reason, a bug fails again. */
const FAILURES = 2;

/**
 * @typedef {object} Entry
 * @property {string} name
 * @property {import('./visit.mjs').Subject} subject
 * @property {number} every It has a turn in every so manieth round.
 * @property {number} limitMs All its turns together.
 * @property {() => Promise<unknown>} tidy Closes what a turn left open.
 *
 * @typedef {object} Result
 * @property {number} rounds That were measured.
 * @property {number} spentMs
 * @property {string[]} failures
 */

/**
 * Gives every subject its turns, round by round, so that a busy machine disturbs them alike. A turn that fails or stands
 * still is noted and ends no other; a subject whose time is over, or that failed twice, has no more turns, and nobody has
 * once all of them took `ms`.
 *
 * @param {readonly Entry[]} entries
 * @returns {Promise<ReadonlyMap<string, Result>>} By name.
 */
export async function interleave(entries, { rounds, ms }) {
  const endsAt = performance.now() + ms;
  const results = new Map(entries.map(({ name }) => [name, { rounds: 0, spentMs: 0, failures: [] }]));

  async function turn({ name, subject, limitMs, tidy }, round) {
    const result = results.get(name);
    const from = performance.now();
    const leftMs = Math.min(limitMs - result.spentMs, endsAt - from);
    if (leftMs <= 0 || result.failures.length >= FAILURES) return;
    try {
      const isDone = await within(
        leftMs,
        subject.round(round).then(() => true),
      );
      if (isDone) result.rounds++;
      else result.failures.push(`round ${round + 1} was cut off after ${(leftMs / 1_000).toFixed(0)} s`);
    } catch (error) {
      result.failures.push(`round ${round + 1} failed: ${`${error?.message ?? error}`.split('\n')[0]}`);
    }
    result.spentMs += performance.now() - from;
    await within(
      CLOSING_MS,
      tidy().catch(() => {}), // What cannot be closed is in nobody's way.
    );
  }

  for (let round = 0; round < rounds; round++)
    for (const entry of entries) if (round % entry.every === 0) await turn(entry, round);
  return results;
}
