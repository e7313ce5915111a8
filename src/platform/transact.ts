import { promisifyRequest } from 'idb-keyval';
import { afterAwake } from './after-awake.js';
import { bare } from './bare.js';
import type { Key, Range, Values, Writes } from './store.js';

/** What a transaction reads, and what it makes of that. */
export interface Transaction<T extends Writes> {
  readonly keys: readonly Key[];
  readonly ranges: readonly Range[];
  /** Answers what is to be written, synchronously, once everything is read. */
  work(values: Values): T;
  /** Cuts it off, unless it is committing already. */
  readonly signal?: AbortSignal | undefined;
}

/** A transaction waits for those of other tabs, too. */
const TRANSACTION_MS = 10_000;
/** What was committing when the page went is heard of soon after it came back, or never. */
const COMMITTED_MS = 1_000;

/** Nothing but callbacks of the database runs between the first read and the last write. */
export function transact<T extends Writes>(
  store: IDBObjectStore,
  { keys, ranges, work, signal }: Transaction<T>,
): Promise<T> {
  const { transaction } = store;
  const requests: IDBRequest[] = [
    ...keys.map(key => store.get(key as IDBValidKey)),
    ...ranges.map(({ name, above, limit }) => {
      return store.getAll(IDBKeyRange.bound(above === undefined ? [name] : [name, above], [name, []], true), limit);
    }),
  ];
  let waiting = requests.length;
  let outcome: T;
  let failure: unknown;

  function finish(): void {
    try {
      outcome = work(requests.map(request => request.result));
      const { clear: isCleared, drop: dropped = [], put = [] } = bare<Writes>(outcome);
      if (isCleared) store.clear();
      for (const key of dropped) store.delete(key as IDBValidKey);
      for (const [key, value] of put) store.put(value, key as IDBValidKey);
      transaction.commit();
    } catch (error) {
      failure = error;
      transaction.abort();
    }
  }

  for (const request of requests) request.onsuccess = () => --waiting || finish();
  if (!waiting) finish();
  return completed(transaction, signal).then(
    () => outcome,
    error => {
      throw failure ?? error ?? new DOMException('The transaction was aborted.', 'AbortError');
    },
  );
}

/** Settles with a transaction; one that is cut off or takes too long may never say that it ended, and rejects all the same. */
function completed(transaction: IDBTransaction, signal: AbortSignal | undefined): Promise<unknown> {
  return new Promise((resolve, reject) => {
    function cut(name: string): void {
      reject(new DOMException('The database did not answer.', name));
    }

    function leave(): void {
      try {
        transaction.abort();
        cut('AbortError');
      } catch {
        // It is committing, and cannot be stopped any more.
        setTimeout(cut, COMMITTED_MS, 'AbortError');
      }
    }

    const stop = afterAwake(TRANSACTION_MS, () => {
      leave();
      cut('TimeoutError');
    });
    signal?.addEventListener('abort', leave);
    if (signal?.aborted) leave();
    promisifyRequest(transaction)
      .then(resolve, reject)
      .then(() => {
        stop();
        signal?.removeEventListener('abort', leave);
      })
      // A listener that may not be taken off has nothing to stop any more.
      .catch(() => {});
  });
}
