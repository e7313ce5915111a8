import type { DeliverContext, Delivered } from '../core/plugin.js';
import type { Row } from '../core/touchpoint.js';
import type { Deliver } from './late.js';

/** What is posted, as `DeliverContext.send` takes it. */
export type Post = Parameters<DeliverContext['send']>;

/** What there is to say of each row, for APIs that take one thing at a time. */
export interface PostEach {
  postsOf(row: Row, context: DeliverContext): readonly Post[];
  /** A repeat counts twice there: a page that leaves posts nothing, for it would never know. Default `false`. */
  readonly countsTwice?: boolean;
}

/** A plugin's promise gets 5 s; what is not answered by then is tried again. */
const ENOUGH_MS = 3_000;
/** Ids of what was taken: more than a batch has. */
const KNOWN = 500;

/**
 * A `deliver` that posts one thing after the other. What is not taken stops it, and is tried again with what comes after, but
 * without what was taken before; what is refused is passed over. On a page that leaves all go at once.
 */
export function postEach({ postsOf, countsTwice }: PostEach): Deliver {
  const taken = new Set<string>();

  function keep(id: string): void {
    taken.add(id);
    const [oldest = id] = taken;
    if (taken.size > KNOWN) taken.delete(oldest);
  }

  return async (rows, context): Promise<Delivered> => {
    const { final, send } = context;
    if (final) {
      if (!countsTwice) await Promise.all(rows.flatMap(row => postsOf(row, context)).map(post => send(...post)));
      return countsTwice ? { accepted: 0 } : {};
    }
    const rejected: number[] = [];
    const until = Date.now() + ENOUGH_MS;
    let accepted = -1;
    for (const row of rows) {
      accepted++;
      if (Date.now() > until) return { accepted, rejected };
      const about = row.touchpoint ?? row.decisions[0];
      let index = 0;
      for (const post of postsOf(row, context)) {
        const id = `${about?.id}/${index++}`;
        if (taken.has(id)) continue;
        const answer = await send(...post);
        if (answer.rejected) rejected.push(row.seq);
        else if (answer.accepted === 0) return { ...answer, accepted, rejected };
        else keep(id);
      }
    }
    return { rejected };
  };
}
