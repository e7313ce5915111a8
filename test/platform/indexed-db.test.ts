import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { indexedDbStore } from '../../src/platform/indexed-db.js';
import type { Store } from '../../src/platform/store.js';
import { keepsStoreContract } from './store-contract.js';

const NAME = 'waymark:fretwell';
const HEAD = [['head', 1]] as const;

let factory: IDBFactory;
/** Every opening asked of the factory, in order. */
let requests: IDBOpenDBRequest[];

beforeEach(() => {
  factory = new IDBFactory();
  requests = [];
  const open = factory.open.bind(factory);
  factory.open = (name, version) => {
    const request = open(name, version);
    requests.push(request);
    return request;
  };
  vi.stubGlobal('indexedDB', factory);
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function opened(): Promise<Store> {
  const store = indexedDbStore(NAME);
  await store.open(true);
  await store.transact([], [], () => ({ put: HEAD }));
  return store;
}

/** The next opening is answered by `open`, the others as usual. */
function once(open: (name: string, version?: number) => IDBOpenDBRequest): void {
  const usual = factory.open;
  factory.open = (name, version) => {
    factory.open = usual;
    return open(name, version);
  };
}

function later(run: () => void): void {
  setImmediate(run);
}

async function names(): Promise<(string | undefined)[]> {
  return (await factory.databases()).map(({ name }) => name);
}

describe('indexedDbStore', () => {
  keepsStoreContract(async () => {
    const store = indexedDbStore(NAME);
    await store.open(true);
    return store;
  });

  it('touches no database before it is asked to', () => {
    indexedDbStore(NAME);
    expect(requests).toHaveLength(0);
  });

  it('answers false for a database that is not there and leaves nothing behind', async () => {
    const store = indexedDbStore(NAME);
    expect(await store.open(false)).toBe(false);
    expect(await names()).toEqual([]);
    await expect(store.read(['head'], [])).rejects.toMatchObject({ name: 'NotFoundError' });
    expect(await names()).toEqual([]);
  });

  it('makes the database once it may, also after it looked for it', async () => {
    const store = indexedDbStore(NAME);
    await store.open(false);
    expect(await store.open(true)).toBe(true);
    expect(await names()).toEqual([NAME]);
    expect(await store.entries()).toEqual([]);
  });

  it('makes the database although somebody else is just looking for it', async () => {
    const store = indexedDbStore(NAME);
    expect(await Promise.all([store.open(false), store.open(true)])).toEqual([false, true]);
    expect(await store.entries()).toEqual([]);
  });

  it('finds a database that is there without being allowed to make one', async () => {
    (await opened()).close();
    const store = indexedDbStore(NAME);
    expect(await store.open(false)).toBe(true);
    expect(await store.read(['head'], [])).toEqual([1]);
  });

  it('opens the database once for many callers', async () => {
    const store = indexedDbStore(NAME);
    await Promise.all([store.open(true), store.open(true), store.open(true)]);
    await store.read(['head'], []);
    expect(requests).toHaveLength(1);
  });

  it('rejects where the browser throws at the opening, and tries anew the next time', async () => {
    const store = indexedDbStore(NAME);
    once(() => {
      throw new DOMException('private window', 'SecurityError');
    });
    await expect(store.open(true)).rejects.toMatchObject({ name: 'SecurityError' });
    expect(await store.open(true)).toBe(true);
  });

  it('rejects where there is no database at all', async () => {
    vi.stubGlobal('indexedDB', undefined);
    await expect(indexedDbStore(NAME).open(true)).rejects.toThrow();
    await expect(indexedDbStore(NAME).transact([], [], () => ({}))).rejects.toThrow();
  });

  it('rejects when the opening fails, and opens a fresh one the next time', async () => {
    const store = indexedDbStore(NAME);
    once(() => {
      const request = { error: new DOMException('disk', 'UnknownError'), onerror: () => {} };
      later(() => request.onerror());
      return request as unknown as IDBOpenDBRequest;
    });
    await expect(store.open(true)).rejects.toMatchObject({ name: 'UnknownError' });
    expect(await store.open(true)).toBe(true);
    expect(await store.read(['head'], [])).toEqual([undefined]);
  });

  it('gives up on a database that does not answer within two seconds', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const store = indexedDbStore(NAME);
    once(() => ({}) as IDBOpenDBRequest);
    const opening = store.open(true);
    const failed = expect(opening).rejects.toMatchObject({ name: 'TimeoutError' });
    await vi.advanceTimersByTimeAsync(2_000);
    await failed;
    expect(vi.getTimerCount()).toBe(0);
  });

  it('keeps an opening that was late for whoever asks after it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let answer = (): void => {};
    once((name, version) => {
      const late = {} as { -readonly [K in keyof IDBOpenDBRequest]: IDBOpenDBRequest[K] };
      answer = () => {
        const request = factory.open(name, version);
        const pass = (type: 'onupgradeneeded' | 'onsuccess' | 'onerror') => (event: Event) => {
          const { result, transaction } = request;
          Object.assign(late, { result, transaction });
          late[type]?.call(late, event as IDBVersionChangeEvent);
        };
        request.onupgradeneeded = pass('onupgradeneeded');
        request.onsuccess = pass('onsuccess');
        request.onerror = pass('onerror');
      };
      return late;
    });
    const store = indexedDbStore(NAME);
    const failed = expect(store.open(true)).rejects.toMatchObject({ name: 'TimeoutError' });
    await vi.advanceTimersByTimeAsync(2_000);
    await failed;
    answer();
    await store.transact([], [], () => ({ put: HEAD }));
    expect(await store.read(['head'], [])).toEqual([1]);
    expect(requests).toHaveLength(1);
  });

  it('gets out of the way of a tab that deletes the database, and does not make it again', async () => {
    const store = await opened();
    await new Promise((resolve, reject) => {
      const request = factory.deleteDatabase(NAME);
      request.onsuccess = resolve;
      request.onblocked = reject;
    });
    await expect(store.read(['head'], [])).rejects.toMatchObject({ name: 'NotFoundError' });
    await expect(store.transact([], [], () => ({ put: HEAD }))).rejects.toMatchObject({ name: 'NotFoundError' });
    expect(await names()).toEqual([]);
  });

  it('lets go of a connection it has replaced when another tab deletes the database', async () => {
    const store = await opened();
    // A connection of which the browser said that it is lost may live on.
    requests[0]?.result.onclose?.(new Event('close'));
    await store.read(['head'], []);
    const blocked = vi.fn();
    await new Promise(resolve => {
      const request = factory.deleteDatabase(NAME);
      request.onsuccess = resolve;
      request.onblocked = blocked;
    });
    expect(blocked).not.toHaveBeenCalled();
  });

  it('opens a connection again that the browser closed in between', async () => {
    const store = await opened();
    requests[0]?.result.close();
    await store.transact([], [], () => ({ put: [['head', 2]] }));
    expect(await store.read(['head'], [])).toEqual([2]);
    expect(requests).toHaveLength(2);
  });

  it('opens a connection again of which the browser said that it is lost', async () => {
    const store = await opened();
    requests[0]?.result.onclose?.(new Event('close'));
    expect(await store.read(['head'], [])).toEqual([1]);
    expect(requests).toHaveLength(2);
  });

  it('tries a lost connection once more and not for ever', async () => {
    const store = await opened();
    const usual = factory.open;
    factory.open = (name, version) => {
      const request = usual.call(factory, name, version);
      request.addEventListener('success', () => request.result.close());
      return request;
    };
    requests[0]?.result.close();
    await expect(store.read(['head'], [])).rejects.toMatchObject({ name: 'InvalidStateError' });
    expect(requests).toHaveLength(2);
  });

  it('does not repeat a transaction that failed for a reason of its own', async () => {
    const store = await opened();
    const work = vi.fn(() => ({ put: [['odd', () => {}] as const] }));
    await expect(store.transact([], [], work)).rejects.toMatchObject({ name: 'DataCloneError' });
    expect(work).toHaveBeenCalledOnce();
  });

  it('begins a transaction at once on an open connection, so that a page that leaves gets it begun', async () => {
    const store = await opened();
    const begun = vi.spyOn((requests[0] as IDBOpenDBRequest).result, 'transaction');
    const writing = store.transact([], [], () => ({ put: [['head', 2]] }));
    expect(begun).toHaveBeenCalledOnce();
    await writing;
  });

  it('removes the database itself', async () => {
    const store = await opened();
    await store.remove();
    expect(await names()).toEqual([]);
    expect(await store.open(false)).toBe(false);
  });

  it('empties the database although another tab holds it open', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const store = await opened();
    const stubborn = await new Promise<IDBDatabase>(resolve => {
      const request = factory.open(NAME, 1);
      request.onsuccess = () => resolve(request.result);
    });
    const removing = store.remove();
    const failed = expect(removing).rejects.toMatchObject({ name: 'TimeoutError' });
    await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1));
    await vi.advanceTimersByTimeAsync(2_000);
    await failed;
    const left = await new Promise(resolve => {
      stubborn.transaction('waymark').objectStore('waymark').count().onsuccess = event =>
        resolve((event.target as IDBRequest<number>).result);
    });
    expect(left).toBe(0);
    stubborn.close();
  });

  it('lets go of the database when it is closed', async () => {
    const store = await opened();
    store.close();
    const blocked = vi.fn();
    await new Promise(resolve => {
      const request = factory.deleteDatabase(NAME);
      request.onsuccess = resolve;
      request.onblocked = blocked;
    });
    expect(blocked).not.toHaveBeenCalled();
  });

  it('closes without ever having been opened', () => {
    expect(() => indexedDbStore(NAME).close()).not.toThrow();
  });

  it('holds back what reads while the page may be in the back/forward cache, and makes it again', async () => {
    const store = await opened();
    const reading = store.read(['head'], []);
    const placing = store.transact(['head'], [], ([head]) => ({ put: [['next', head + 1]] }));
    store.pause?.();
    await store.transact([], [], () => ({ put: [['written', 1]] }));
    let isDone = false;
    void Promise.all([reading, placing]).then(() => {
      isDone = true;
    });
    await new Promise(resolve => setTimeout(resolve, 20));
    expect(isDone).toBe(false);
    store.resume?.();
    expect(await reading).toEqual([1]);
    await placing;
    expect(await store.read(['next', 'written'], [])).toEqual([2, 1]);
  });
});
