import { describe, expect, it } from 'vitest';
import { fold } from '../../src/core/fold.js';
import { memoryStore } from '../../src/platform/memory-store.js';
import { fakeClock } from '../../src/testing/fake-clock.js';
import { fill, flush, logOf, tap, waitingRow } from './builders.js';
import { idsOf, loaded, placedBy, RULES } from './ledger-tab.js';

describe('two tabs', () => {
  it('place every row once, in one order, and see each other after their next commit', async () => {
    const store = memoryStore();
    const tabs = [await loaded({ store }), await loaded({ store, seed: 2 })] as const;
    for (let round = 0; round < 20; round++) {
      for (const [index, { ledger }] of tabs.entries()) ledger.append(tap(`${index}-${round}`));
      if (round % 3 === 0) await flush();
    }
    await flush();
    for (const tab of tabs) await tab.ledger.commit();
    const ids = await idsOf(store);
    expect(ids).toHaveLength(40);
    expect(new Set(ids).size).toBe(40);
    expect(tabs.flatMap(placedBy).sort()).toEqual([...ids].sort());
    expect((await logOf(store)).map(({ seq }) => seq)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    const profile = fold(RULES, (await store.read(['base'], []))[0].profile, await logOf(store));
    for (const tab of tabs) expect(tab.ledger.known).toMatchObject({ seq: 40, profile });
  });

  it('decide once over both', async () => {
    const store = memoryStore();
    const tabs = [await loaded({ store }), await loaded({ store, seed: 2 })] as const;
    for (let round = 0; round < 15; round++) tabs[round % 2]?.ledger.append(tap(`t${round}`));
    await flush();
    for (const tab of tabs) await tab.ledger.commit({ wake: true });
    const decided = tabs.flatMap(({ outcomes }) =>
      outcomes.flatMap(({ placed }) => placed.flatMap(({ decisions }) => decisions.map(({ id }) => id))),
    );
    expect(decided).toHaveLength(5);
    expect(new Set(decided).size).toBe(5);
  });

  it('make what is due due once', async () => {
    const store = memoryStore();
    const clock = fakeClock();
    const tabs = [await loaded({ store, clock }), await loaded({ store, clock, seed: 2 })] as const;
    tabs[0].ledger.append(tap('one'));
    await flush();
    clock.pass('2 min');
    await Promise.all(tabs.map(tab => tab.ledger.commit({ wake: true })));
    expect((await logOf(store)).flatMap(({ decisions }) => decisions)).toHaveLength(1);
  });

  it('leave each other two seconds before they place what the other wrote', async () => {
    const store = memoryStore();
    const tab = await loaded({ store });
    await tab.ledger.commit();
    const { epoch } = tab.ledger.known;
    await store.transact([], [], () => ({
      put: [[['inbox', 'other', 1], waitingRow(1, { tab: 'other', epoch, at: tab.clock.now() })]],
    }));
    tab.clock.pass(1_999);
    await tab.ledger.commit();
    expect(placedBy(tab)).toEqual([]);
    tab.clock.pass(1);
    await tab.ledger.commit();
    expect(placedBy(tab)).toEqual(['w1']);
  });

  it('take at once what was waiting before the page began', async () => {
    const store = memoryStore();
    const clock = fakeClock();
    await fill(store, RULES);
    await store.transact([], [], () => ({
      put: [[['inbox', 'gone', 1], waitingRow(1, { tab: 'gone', at: clock.now() })]],
    }));
    const tab = await loaded({ store, clock });
    await tab.ledger.commit();
    expect(placedBy(tab)).toEqual(['w1']);
  });
});
