import type { Report } from '../core/plugin.js';
import type { Store } from '../platform/store.js';
import { BEHIND, INBOX, type Outcome, SETTLE_KEYS, type Settlement, settle } from './settle.js';

/** One commit in its transaction. Where something cannot be stored, a second leaves it out, and `problem` hears of it. */
export function settleIn(place: Store, settlement: Settlement, problem: Report): Promise<Outcome> {
  const ranges = [
    { name: 'inbox', limit: INBOX },
    { name: 'log', above: settlement.known.seq, limit: BEHIND + 1 },
  ];
  const settleBy = (by: Settlement): Promise<Outcome> =>
    place.transact(SETTLE_KEYS, ranges, values => settle(by, values));
  return settleBy(settlement).catch(async cause => {
    // A function cannot be cloned, a circle or a BigInt is no JSON.
    if (cause.name !== 'DataCloneError' && !(cause instanceof TypeError)) throw cause;
    const { plainCommit } = await import('./plain.js');
    const plain = plainCommit(settlement);
    const settled = await settleBy(plain.settlement);
    plain.problems(settled).forEach(problem);
    return settled;
  });
}
