import type { DeliverContext, Delivered } from '../core/plugin.js';
import type { Row } from '../core/touchpoint.js';

/** What is posted, as `DeliverContext.send` takes it. */
export type Post = Parameters<DeliverContext['send']>;

/** A plugin's promise gets 5 s. */
const ENOUGH_MS = 3_000;

/**
 * Posts what there is to say of each row one after the other, for APIs that take one thing at a time. What is not taken stops
 * it, and is tried again with what comes after; what is refused is passed over. On a page that leaves all go at once.
 */
export async function postEach(
  rows: readonly Row[],
  { send, final }: Pick<DeliverContext, 'send' | 'final'>,
  postsOf: (row: Row) => readonly Post[],
): Promise<Delivered> {
  if (final) {
    await Promise.all(rows.flatMap(postsOf).map(post => send(...post)));
    return {};
  }
  const rejected: number[] = [];
  const until = Date.now() + ENOUGH_MS;
  for (const [index, row] of rows.entries()) {
    for (const post of postsOf(row)) {
      const answer = await send(...post);
      if (answer.rejected) rejected.push(row.seq);
      else if (answer.accepted === 0) return { ...answer, accepted: index, rejected };
    }
    if (Date.now() > until) return { accepted: index + 1, rejected };
  }
  return { rejected };
}
