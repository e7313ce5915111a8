import { expect, it } from 'vitest';
import type { Store } from '../../src/platform/store.js';

/** What the database and its twin in memory both keep. `open` makes an empty store that is open. */
export function keepsStoreContract(open: () => Promise<Store>): void {
  async function filled(): Promise<Store> {
    const store = await open();
    const put = [3, 1, 2].map(seq => [['log', seq], `row ${seq}`] as const);
    await store.transact([], [], () => ({
      put: [...put, ['head', 3], [['logbook', 1], 'another name'], ['log', 'no range']],
    }));
    return store;
  }

  it('answers keys in the order they were asked for, undefined for what is not there', async () => {
    const store = await filled();
    expect(await store.read(['none', 'head', ['log', 2]], [])).toEqual([undefined, 3, 'row 2']);
  });

  it('answers a range in key order, after the keys, without keys of other names', async () => {
    const store = await filled();
    expect(await store.read(['head'], [{ name: 'log' }])).toEqual([3, ['row 1', 'row 2', 'row 3']]);
  });

  it('answers only what is above, and no more than the limit', async () => {
    const store = await filled();
    expect(
      await store.read(
        [],
        [
          { name: 'log', above: 1 },
          { name: 'log', limit: 2 },
          { name: 'log', above: 3 },
        ],
      ),
    ).toEqual([['row 2', 'row 3'], ['row 1', 'row 2'], []]);
  });

  it('orders keys of several parts by each part, as numbers', async () => {
    const store = await open();
    const keys = [
      ['inbox', 'b', 2],
      ['inbox', 'a', 10],
      ['inbox', 'b', 1],
      ['inbox', 'a', 9],
    ] as const;
    await store.transact([], [], () => ({ put: keys.map(key => [key, key.join()] as const) }));
    expect(await store.read([], [{ name: 'inbox' }])).toEqual([['inbox,a,9', 'inbox,a,10', 'inbox,b,1', 'inbox,b,2']]);
  });

  it('hands the values to the work of a transaction and answers what the work returned', async () => {
    const store = await filled();
    const outcome = await store.transact(['head'], [{ name: 'log', above: 2 }], ([head, log]) => ({
      put: [['head', head + 1] as const],
      log,
    }));
    expect(outcome.log).toEqual(['row 3']);
    expect(await store.read(['head'], [])).toEqual([4]);
  });

  it('clears first, then drops, then puts', async () => {
    const store = await filled();
    await store.transact([], [], () => ({ clear: true, drop: [['log', 1]], put: [[['log', 1], 'again']] }));
    expect(await store.entries()).toEqual([[['log', 1], 'again']]);
  });

  it('drops keys and leaves the others', async () => {
    const store = await filled();
    await store.transact([], [], () => ({ drop: [['log', 1], 'head', ['log', 99]] }));
    expect(await store.read(['head'], [{ name: 'log' }])).toEqual([undefined, ['row 2', 'row 3']]);
  });

  it('writes nothing when the work throws, and rejects with what was thrown', async () => {
    const store = await filled();
    const failure = new Error('no');
    const failing = store.transact(['head'], [], () => {
      throw failure;
    });
    await expect(failing).rejects.toBe(failure);
    expect(await store.read(['head'], [])).toEqual([3]);
  });

  it('runs transactions one after the other, so that none misses what another wrote', async () => {
    const store = await open();
    const raise = (): Promise<object> =>
      store.transact(['head'], [], ([head = 0]) => ({ put: [['head', head + 1] as const] }));
    await Promise.all(Array.from({ length: 10 }, raise));
    expect(await store.read(['head'], [])).toEqual([10]);
  });

  it('is empty once it was removed', async () => {
    const store = await filled();
    await store.remove();
    await store.open(true);
    expect(await store.entries()).toEqual([]);
  });
}
