import { describe, expect, it } from 'vitest';
import { memoryStore } from '../../src/platform/memory-store.js';
import { flush, tap } from './builders.js';
import { idsOf, loaded, placedBy, tabOf, watched } from './ledger-tab.js';

describe('a store that fails', () => {
  it('is not blamed for somebody who cannot be told what was stored', async () => {
    const store = memoryStore();
    const published = (): void => {
      throw new Error('no timer');
    };
    const tab = await loaded({ store, published });
    tab.ledger.append(tap('a'));
    await flush();
    expect(tab.ledger.store).toBe(store);
    expect(tab.problems.map(({ code }) => code)).toEqual(['commit-failed']);
    expect(tab.ledger.waiting).toEqual([]);
  });

  const IDS = ['one', 'two', 'three', 'four', 'five', 'six'];

  it.each([1, 2, 3, 4, 5, 6, 7])('loses nothing when it fails from the transaction number %i on', async failsFrom => {
    const store = watched();
    store.before = number =>
      number >= failsFrom ? Promise.reject(new DOMException('full', 'QuotaExceededError')) : undefined;
    const tab = await loaded({ store });
    for (const id of IDS) {
      tab.ledger.append(tap(id));
      await flush();
    }
    await tab.ledger.commit();
    expect(placedBy(tab)).toEqual(IDS);
    expect(tab.taps()).toBe(6);
    expect(tab.ledger.waiting).toEqual([]);
    expect(tab.ledger.known.seq).toBe(6);
    expect(tab.ledger.store).not.toBe(store);
    expect(tab.problems.map(({ code }) => code)).toEqual(['storage-lost']);
    const decided = tab.outcomes.flatMap(({ placed }) => placed.flatMap(({ decisions }) => decisions));
    expect(decided.map(({ id }) => id)).toEqual(['three/third', 'six/third']);
  });

  it('keeps visitor, places and counts when it goes on in memory', async () => {
    const store = watched();
    const tab = await loaded({ store });
    tab.ledger.append(tap('one'));
    await flush();
    const { profile } = tab.ledger.known;
    await tab.ledger.leaveStore();
    tab.ledger.append(tap('two'));
    await flush();
    expect(tab.ledger.known).toMatchObject({
      seq: 2,
      profile: { visitorId: profile.visitorId, slices: { taps: 2 } },
    });
    expect(await idsOf(tab.ledger.store)).toEqual(['two']);
    expect(await idsOf(store)).toEqual(['one']);
  });

  it('keeps the choice of the visitor that could not be written', async () => {
    const store = watched();
    const tab = await loaded({ store });
    store.before = () => Promise.reject(new Error('full'));
    tab.ledger.append(tap('one'), { choice: { analytics: 'granted' }, at: 1, source: 'site' });
    await flush();
    expect(await tab.ledger.store.read(['consent'], [])).toMatchObject([{ choice: { analytics: 'granted' } }]);
  });

  it('loses nothing when it fails once and is well again', async () => {
    const store = watched();
    const tab = await loaded({ store });
    const count = store.written.length;
    store.before = number => (number === count + 1 ? Promise.reject(new Error('once')) : undefined);
    tab.ledger.append(tap('one'));
    await flush();
    expect(placedBy(tab)).toEqual(['one']);
    expect(await idsOf(tab.ledger.store)).toEqual(['one']);
  });

  it('starts in memory where nothing can be read', async () => {
    const store = watched();
    store.before = () => Promise.reject(new DOMException('private', 'SecurityError'));
    const tab = await loaded({ store });
    expect(tab.ledger.isLoaded).toBe(true);
    expect(tab.ledger.known.profile.visitorId).not.toBe('');
    expect(tab.problems).toMatchObject([{ code: 'storage-lost' }]);
  });

  it('writes nothing to a store it has left', async () => {
    const store = watched();
    const { ledger } = tabOf({ store });
    await ledger.leaveStore();
    await ledger.load();
    ledger.append(tap('one'));
    await flush();
    expect(store.written).toEqual([]);
    expect(await idsOf(ledger.store)).toEqual(['one']);
  });
});
