import { clear, promisifyRequest, type UseStore } from 'idb-keyval';
import { bare } from './bare.js';
import { createPause } from './pause.js';
import { goneError, isGone, type Key, type Range, type Store, type Values, type Writes } from './store.js';

const STORE = 'waymark';
const DEADLINE_MS = 2_000;
/** A transaction waits for those of other tabs, too. */
const TRANSACTION_MS = 10_000;
/** What was committing when the page went is heard of soon after it came back, or never. */
const COMMITTED_MS = 1_000;
const PARTS = 4;

/**
 * The database of a site behind a guard: opening never throws and never takes longer than 2 s for the caller,
 * a failed handle is dropped, another tab may always delete the database, and a lost connection is tried once more.
 */
export function indexedDbStore(name: string): Store {
  let opening: Promise<IDBDatabase> | null = null;
  let database: IDBDatabase | null = null;
  // In WebKit a page in the back/forward cache that holds a transaction which reads keeps all others from the database,
  // and in Firefox such a transaction never ends: https://github.com/w3c/IndexedDB/issues/381.
  const { pause, resume, run: unlessAway } = createPause();

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
      // Asked first, for WebKit leaves an empty database behind where the making of one is aborted.
      isAbsent = !create && !!indexedDB.databases && !(await indexedDB.databases()).some(isMade);
      if (isAbsent) throw isAbsent;
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => {
        isAbsent = !create;
        if (create) request.result.createObjectStore(STORE);
        else request.transaction?.abort();
      };
      const opened = await promisifyRequest(request);
      if (!opened.objectStoreNames.contains(STORE)) {
        opened.close();
        // Another name than that of what was erased: nothing was.
        throw new DOMException('The database of this name is not ours.', 'DataError');
      }
      opened.onversionchange = () => {
        opened.close();
        drop();
      };
      opened.onclose = drop;
      database = opened;
      return opened;
    } catch (error) {
      throw isAbsent ? goneError('There is no such database.') : error;
    }
  }

  function isMade(known: IDBDatabaseInfo): boolean {
    return known.name === name && !!known.version;
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
    try {
      database?.close();
    } catch {
      // A page that refuses it keeps the connection open.
    }
    drop();
  }

  return {
    async open(create) {
      try {
        await connect(create);
        return true;
      } catch (error) {
        if (!isGone(error)) throw error;
        // Whoever may make the database may have met an opening that may not.
        return create && connect(true).then(() => true);
      }
    },
    transact(keys, ranges, work) {
      const attempt = (signal?: AbortSignal): ReturnType<typeof transact<ReturnType<typeof work>>> =>
        use('readwrite', store => transact(store, keys, ranges, work, signal));
      // What only writes ends by itself, and must not be written twice.
      return keys.length + ranges.length ? unlessAway(attempt) : attempt();
    },
    async read(keys, ranges) {
      const work = (values: Values): Writes & { values: Values } => ({ values });
      const { values } = await unlessAway(signal =>
        use('readonly', store => transact(store, keys, ranges, work, signal)),
      );
      return values;
    },
    entries: () =>
      use('readonly', async store => {
        const requests = [promisifyRequest(store.getAllKeys()), promisifyRequest(store.getAll())] as const;
        const [keys, values] = await Promise.all(requests);
        return keys.map((key, index) => [key as Key, values[index]]);
      }),
    async remove() {
      await clear(use);
      close();
      await within(promisifyRequest(indexedDB.deleteDatabase(name)));
    },
    pause,
    resume,
    close,
  };
}

/** Nothing but callbacks of the database runs between the first read and the last write. */
function transact<T extends Writes>(
  store: IDBObjectStore,
  keys: readonly Key[],
  ranges: readonly Range[],
  work: (values: Values) => T,
  signal?: AbortSignal,
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
  return new Promise((resolve, reject) => {
    /** No event says that it ended: it is ended from here. */
    function cut(name: string): void {
      reject(failure ?? new DOMException('The database did not answer.', name));
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

    const stop = after(TRANSACTION_MS, () => {
      leave();
      cut('TimeoutError');
    });
    signal?.addEventListener('abort', leave);
    if (signal?.aborted) leave();
    promisifyRequest(transaction)
      .then(
        () => resolve(outcome),
        error => reject(failure ?? error ?? new DOMException('The transaction was aborted.', 'AbortError')),
      )
      .then(() => {
        stop();
        signal?.removeEventListener('abort', leave);
      })
      // A listener that may not be taken off has nothing to stop any more.
      .catch(() => {});
  });
}

function within<T>(promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = after(DEADLINE_MS, () => reject(new DOMException('The database did not answer.', 'TimeoutError')));
    promise.then(resolve, reject).then(stop);
  });
}

/** Runs after so much time in which the device was awake: in parts, for a timer that a sleep made due rings at once. */
function after(ms: number, run: () => void, parts: number = PARTS): () => void {
  let stop = (): void => clearTimeout(timer);
  const timer = setTimeout(() => {
    if (parts > 1) stop = after(ms, run, parts - 1);
    else run();
  }, ms / PARTS);
  return () => stop();
}
