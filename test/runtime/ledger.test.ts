import { describe, expect, it, vi } from 'vitest';
import { fold } from '../../src/core/fold.js';
import type { Base } from '../../src/core/migrate.js';
import type { Plugin } from '../../src/core/plugin.js';
import { gatherRules, initialProfile } from '../../src/core/rules.js';
import { memoryStore } from '../../src/platform/memory-store.js';
import type { Store } from '../../src/platform/store.js';
import type { Snapshot } from '../../src/runtime/records.js';
import { checksum } from '../../src/runtime/whole.js';
import { fill, flush, row, seen, tap, taps } from './builders.js';
import { idsOf, loaded, placedBy, RULES, watched } from './ledger-tab.js';

function snapshotOf(sum: number, more: Partial<Snapshot> = {}): Snapshot {
  const profile = { ...initialProfile(RULES, 'visitor'), slices: { taps: sum, seen: sum } };
  return { seq: 2, revision: 0, rules: RULES.hash, profile, sum: checksum(profile), ...more };
}

async function filledWith(snapshot: Snapshot): Promise<Store> {
  const store = memoryStore();
  await fill(store, RULES, [row(1), row(2), row(3)]);
  await store.transact([], [], () => ({ put: [['profile', snapshot]] }));
  return store;
}

describe('load', () => {
  it('makes the records of a new visitor where there are none', async () => {
    const store = memoryStore();
    const { ledger } = await loaded({ store });
    expect(ledger.isLoaded).toBe(true);
    expect((await store.entries()).map(([key]) => key).sort()).toEqual(['base', 'head', 'meta']);
    expect(ledger.known).toMatchObject({ seq: 0, revision: 0, profile: { firstSeenAt: null } });
    expect(ledger.known.epoch).not.toBe('');
    expect(ledger.known.profile.visitorId).not.toBe('');
  });

  it('finds the same visitor the next time', async () => {
    const store = memoryStore();
    const [first, second] = [await loaded({ store }), await loaded({ store, seed: 2 })];
    expect(second.ledger.known).toEqual(first.ledger.known);
  });

  it('folds the log where no profile was kept', async () => {
    const store = memoryStore();
    const rows = Array.from({ length: 120 }, (_, index) => row(index + 1));
    await fill(store, RULES, rows, { head: { dropped: { consent: 2 } } });
    const { ledger } = await loaded({ store });
    expect(ledger.known).toEqual({
      epoch: 'epoch',
      seq: 120,
      revision: 0,
      profile: fold(RULES, initialProfile(RULES, 'visitor'), rows),
    });
    expect(ledger.dropped).toEqual({ consent: 2 });
  });

  it('starts from the profile that was kept and folds what came after', async () => {
    const { taps: sum, ledger } = await loaded({ store: await filledWith(snapshotOf(40)) });
    expect(ledger.known.seq).toBe(3);
    expect(sum()).toBe(41);
  });

  it.each<[string, Partial<Snapshot>]>([
    ['other rules', { rules: 'others' }],
    ['a past that was rewritten since', { revision: -1 }],
    ['a place that is not in the log', { seq: 4 }],
  ])('takes no profile that was kept with %s', async (_, more) => {
    const { taps: sum } = await loaded({ store: await filledWith(snapshotOf(40, more)) });
    expect(sum()).toBe(3);
  });

  it('takes no profile that is older than what has left the log', async () => {
    const store = await filledWith(snapshotOf(40, { seq: 1 }));
    const base: Base = { profile: snapshotOf(2).profile, seq: 2, versions: RULES.versions };
    await store.transact([], [], () => ({ put: [['base', base]] }));
    expect((await loaded({ store })).taps()).toBe(3);
  });

  it('carries a slice of an older version over with its upgrade, and folds the log with the new one', async () => {
    const store = memoryStore();
    await fill(store, RULES, [row(1), row(2), row(3)]);
    await store.transact([], [], () => ({
      put: [['base', { profile: snapshotOf(10).profile, seq: 2, versions: RULES.versions }]],
    }));
    const upgrade = vi.fn((state: unknown, from: number) => (state as number) * 100 + from);
    const newer = taps({ slice: { name: 'taps', version: 2, initial: 0, reduce: state => state + 5, upgrade } });
    const { taps: sum, problems } = await loaded({ store, rules: () => gatherRules([newer, seen()]) });
    expect(upgrade).toHaveBeenCalledExactlyOnceWith(10, 1);
    expect(sum()).toBe(1_006);
    expect(problems).toEqual([]);
  });

  it('carries a slice over that becomes of another kind', async () => {
    const store = memoryStore();
    await fill(store, RULES);
    const [base] = await store.read(['base'], []);
    const stored = {
      ...base,
      profile: { ...base.profile, slices: { ...base.profile.slices, seen: 7 } },
      versions: { seen: 1 },
    };
    await store.transact([], [], () => ({ put: [['base', stored]] }));
    const slice = {
      name: 'seen',
      version: 2,
      initial: { n: 0 },
      reduce: (state: unknown) => state,
      upgrade: (n: number) => ({ n }),
    };
    const plugin = { name: 'seen', slice } as unknown as Plugin;
    const { ledger, problems } = await loaded({ store, rules: () => gatherRules([taps(), plugin]) });
    expect(ledger.known.profile.slices.seen).toEqual({ n: 7 });
    expect(problems).toEqual([]);
  });

  it('starts a slice of another version anew where no upgrade can read it, and says so', async () => {
    const store = memoryStore();
    await fill(store, RULES, [row(1), row(2), row(3)]);
    await store.transact([], [], () => ({
      put: [['base', { profile: snapshotOf(10).profile, seq: 2, versions: RULES.versions }]],
    }));
    const newer = taps({ slice: { name: 'taps', version: 2, initial: 0, reduce: state => state + 5 } });
    const { taps: sum, problems } = await loaded({ store, rules: () => gatherRules([newer, seen()]) });
    expect(sum()).toBe(5);
    expect(problems).toMatchObject([{ code: 'slice-set-aside', plugin: 'taps' }]);
  });

  it('folds the slice of a plugin that came later from the log', async () => {
    const store = memoryStore();
    await fill(store, gatherRules([taps()]), [row(1), row(2)]);
    const { ledger } = await loaded({ store });
    expect(ledger.known.profile.slices.seen).toBe(2);
  });
});

