import { describe, expect, it } from 'vitest';
import type { Plugin } from '../../src/core/plugin.js';
import { gatherRules } from '../../src/core/rules.js';
import { memoryStore } from '../../src/platform/memory-store.js';
import { blank, sweep } from '../../src/runtime/past.js';
import { fill, flush, logOf, row, seen, tap, taps, waitingRow } from './builders.js';
import { idsOf, loaded, placedBy, RULES, tabOf, type Watched, watched } from './ledger-tab.js';

describe('commit', () => {
  it('places more than a hundred rows in rounds, in order', async () => {
    const store = memoryStore();
    const tab = await loaded({ store });
    const ids = Array.from({ length: 230 }, (_, index) => `t${index}`);
    for (const id of ids) tab.ledger.append(tap(id));
    await tab.ledger.commit();
    expect(await idsOf(store)).toEqual(ids);
    expect(tab.taps()).toBe(230);
  });

  it('looks at what time made due when it is woken', async () => {
    const store = memoryStore();
    const { ledger, clock } = await loaded({ store });
    ledger.append(tap('one'));
    await flush();
    clock.pass('1 min');
    await ledger.commit();
    expect(await logOf(store)).toHaveLength(1);
    await ledger.commit({ wake: true });
    expect(await logOf(store)).toMatchObject([{}, { seq: 2, touchpoint: null, decisions: [{ name: 'taps.rest' }] }]);
  });

  it('looks once at what time made due, although a row of another tab waits', async () => {
    const store = memoryStore();
    const restless: Plugin = {
      name: 'restless',
      triggers: [
        { name: 'restless', decision: 'taps.rest', when: ({ touchpoint }) => (touchpoint ? null : { taps: 0 }) },
      ],
    };
    const tab = await loaded({ store, rules: () => gatherRules([restless]) });
    tab.ledger.append(tap('one'));
    await tab.ledger.commit();
    const { epoch } = tab.ledger.known;
    await store.transact([], [], () => ({
      put: [[['inbox', 'other', 1], waitingRow(1, { tab: 'other', epoch, at: tab.clock.now() })]],
    }));
    let looks = 0;
    const { transact } = store;
    store.transact = (...given) =>
      ++looks > 20 ? Promise.reject(new Error('it turns in circles')) : transact(...given);
    await tab.ledger.commit({ wake: true });
    expect(await logOf(store)).toHaveLength(2);
  });

  it('keeps the profile when the page leaves', async () => {
    const store = memoryStore();
    const tab = await loaded({ store });
    tab.ledger.append(tap('one'));
    await tab.ledger.commit({ keep: true });
    expect(await store.read(['profile'], [])).toMatchObject([{ seq: 1, profile: { slices: { taps: 1 } } }]);
  });

  it('keeps the profile once much had to be folded to get there', async () => {
    const store = memoryStore();
    await fill(
      store,
      RULES,
      Array.from({ length: 60 }, (_, index) => row(index + 1)),
    );
    const { ledger } = await loaded({ store });
    await ledger.commit();
    expect(await store.read(['profile'], [])).toMatchObject([{ seq: 60, profile: { slices: { taps: 60 } } }]);
    await store.transact([], [], () => ({ drop: ['profile'] }));
    await ledger.commit();
    expect(await store.read(['profile'], [])).toEqual([undefined]);
  });

  it('counts what never gets a place', async () => {
    const tab = await loaded({ rules: () => gatherRules([taps({ normalize: () => null })]) });
    tab.ledger.append(tap('one'));
    await flush();
    expect(tab.ledger.dropped).toEqual({ normalize: 1 });
    expect(tab.ledger.waiting).toEqual([]);
  });

  it('does nothing before anything is read', async () => {
    const store = memoryStore();
    const { ledger } = tabOf({ store });
    await ledger.commit({ wake: true, keep: true });
    expect(await store.entries()).toEqual([]);
  });

  it('reads everything again when the past was rewritten', async () => {
    const store = memoryStore();
    const tab = await loaded({ store });
    for (const id of ['one', 'two']) tab.ledger.append(tap(id, { weight: 10 }));
    await flush();
    await blank(store, 'one');
    tab.ledger.append(tap('three'));
    await flush();
    expect(tab.taps()).toBe(11);
    expect(await idsOf(store)).toEqual([undefined, 'two', 'three']);
    expect(tab.ledger.known.revision).toBe(1);
  });

  it('takes a database that fails for gone when the page was away, until a commit was made', async () => {
    const store = watched();
    const tab = await loaded({ store });
    tab.ledger.doubt();
    await tab.ledger.commit();
    store.before = () => {
      throw new DOMException('Nothing answers.', 'TimeoutError');
    };
    await tab.ledger.commit();
    expect([tab.erased.mock.calls.length, tab.ledger.isLoaded]).toEqual([0, true]);
    expect(tab.problems.map(({ code }) => code)).toEqual(['storage-lost']);

    const other = await loaded({ store: watched() });
    const { visitorId } = other.ledger.known.profile;
    (other.ledger.store as Watched).before = store.before;
    other.ledger.doubt();
    await other.ledger.commit();
    expect(other.erased).toHaveBeenCalledOnce();
    expect([other.ledger.isLoaded, other.problems]).toEqual([false, []]);
    expect(other.ledger.known.profile.visitorId).not.toBe(visitorId);
  });

  it('never shows as known what it still shows as waiting, however far another tab placed it', async () => {
    const store = watched();
    const tab = await loaded({ store });
    const other = await loaded({ store, seed: 2 });
    const shown: number[] = [];
    // The other tab has just started, and takes what it finds before this one commits it.
    let transactions = 0;
    store.before = async () => {
      shown.push((tab.taps() ?? 0) + tab.ledger.waiting.length);
      if (++transactions === 2) await other.ledger.commit();
    };
    for (let n = 0; n < 80; n++) tab.ledger.append(tap(`t${n}`));
    await tab.ledger.commit();
    expect(placedBy(other)).toHaveLength(80);
    expect(Math.max(...shown)).toBe(80);
    expect([tab.taps(), tab.ledger.waiting.length]).toEqual([80, 0]);
  });

  it('catches up outside the transaction when it is far behind, then places', async () => {
    const store = memoryStore();
    const [busy, idle] = [await loaded({ store }), await loaded({ store, seed: 2 })];
    for (let index = 0; index < 160; index++) busy.ledger.append(tap(`t${index}`));
    await busy.ledger.commit();
    idle.ledger.append(tap('mine'));
    await idle.ledger.commit();
    expect(idle.ledger.known.seq).toBe(161);
    // What it caught up with it did not place, and no commit of it saw more than it could fold at once.
    expect(placedBy(idle)).toEqual(['mine']);
    expect(idle.outcomes.every(({ seen: others }) => others.length <= 50)).toBe(true);
    expect(idle.taps()).toBe(161);
  });

  it('works on beside another tab that moves old rows into the base', async () => {
    const store = memoryStore();
    await fill(
      store,
      RULES,
      Array.from({ length: 2_001 }, (_, index) => row(index + 1)),
    );
    const tab = await loaded({ store });
    await sweep(store, RULES);
    tab.ledger.append(tap('mine'));
    await tab.ledger.commit();
    expect(tab.taps()).toBe(2_002);
    expect((await loaded({ store, seed: 2 })).ledger.known).toEqual(tab.ledger.known);
  });

  it('writes ahead and places nothing beside records of a newer format', async () => {
    const store = memoryStore();
    await fill(store, RULES, [], { meta: { format: 3 } });
    const tab = await loaded({ store });
    tab.ledger.append(tap('one'));
    await flush();
    expect(tab.erased).not.toHaveBeenCalled();
    expect(await store.read([], [{ name: 'inbox' }])).toMatchObject([[{ epoch: 'epoch', touchpoint: { id: 'one' } }]]);
    expect(await logOf(store)).toEqual([]);
    expect(tab.ledger.waiting).toHaveLength(1);
  });

  it('marks records of an older format as its own, so that older builds only write ahead', async () => {
    const store = memoryStore();
    await fill(store, RULES, [], { meta: { format: 1 } });
    const tab = await loaded({ store });
    expect((await store.entries()).find(([key]) => key === 'meta')?.[1]).toEqual({ epoch: 'epoch', format: 2 });
    tab.ledger.append(tap('one'));
    await tab.ledger.commit();
    expect(await logOf(store)).toHaveLength(1);
  });

  it('leaves what a newer build set aside where it is', async () => {
    const store = memoryStore();
    await fill(store, RULES, [], { meta: { format: 3 } });
    await store.transact([], [], () => ({ put: [['quarantine', { at: 0, text: 'of a newer build' }]] }));
    const before = await store.entries();
    await loaded({ store });
    expect(await store.entries()).toEqual(before);
  });

  it('keeps no profile under new rules before the log was folded under them', async () => {
    const store = memoryStore();
    let rules = gatherRules([taps()]);
    const { ledger } = await loaded({ store, rules: () => rules });
    ledger.append(tap('one'));
    await flush();
    rules = gatherRules([taps(), seen()]);
    ledger.append(tap('two'));
    await ledger.commit({ keep: true });
    await ledger.load();
    expect(ledger.known.profile.slices.seen).toBe(2);
    expect((await loaded({ store, seed: 2, rules: () => rules })).ledger.known.profile.slices.seen).toBe(2);
  });
});

it('places more than one commit reads, each row once and in order', async () => {
  const { ledger } = tabOf();
  await ledger.load();
  for (let n = 0; n < 450; n++) ledger.append(tap(`w${n}`));
  await ledger.commit();
  const rows = await logOf(ledger.store);
  expect(rows.map(({ touchpoint }) => touchpoint?.id)).toEqual(Array.from({ length: 450 }, (_, n) => `w${n}`));
  expect(ledger.waiting).toEqual([]);
});
