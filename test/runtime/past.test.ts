import { describe, expect, it } from 'vitest';
import { fold } from '../../src/core/fold.js';
import type { Base } from '../../src/core/migrate.js';
import { gatherRules, initialProfile, type Rules } from '../../src/core/rules.js';
import type { Row, Touchpoint } from '../../src/core/touchpoint.js';
import { memoryStore } from '../../src/platform/memory-store.js';
import type { Store } from '../../src/platform/store.js';
import { blank, sweep } from '../../src/runtime/past.js';
import type { Cursor, Head } from '../../src/runtime/records.js';
import { checksum } from '../../src/runtime/whole.js';
import { fill, logOf, row, seen, tap, taps } from './builders.js';

const RULES = gatherRules([taps(), seen()]);

function rowsOf(length: number, each: (seq: number) => Partial<Row> = () => ({})): Row[] {
  return Array.from({ length }, (_, index) => row(index + 1, each(index + 1)));
}

/** A touchpoint of a type that is kept longest. */
function precious(seq: number): Partial<Row> {
  return { touchpoint: { ...tap(`t${seq}`), type: 'identify', data: { user_id: 'customer-7' } } as Touchpoint };
}

function cursor(name: string, seq: number): Cursor {
  return { name, seq, delivered: seq, dropped: {} };
}

async function filled(...rest: Parameters<typeof fill> extends [Store, Rules, ...infer R] ? R : never): Promise<Store> {
  const store = memoryStore();
  await fill(store, RULES, ...rest);
  return store;
}

async function stateOf(store: Store): Promise<{ head: Head; base: Base; rows: readonly Row[] }> {
  const [head, base] = await store.read(['head', 'base'], []);
  return { head, base, rows: await logOf(store) };
}

/** The profile as any page that starts now would compute it. */
async function profileOf(store: Store): Promise<unknown> {
  const { base, rows } = await stateOf(store);
  return fold(
    RULES,
    base.profile,
    rows.filter(({ seq }) => seq > base.seq),
  );
}

