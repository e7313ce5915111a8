import { describe, expect, it } from 'vitest';
import { memoryStore } from '../../src/platform/memory-store.js';
import { flush, tap } from './builders.js';
import { loaded, placedBy, watched } from './ledger-tab.js';

describe('forgetting', () => {
  it('forgets everything when another tab emptied the database', async () => {
    const store = memoryStore();
    const tab = await loaded({ store });
    tab.ledger.append(tap('one'));
    await flush();
    await store.remove();
    tab.ledger.append(tap('two'));
    await flush();
    expect(tab.erased).toHaveBeenCalledOnce();
    expect(tab.ledger.isLoaded).toBe(false);
    expect(tab.ledger.waiting).toEqual([]);
    expect(tab.ledger.known).toMatchObject({ epoch: '', seq: 0, profile: { visitorId: '', firstSeenAt: null } });
    expect(await store.entries()).toEqual([]);
  });

  it('passes on the choice of the visitor for which another tab emptied the database', async () => {
    const store = memoryStore();
    const tab = await loaded({ store });
    const consent = { choice: { analytics: 'denied' }, at: 1, source: 'site' };
    await store.transact([], [], () => ({ clear: true, put: [['consent', consent]] }));
    tab.ledger.append(tap('one'));
    await flush();
    expect(tab.erased).toHaveBeenCalledExactlyOnceWith(consent);
    expect(await store.entries()).toEqual([['consent', consent]]);
  });

  it('forgets everything when the database is another one, and starts anew with it', async () => {
    const store = memoryStore();
    const tab = await loaded({ store });
    const before = tab.ledger.known;
    await store.remove();
    const other = await loaded({ store, seed: 2 });
    await tab.ledger.commit();
    expect(tab.erased).toHaveBeenCalledOnce();
    await tab.ledger.load();
    expect(tab.ledger.known).toEqual(other.ledger.known);
    expect(tab.ledger.known.epoch).not.toBe(before.epoch);
  });

  it('forgets everything when the database was removed under it, and does not go on in memory', async () => {
    const store = watched();
    const tab = await loaded({ store });
    store.before = () => Promise.reject(new DOMException('gone', 'NotFoundError'));
    tab.ledger.append(tap('one'));
    await flush();
    expect(tab.erased).toHaveBeenCalledOnce();
    expect(tab.ledger.isLoaded).toBe(false);
    expect(tab.ledger.store).toBe(store);
    expect(tab.problems).toEqual([]);
  });

  it('learns nothing from a commit that was under way when it was told to forget', async () => {
    const store = watched();
    const tab = await loaded({ store });
    let goOn = (): void => {};
    const count = store.written.length;
    store.before = number => (number === count + 2 ? new Promise<void>(resolve => (goOn = resolve)) : undefined);
    tab.ledger.append(tap('one'));
    await flush();
    tab.ledger.forget();
    goOn();
    await flush();
    expect(tab.ledger.known).toMatchObject({ epoch: '', seq: 0, profile: { firstSeenAt: null } });
    expect(placedBy(tab)).toEqual([]);
  });

  it('writes nothing any more once it was told to forget', async () => {
    const store = memoryStore();
    const tab = await loaded({ store });
    tab.ledger.append(tap('one'));
    tab.ledger.forget();
    await flush();
    expect(await store.read([], [{ name: 'inbox' }, { name: 'log' }])).toEqual([[], []]);
  });
});
