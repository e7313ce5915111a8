import { clear, entries, promisifyRequest, type UseStore } from 'idb-keyval';
import type { Key, Range, Store, Values, Writes } from './store.js';

const STORE = 'waymark';
const DEADLINE_MS = 2_000;
const ABSENT = 'NotFoundError';

/**
 * The database of a site behind a guard: opening never throws and never takes longer than 2 s for the caller,
 * a failed handle is dropped, another tab may always delete the database, and a lost connection is tried once more.
 */
export function indexedDbStore(name: string): Store {
  let opening: Promise<IDBDatabase> | null = null;
  let database: IDBDatabase | null = null;

  /** An opening that is late is kept: whoever asks after it finds it. */
  function connect(create = false): Promise<IDBDatabase> {
    if (!opening) {
      opening = start(create);
      // Not inside `start`: what fails at once fails before `opening` is set.
      opening.catch(drop);
    }
    return within(opening);
  }

  async function start(create: boolean): Promise<IDBDatabase> {
    let isAbsent = false;
    try {
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => {
        isAbsent = !create;
        if (create) request.result.createObjectStore(STORE);
        else request.transaction?.abort();
      };
      const opened = await promisifyRequest(request);
      opened.onversionchange = () => {
        opened.close();
        drop();
      };
      opened.onclose = drop;
      database = opened;
      return opened;
    } catch (error) {
      throw isAbsent ? new DOMException('There is no such database.', ABSENT) : error;
    }
  }

  /** On an open connection the transaction begins at once, so that a page that is leaving still gets it begun. */
  const use: UseStore = async (mode, run) => {
    try {
      if (database) return await run(database.transaction(STORE, mode).objectStore(STORE));
    } catch (error) {
      // A connection that closed in between (iOS does that) is opened once more; other failures are the caller's.
      if (!(error instanceof DOMException && /InvalidState|Unknown/.test(error.name))) throw error;
      drop();
    }
    return run((await connect()).transaction(STORE, mode).objectStore(STORE));
  };

  function drop(): void {
    opening = database = null;
  }

  function close(): void {
    database?.close();
    drop();
  }

  return {
    async open(create) {
      try {
        await connect(create);
        return true;
      } catch (error) {
        if ((error as Error).name !== ABSENT) throw error;
        // Whoever may make the database may have met an opening that may not.
        return create && connect(true).then(() => true);
      }
    },
    transact: (keys, ranges, work) => use('readwrite', store => transact(store, keys, ranges, work)),
    read: (keys, ranges) =>
      use(
        'readonly',
        async store =>
          (await transact<Writes & { values: Values }>(store, keys, ranges, values => ({ values }))).values,
      ),
    entries: () => entries<Key & IDBValidKey, unknown>(use),
    async remove() {
      await clear(use);
      close();
      await within(promisifyRequest(indexedDB.deleteDatabase(name)));
    },
    close,
  };
}

/** Nothing but callbacks of the database runs between the first read and the last write. */
function transact<T extends Writes>(
  store: IDBObjectStore,
  keys: readonly Key[],
  ranges: readonly Range[],
  work: (values: Values) => T,
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
      if (outcome.clear) store.clear();
      for (const key of outcome.drop ?? []) store.delete(key as IDBValidKey);
      for (const [key, value] of outcome.put ?? []) store.put(value, key as IDBValidKey);
      transaction.commit();
    } catch (error) {
      failure = error;
      transaction.abort();
    }
  }

  for (const request of requests) request.onsuccess = () => --waiting || finish();
  if (!waiting) finish();
  return promisifyRequest(transaction).then(
    () => outcome,
    error => Promise.reject(failure ?? error ?? new DOMException('The transaction was aborted.', 'AbortError')),
  );
}

function within<T>(promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new DOMException('The database did not answer.', 'TimeoutError')),
      DEADLINE_MS,
    );
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
