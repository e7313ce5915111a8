/**
 * What goes wrong with one posted batch.
 *
 * @typedef {object} Fault
 * @property {number} [delayMs] It is stored, and answered, so much later.
 * @property {number} [status] It is answered with this status and not stored.
 * @property {Record<string, string>} [headers] Instead of the usual ones of these names.
 * @property {boolean} [isReset] It is stored, and the connection is cut instead of an answer.
 *
 * @typedef {(body: string) => Fault | undefined} Faults Asked once a batch, with its text; nothing: all goes well.
 */

/** One fault of each kind. */
export const FAULTS = /** @type {const} */ ({
  broken: { status: 503 },
  slow: { delayMs: 2_000 },
  lost: { isReset: true },
  large: { status: 413 },
  busy: { status: 429, headers: { 'retry-after': '1', 'access-control-expose-headers': 'retry-after' } },
  closed: { headers: { 'access-control-allow-origin': 'https://elsewhere.invalid' } },
});

/**
 * These faults, one a batch, then none; `undefined` in the list is a batch that goes well.
 *
 * @param {readonly (Fault | undefined)[]} list
 * @returns {Faults}
 */
export function inTurn(list) {
  const left = [...list];
  return () => left.shift();
}

/**
 * Each fault for its share of all batches, 0 to 1; what the shares leave goes well.
 *
 * @param {readonly (readonly [number, Fault])[]} shares
 * @param {() => number} random 0 to 1; a seeded one makes the faults the same in every run.
 * @returns {Faults}
 */
export function byShare(shares, random) {
  return () => {
    let drawn = random();
    return shares.find(([share]) => {
      drawn -= share;
      return drawn < 0;
    })?.[1];
  };
}

/**
 * Answers a batch as the fault says, as usual when there is none.
 *
 * @param {Fault | undefined} fault
 * @param {() => Promise<import('./server.mjs').Answer>} collect
 * @returns {Promise<import('./server.mjs').Answer>}
 */
export async function withFault(fault, collect) {
  if (!fault) return collect();
  const { delayMs, status, headers, isReset } = fault;
  if (delayMs) await new Promise(resolve => setTimeout(resolve, delayMs));
  const answer = status ? { status, body: 'The collector was told to fail.' } : await collect();
  return { ...answer, headers, isReset };
}
