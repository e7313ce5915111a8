import { clear, promisifyRequest, type UseStore } from 'idb-keyval';
import { afterAwake } from './after-awake.js';
import { createPause } from './pause.js';
import { goneError, isGone, type Key, type Store, type Values, type Writes } from './store.js';
import { transact } from './transact.js';

const STORE = 'waymark';
const DEADLINE_MS = 2_000;

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
        use('readwrite', store => transact(store, { keys, ranges, work, signal }));
      // What only writes ends by itself, and must not be written twice.
      return keys.length + ranges.length ? unlessAway(attempt) : attempt();
    },
    async read(keys, ranges) {
      const work = (values: Values): Writes & { values: Values } => ({ values });
      const { values } = await unlessAway(signal =>
        use('readonly', store => transact(store, { keys, ranges, work, signal })),
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

function within<T>(promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = afterAwake(DEADLINE_MS, () =>
      reject(new DOMException('The database did not answer.', 'TimeoutError')),
    );
    promise.then(resolve, reject).then(stop);
  });
}
