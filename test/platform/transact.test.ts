import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Values, Writes } from '../../src/platform/store.js';
import { type Transaction, transact } from '../../src/platform/transact.js';

let database: IDBDatabase;

beforeEach(async () => {
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
  database = await new Promise(resolve => {
    const request = new IDBFactory().open('waymark:fretwell', 1);
    request.onupgradeneeded = () => void request.result.createObjectStore('waymark').put(1, 'head');
    request.onsuccess = () => resolve(request.result);
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function begin(): IDBObjectStore {
  return database.transaction('waymark', 'readwrite').objectStore('waymark');
}

/** What it reads and when it is cut off. */
type More = Partial<Omit<Transaction<Writes>, 'work'>>;

function run<T extends Writes>(store: IDBObjectStore, work: (values: Values) => T, more: More = {}): Promise<T> {
  return transact(store, { keys: ['head'], ranges: [], work, ...more });
}

async function stored(): Promise<Values> {
  const keep = (values: Values): Writes & { values: Values } => ({ values });
  const { values } = await run(begin(), keep, { keys: ['head', 'good'] });
  return values;
}

describe('transact', () => {
  it('writes what follows from what it read, and answers with it', async () => {
    const outcome = await run(begin(), ([head]) => ({ put: [['head', head + 1] as const] }));
    expect(outcome).toEqual({ put: [['head', 2]] });
    expect(await stored()).toEqual([2, undefined]);
  });

  it('writes all of a transaction or nothing', async () => {
    const failing = run(
      begin(),
      () => ({
        clear: true,
        put: [
          ['good', 1],
          ['odd', () => {}],
        ],
      }),
      { keys: [] },
    );
    await expect(failing).rejects.toMatchObject({ name: 'DataCloneError' });
    expect(await stored()).toEqual([1, undefined]);
  });

  it('rejects when the browser aborts the transaction, as it does on a full disk', async () => {
    const store = begin();
    store.transaction.commit = () => store.transaction.abort();
    await expect(run(store, () => ({ put: [['head', 2]] }), { keys: [] })).rejects.toBeDefined();
    expect(await stored()).toEqual([1, undefined]);
  });

  it('ends at once when its signal aborts, and writes nothing', async () => {
    const away = new AbortController();
    const cut = run(begin(), () => ({ put: [['head', 2]] }), { signal: away.signal });
    away.abort();
    await expect(cut).rejects.toMatchObject({ name: 'AbortError' });
    expect(await stored()).toEqual([1, undefined]);
  });

  it('gives up on a transaction that never ends', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const hanging = run(begin(), () => ({}));
    // Nothing the factory does is heard of.
    vi.spyOn(globalThis, 'setImmediate').mockReturnValue(undefined as never);
    const rejected = expect(hanging).rejects.toMatchObject({ name: 'TimeoutError' });
    await vi.advanceTimersByTimeAsync(10_000);
    await rejected;
  });
});
