import type { Store } from '../platform/store.js';
import type { Ledger } from './ledger.js';

/**
 * Whether there is a database; `create` makes one. What may be stored and cannot be is kept in memory. It is asked anew
 * with each opening: who waited once for a database that says nothing does not wait again before the next.
 */
export function createReach(ledger: Ledger, store: Store): (create: boolean) => Promise<boolean> {
  let silence: unknown;
  return async create => {
    try {
      if (create && silence && ledger.store === store) throw silence;
      return ledger.store === store && (await store.open(create));
    } catch (cause) {
      if ((cause as Error).name === 'TimeoutError') silence = cause;
      if (create) await ledger.leaveStore(cause);
      return false;
    }
  };
}