describe('sweep', () => {
  it('leaves a log within its bounds alone', async () => {
    const store = await filled(rowsOf(2_000));
    expect(await sweep(store, RULES)).toBe(false);
    const { head, base, rows } = await stateOf(store);
    expect(rows).toHaveLength(2_000);
    expect([head.revision, base.seq]).toEqual([0, 0]);
  });

  it('moves the two hundred oldest rows of a log of more than two thousand', async () => {
    const store = await filled(rowsOf(2_001));
    const before = await stateOf(store);
    expect(await sweep(store, RULES)).toBe(true);
    const { head, base, rows } = await stateOf(store);
    expect(rows.map(({ seq }) => seq)).toEqual(before.rows.slice(200).map(({ seq }) => seq));
    expect(base).toMatchObject({ seq: 200, profile: { slices: { taps: 200, seen: 200 } } });
    expect(head).toMatchObject({ seq: 2_001, revision: 1 });
    expect(head.size).toBe(rows.reduce((sum, each) => sum + JSON.stringify(each).length, 0));
  });

  it('moves rows of a log of more than a mebibyte, until it is within it', async () => {
    const text = 'x'.repeat(2_000);
    const store = await filled(rowsOf(600, seq => ({ touchpoint: tap(`t${seq}`, { text }) })));
    let sweeps = 0;
    while (await sweep(store, RULES)) sweeps++;
    const { head, rows } = await stateOf(store);
    expect(sweeps).toBeGreaterThan(0);
    expect(head.size).toBeLessThanOrEqual(1024 * 1024);
    expect(rows.length).toBe(600 - 200 * sweeps);
  });

  it('keeps the profile as it is, however often it moves', async () => {
    const store = await filled(
      rowsOf(2_600, seq =>
        seq % 100 ? {} : { touchpoint: null, decisions: [{ id: `${seq}/third`, trigger: 'third', at: seq }] },
      ),
    );
    const before = await profileOf(store);
    while (await sweep(store, RULES)) expect(await profileOf(store)).toEqual(before);
    expect((await logOf(store)).length).toBeLessThanOrEqual(2_000);
  });

  it('lets the kept profile serve on, for it stays what it is', async () => {
    const store = await filled(rowsOf(2_001));
    const profile = await profileOf(store);
    const kept = { seq: 2_001, revision: 0, rules: RULES.hash, profile, sum: checksum(profile) };
    await store.transact([], [], () => ({ put: [['profile', kept]] }));
    await sweep(store, RULES);
    expect(await store.read(['profile'], [])).toEqual([{ ...kept, revision: 1 }]);
    await store.transact([], [], () => ({ put: [['profile', { ...kept, revision: 0 }]] }));
    await fill(store, RULES, rowsOf(2_001), { head: { revision: 7 } });
    await sweep(store, RULES);
    expect(await store.read(['profile'], [])).toEqual([kept]);
  });

  it('keeps what matters longest while a destination has not taken it', async () => {
    const store = await filled(
      rowsOf(2_001, seq => (seq === 3 || seq === 150 ? precious(seq) : {})),
      { cursors: [cursor('fast', 2_001), cursor('slow', 10)] },
    );
    const before = await profileOf(store);
    await sweep(store, RULES);
    expect((await logOf(store)).slice(0, 2).map(({ seq }) => seq)).toEqual([150, 201]);
    expect(await profileOf(store)).toEqual(before);
    await sweep(store, RULES);
    expect(await profileOf(store)).toEqual(before);
  });

  it.each(['purchase', 'refund', 'begin_checkout', 'consent_update', 'identify'])(
    'counts %s among what matters longest',
    async type => {
      const store = await filled(
        rowsOf(2_001, seq =>
          seq === 7 ? { touchpoint: { ...tap('t7'), type, data: {} } as unknown as Touchpoint } : {},
        ),
        { cursors: [cursor('slow', 0)] },
      );
      await sweep(store, RULES);
      expect((await logOf(store)).slice(0, 2).map(({ seq }) => seq)).toEqual([7, 201]);
    },
  );

  it('moves no more than it must while a destination has not taken one of the oldest rows', async () => {
    const store = await filled(
      rowsOf(2_001, seq => (seq === 1 ? precious(seq) : {})),
      { cursors: [cursor('slow', 0)] },
    );
    let sweeps = 0;
    while (await sweep(store, RULES)) sweeps++;
    expect(sweeps).toBe(1);
    expect((await logOf(store)).map(({ seq }) => seq)).toEqual([
      1,
      ...rowsOf(2_001)
        .slice(200)
        .map(({ seq }) => seq),
    ]);
  });

  it('gives up even what matters longest when nothing else is left', async () => {
    const store = await filled(
      rowsOf(2_001, seq => (seq <= 200 ? precious(seq) : {})),
      { cursors: [cursor('slow', 0)] },
    );
    await sweep(store, RULES);
    expect((await logOf(store))[0]?.seq).toBe(201);
  });

  it('moves everything every destination has taken, whatever it is', async () => {
    const store = await filled(rowsOf(2_001, precious), { cursors: [cursor('one', 2_001), cursor('two', 200)] });
    await sweep(store, RULES);
    expect((await logOf(store))[0]?.seq).toBe(201);
  });

  it('does nothing in a tab that lacks the owner of a slice', async () => {
    const store = await filled(rowsOf(2_001));
    expect(await sweep(store, gatherRules([taps()]))).toBe(false);
    expect(await logOf(store)).toHaveLength(2_001);
  });

  it('does nothing in a tab that has a slice in an older version, and upgrades the base in one that has a newer', async () => {
    const newer = gatherRules([
      taps(),
      seen({ slice: { name: 'seen', version: 2, initial: 0, reduce: state => state, upgrade: () => 7 } }),
    ]);
    const store = memoryStore();
    await fill(store, newer, rowsOf(2_001));
    expect(await sweep(store, RULES)).toBe(false);
    expect(await logOf(store)).toHaveLength(2_001);

    const old = await filled(rowsOf(2_001));
    expect(await sweep(old, newer)).toBe(true);
    const [base] = (await old.read(['base'], [])) as readonly [Base];
    expect(base.versions.seen).toBe(2);
    expect(base.profile.slices.seen).toBe(7);
  });

  it('moves rows in a tab that brings a slice more, which starts with what is moved', async () => {
    const store = memoryStore();
    await fill(store, gatherRules([taps()]), rowsOf(2_001));
    expect(await sweep(store, RULES)).toBe(true);
    expect((await stateOf(store)).base).toMatchObject({
      versions: { taps: 1, seen: 1 },
      profile: { slices: { taps: 200, seen: 200 } },
    });
  });

  it('moves nothing that a newer build keeps', async () => {
    const store = await filled(rowsOf(2_001), { meta: { format: 3 } });
    const before = await store.entries();
    expect(await sweep(store, RULES)).toBe(false);
    expect(await store.entries()).toEqual(before);
  });

  it('does nothing in an empty store', async () => {
    const store = memoryStore();
    expect(await sweep(store, RULES)).toBe(false);
    expect(await store.entries()).toEqual([]);
  });
});