describe('append', () => {
  it('writes ahead: the row is in the inbox before it has a place in the log', async () => {
    const store = watched();
    const { ledger } = await loaded({ store });
    store.written.length = 0;
    ledger.append(tap('one'));
    expect(store.written).toEqual([]);
    await ledger.commit();
    await flush();
    expect(store.written[0]).toMatchObject([['inbox', expect.any(String), 1]]);
    expect(store.written[1]).toEqual([['log', 1], 'head']);
    expect(await store.read([], [{ name: 'inbox' }])).toEqual([[]]);
  });

  it('writes all rows of one task in one transaction', async () => {
    const store = watched();
    const { ledger } = await loaded({ store });
    store.written.length = 0;
    for (const id of ['one', 'two', 'three']) ledger.append(tap(id));
    await flush();
    expect(store.written.filter(keys => keys.some(key => key[0] === 'inbox'))).toHaveLength(1);
    expect(store.written[0]).toHaveLength(3);
    expect(await idsOf(store)).toEqual(['one', 'two', 'three']);
  });

  it('writes and commits once for all that one task tracks', async () => {
    const store = watched();
    const { ledger } = await loaded({ store });
    const before = store.written.length;
    for (let n = 0; n < 50; n++) ledger.append(tap(`t${n}`));
    await flush();
    expect(store.written.length - before).toBe(2);
    expect(ledger.waiting).toEqual([]);
    expect(ledger.known.seq).toBe(50);
  });

  it('commits once where a commit is asked for in the same task', async () => {
    const store = watched();
    const { ledger } = await loaded({ store });
    const before = store.written.length;
    ledger.append(tap('one'));
    await ledger.commit({ wake: true });
    await flush();
    expect(store.written.length - before).toBe(2);
    expect(ledger.known.seq).toBe(1);
  });

  it('commits without being asked to', async () => {
    const tab = await loaded();
    tab.ledger.append(tap('one'));
    await flush();
    expect(placedBy(tab)).toEqual(['one']);
    expect(tab.taps()).toBe(1);
    expect(tab.ledger.waiting).toEqual([]);
  });

  it('begins to write although a commit is under way', async () => {
    const store = watched();
    const { ledger } = await loaded({ store });
    store.before = () => new Promise(() => {});
    ledger.append(tap('one'));
    await flush();
    ledger.append(tap('two'));
    await flush();
    expect(store.written.at(-1)).toEqual([]);
    expect(store.written.length).toBeGreaterThanOrEqual(3);
  });

  it('keeps what waits in view, the same until it changes', async () => {
    const { ledger } = await loaded({ under: () => ['analytics'] });
    const before = ledger.waiting;
    expect(ledger.waiting).toBe(before);
    ledger.append(tap('one'));
    expect(ledger.waiting).toMatchObject([
      { touchpoint: { id: 'one' }, purposes: ['analytics'], epoch: ledger.known.epoch },
    ]);
    await flush();
    expect(ledger.waiting).toEqual([]);
  });

  it('writes the choice of the visitor with the row that tells of it', async () => {
    const store = watched();
    const { ledger } = await loaded({ store });
    store.written.length = 0;
    ledger.append(tap('one'), { choice: { analytics: 'granted' }, at: 1, source: 'site' });
    await flush();
    expect(store.written[0]).toMatchObject(['consent', ['inbox', expect.any(String), 1]]);
    expect(await store.read(['consent'], [])).toMatchObject([{ choice: { analytics: 'granted' } }]);
  });

  it('loses nothing when the page dies between writing and placing', async () => {
    const real = memoryStore();
    const store = watched(real);
    const { ledger } = await loaded({ store });
    store.written.length = 0;
    store.before = number => (number > 1 ? new Promise(() => {}) : undefined);
    ledger.append(tap('one'));
    await flush();
    expect(await idsOf(real)).toEqual([]);
    const next = await loaded({ store: real, seed: 2 });
    await next.ledger.commit();
    expect(await idsOf(real)).toEqual(['one']);
    expect(next.taps()).toBe(1);
  });
});
