import { describe, expect, it, vi } from 'vitest';
import { fold } from '../../src/core/fold.js';
import type { Base } from '../../src/core/migrate.js';
import type { Plugin } from '../../src/core/plugin.js';
import type { Problem } from '../../src/core/problem.js';
import type { Purpose } from '../../src/core/purpose.js';
import { gatherRules, initialProfile, type Rules } from '../../src/core/rules.js';
import { memoryStore } from '../../src/platform/memory-store.js';
import type { Key, Store, Writes } from '../../src/platform/store.js';
import { createLedger, type Ledger } from '../../src/runtime/ledger.js';
import { blank, sweep } from '../../src/runtime/past.js';
import type { Snapshot } from '../../src/runtime/records.js';
import type { Outcome } from '../../src/runtime/settle.js';
import { checksum } from '../../src/runtime/whole.js';
import { type FakeClock, fakeClock } from '../../src/testing/fake-clock.js';
import { ALL, fill, flush, logOf, rest, rolls, row, seen, tap, taps, waitingRow } from './builders.js';

const RULES = gatherRules([taps(), seen(), rest(60_000)]);

interface Tab {
  ledger: Ledger;
  clock: FakeClock;
  outcomes: Outcome[];
  problems: Problem[];
  erased: ReturnType<typeof vi.fn>;
  /** What this tab believes. */
  taps(): number | undefined;
}

interface Options {
  store?: Store;
  seed?: number;
  rules?: () => Rules;
  clock?: FakeClock;
  under?: () => readonly Purpose[];
  published?: (outcome: Outcome) => void;
}

/** A tab that has not read anything yet. */
function tabOf({
  store = memoryStore(),
  seed = 1,
  rules = () => RULES,
  clock = fakeClock(),
  under = () => ALL,
  published,
}: Options = {}): Tab {
  const outcomes: Outcome[] = [];
  const problems: Problem[] = [];
  const roll = rolls(seed);
  const erased = vi.fn();
  const ledger = createLedger({
    store,
    rules,
    now: clock.now,
    draw: () => `${seed}-${roll()}`,
    drawVisitor: () => `${seed}-${roll()}`,
    under,
    problem: problem => problems.push(problem),
    redact: touchpoint => ({ touchpoint, problems: [] }),
    published: published ?? (outcome => outcomes.push(outcome)),
    erased,
  });
  return { ledger, clock, outcomes, problems, erased, taps: () => ledger.known.profile.slices.taps };
}

async function loaded(options: Options = {}): Promise<Tab> {
  const tab = tabOf(options);
  await tab.ledger.load();
  return tab;
}

interface Watched extends Store {
  /** Keys each transaction wrote, in order. */
  readonly written: Key[][];
  /** Runs before a transaction begins. */
  before(number: number): Promise<void> | void;
}

/** A store that says what was written and lets a test come between. */
function watched(store: Store = memoryStore()): Watched {
  const written: Key[][] = [];
  const self: Watched = {
    ...store,
    written,
    before: () => {},
    async transact<T extends Writes>(...[keys, ranges, work]: Parameters<typeof store.transact<T>>): Promise<T> {
      const keysWritten: Key[] = [];
      const number = written.push(keysWritten);
      await self.before(number);
      const outcome = await store.transact(keys, ranges, work);
      keysWritten.push(...(outcome.put ?? []).map(([key]) => key));
      return outcome;
    },
  };
  return self;
}

function placedBy(tab: Tab): (string | undefined)[] {
  return tab.outcomes.flatMap(({ placed }) => placed.map(({ touchpoint }) => touchpoint?.id));
}

async function idsOf(store: Store): Promise<(string | undefined)[]> {
  return (await logOf(store)).map(({ touchpoint }) => touchpoint?.id);
}

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

it('places more than one commit reads, each row once and in order', async () => {
  const { ledger } = tabOf();
  await ledger.load();
  for (let n = 0; n < 450; n++) ledger.append(tap(`w${n}`));
  await ledger.commit();
  const rows = await logOf(ledger.store);
  expect(rows.map(({ touchpoint }) => touchpoint?.id)).toEqual(Array.from({ length: 450 }, (_, n) => `w${n}`));
  expect(ledger.waiting).toEqual([]);
});