describe('blank', () => {
  const DECIDED = { decisions: [{ id: 't2/third', trigger: 'third', at: 5, name: 'taps.reach', data: { taps: 3 } }] };

  it('keeps the place of a row, and of its decisions only that they were made', async () => {
    const store = await filled(rowsOf(3, seq => (seq === 2 ? DECIDED : {})));
    expect(await blank(store, 't2')).toBe(true);
    const { rows, head } = await stateOf(store);
    expect(rows[1]).toEqual({ ...row(2), touchpoint: null, decisions: [{ id: 't2/third', trigger: 'third', at: 5 }] });
    expect(rows).toHaveLength(3);
    expect(head).toMatchObject({ seq: 3, revision: 1 });
    expect(head.size).toBe(rows.reduce((sum, each) => sum + JSON.stringify(each).length, 0));
  });

  it('leaves a profile as if it had not happened, but for what was decided', async () => {
    const store = await filled(rowsOf(3, seq => (seq === 2 ? DECIDED : {})));
    await blank(store, 't2');
    const profile = fold(RULES, initialProfile(RULES, 'visitor'), await logOf(store));
    expect(profile.slices).toMatchObject({ taps: 2, seen: 2 });
    expect(profile.fired).toHaveProperty('third');
  });

  it('answers false for a touchpoint it does not know, and changes nothing', async () => {
    const store = await filled(rowsOf(3));
    const before = await store.entries();
    expect(await blank(store, 'unknown')).toBe(false);
    expect(await blank(memoryStore(), 't1')).toBe(false);
    expect(await store.entries()).toEqual(before);
  });

  it('answers false for what a newer build keeps, and changes nothing', async () => {
    const store = await filled(rowsOf(3), { meta: { format: 3 } });
    const before = await store.entries();
    expect(await blank(store, 't2')).toBe(false);
    expect(await store.entries()).toEqual(before);
  });

  it('forgets a touchpoint once', async () => {
    const store = await filled(rowsOf(3));
    await blank(store, 't2');
    expect(await blank(store, 't2')).toBe(false);
    expect((await stateOf(store)).head.revision).toBe(1);
  });

  it('answers false for what the base holds already, although its row is still in the log', async () => {
    const store = await filled(
      rowsOf(2_001, seq => (seq === 7 ? precious(seq) : {})),
      { cursors: [cursor('slow', 0)] },
    );
    await sweep(store, RULES);
    expect((await logOf(store))[0]?.seq).toBe(7);
    expect(await blank(store, 't7')).toBe(false);
    expect(await blank(store, 't8')).toBe(false);
  });
});
