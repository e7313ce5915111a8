import type { DeliverContext, Delivered } from '../core/plugin.js';
import type { Row } from '../core/touchpoint.js';

/** A plugin's promise gets 5 s; what is not sent by then would be sent twice. */
const ENOUGH_MS = 3_000;

/** How rows are posted one by one. */
export interface SendEach {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  bodiesOf(row: Row): readonly string[];
}

/**
 * Posts row by row, for systems that take one at a time and count a repeat twice: what was taken is not sent again, and a page
 * that goes sends nothing, for it would never know.
 */
export async function sendEach(
  rows: readonly Row[],
  { final, send }: DeliverContext,
  { url, headers, bodiesOf }: SendEach,
): Promise<Delivered> {
  const startedAt = Date.now();
  const rejected: number[] = [];
  for (const [accepted, row] of rows.entries()) {
    if (final || Date.now() - startedAt > ENOUGH_MS) return { accepted, rejected };
    for (const body of bodiesOf(row)) {
      const answer = await send(url, body, headers);
      if (answer.rejected) rejected.push(row.seq);
      else if (answer.accepted === 0) return { ...answer, accepted, rejected };
    }
  }
  return { rejected };
}
