// @vitest-environment happy-dom
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gatherRules } from '../../src/core/rules.js';
import { memoryStore } from '../../src/platform/memory-store.js';
import type { Key, Store } from '../../src/platform/store.js';
import { mend } from '../../src/runtime/mend.js';
import { fill, flush, logOf, row, START_AT, seen, taps, waitingRow } from './builders.js';
import { GRANTED, ledgerOf, onFakeTime, start } from './start.js';

const PLUGINS = [taps(), seen()];
const RULES = gatherRules(PLUGINS);
const BORN = { at: START_AT, epoch: 'new', visitorId: 'new' };
const DAY_MS = 86_400_000;

onFakeTime();

/** A store with a log of three, a row that waits, a cursor, a choice and a snapshot. */
async function whole(): Promise<Store> {
  const store = memoryStore();
  await fill(store, RULES, [row(1), row(2), row(3)], {
    cursors: [{ name: 'http', seq: 2, delivered: 2, dropped: {} }],
  });
  const choice = { choice: { analytics: 'granted' }, at: START_AT, source: 'site' };
  await put(store, ['inbox', 'other', 1], waitingRow(1, { tab: 'other' }));
  await put(store, 'consent', choice);
  await put(store, 'profile', { seq: 3, revision: 0, rules: RULES.hash, profile: {}, sum: 0 });
  return store;
}

async function put(store: Store, key: Key, value: unknown): Promise<void> {
  await store.transact([], [], () => ({ put: [[key, value]] }));
}

async function one(store: Store, key: Key): Promise<unknown> {
  return (await store.read([key], []))[0];
}

describe('mend', () => {
  it('leaves what is whole and sets aside what is not', async () => {
    const store = await whole();
    await put(store, ['log', 2], 'nonsense');
    await put(store, 'head', { seq: 'three' });
    expect(await mend(store, RULES, BORN)).toEqual(['head', ['log', 2]]);
    expect((await logOf(store)).map(({ seq }) => seq)).toEqual([1, 3]);
    expect(await one(store, 'head')).toMatchObject({ seq: 3, revision: 1, dropped: {} });
    expect(await one(store, 'base')).toMatchObject({ profile: { visitorId: 'visitor' } });
    expect(await one(store, ['cursor', 'http'])).toMatchObject({ seq: 2 });
    expect(await one(store, 'quarantine')).toEqual({
      at: START_AT,
      text: '[["head",{"seq":"three"}],[["log",2],"nonsense"]]',
    });
  });

  it('takes only the slice that cannot be read out of the base', async () => {
    const store = await whole();
    const base = (await one(store, 'base')) as { profile: { slices: object } };
    await put(store, 'base', {
      ...base,
      profile: { ...base.profile, slices: { ...base.profile.slices, identity: 5 } },
    });
    await mend(store, RULES, BORN);
    expect(await one(store, 'base')).toMatchObject({ profile: { visitorId: 'visitor', slices: { taps: 0 } } });
  });

  it('begins the profile with the oldest row that is left where there is no base', async () => {
    const store = await whole();
    await store.transact([], [], () => ({ drop: ['base', ['log', 1]] }));
    await mend(store, RULES, BORN);
    expect(await one(store, 'base')).toMatchObject({ seq: 1, profile: { visitorId: 'new' } });
  });

  it('keeps what waits where the epoch is lost', async () => {
    const store = await whole();
    await put(store, 'meta', 5);
    await mend(store, RULES, BORN);
    expect(await one(store, 'meta')).toEqual({ epoch: 'new', format: 2 });
    expect(await one(store, ['inbox', 'other', 1])).toMatchObject({ epoch: 'new', touchpoint: { id: 'w1' } });
  });

  it('keeps at most 64 KiB of what it sets aside', async () => {
    const store = await whole();
    await put(store, ['log', 2], 'x'.repeat(200_000));
    await mend(store, RULES, BORN);
    expect(JSON.stringify(await one(store, 'quarantine')).length).toBeLessThan(64 * 1024);
  });

  it('does nothing where another tab wrote meanwhile', async () => {
    const store = await whole();
    await put(store, 'head', 'gone');
    const late = {
      ...store,
      async entries() {
        const entries = await store.entries();
        await put(store, ['inbox', 'other', 2], waitingRow(2, { tab: 'other' }));
        return entries;
      },
    };
    expect(await mend(late, RULES, BORN)).toBeNull();
    expect(await one(store, 'head')).toBe('gone');
  });

  it('keeps the cursor of a destination that has taken a row which was damaged since', async () => {
    const store = await whole();
    await put(store, ['cursor', 'http'], { name: 'http', seq: 3, delivered: 3, dropped: {} });
    await put(store, ['log', 3], 'nonsense');
    expect(await mend(store, RULES, BORN)).toEqual([['log', 3]]);
    expect(await one(store, ['cursor', 'http'])).toMatchObject({ seq: 3 });
  });

  it('leaves the records of a newer format as they are', async () => {
    const store = await whole();
    await put(store, 'meta', { epoch: 'epoch', format: 99 });
    await put(store, 'head', 'of another shape');
    const before = await store.entries();
    expect(await mend(store, RULES, BORN)).toEqual([]);
    expect(await store.entries()).toEqual(before);
  });
});

describe('a page that finds damaged records', () => {
  const KEYS: readonly Key[] = [
    'meta',
    'head',
    'base',
    'profile',
    'consent',
    'quarantine',
    ['log', 1],
    ['log', 3],
    ['inbox', 'other', 1],
    ['cursor', 'http'],
    ['gap', 'x'],
  ];
  const ODD: readonly unknown[] = [
    undefined,
    null,
    5,
    'text',
    [],
    {},
    { seq: -1 },
    { profile: null },
    { touchpoint: {} },
    Number.NaN,
    true,
  ];

  it('goes on, takes new touchpoints and keeps them, whatever is damaged', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.nat(KEYS.length - 1).map(String), fc.constantFrom(...ODD), { minKeys: 1, maxKeys: 4 }),
        fc.string(),
        async (damage, text) => {
          const store = await whole();
          for (const [place, value] of Object.entries(damage)) {
            const key = KEYS[Number(place)] as Key;
            const odd = value === 'text' ? text : value;
            await (odd === undefined ? store.transact([], [], () => ({ drop: [key] })) : put(store, key, odd));
          }
          const first = start({ store, plugins: PLUGINS, consent: GRANTED });
          await first.waymark.ready;
          first.waymark.setConsent({ analytics: 'granted' });
          const id = first.waymark.track('tap', {});
          await first.waymark.flush();
          expect(first.waymark.status).toBe('ready');
          expect((await logOf(store)).map(({ touchpoint }) => touchpoint?.id)).toContain(id);
          expect(Number.isFinite(first.waymark.profile.slices.taps)).toBe(true);
          ledgerOf(first);
          first.waymark.stop();
          await flush();
          const second = start({ store, plugins: PLUGINS, consent: GRANTED, clock: first.clock });
          await second.waymark.ready;
          await second.waymark.flush();
          expect(second.problems).toEqual([]);
          expect(second.waymark.profile).toEqual(first.waymark.profile);
          second.waymark.stop();
        },
      ),
      { numRuns: 150 },
    );
  });

  it('says what was set aside, once', async () => {
    const store = await whole();
    await put(store, 'head', 'gone');
    const { waymark, problems } = start({ store, plugins: PLUGINS, consent: GRANTED });
    await waymark.ready;
    expect(problems).toMatchObject([{ code: 'storage-mended', message: expect.stringContaining('"head"') }]);
  });

  it('exports what was set aside, and lets go of it after seven days', async () => {
    const store = await whole();
    await put(store, 'head', 'gone');
    const first = start({ store, plugins: PLUGINS, consent: GRANTED });
    await first.waymark.ready;
    expect(await first.waymark.export()).toMatchObject({ quarantine: { text: '[["head","gone"]]' } });
    first.waymark.stop();
    first.clock.pass(8 * DAY_MS);
    const second = start({ store, plugins: PLUGINS, consent: GRANTED, clock: first.clock });
    await second.waymark.ready;
    expect(await one(store, 'quarantine')).toBeUndefined();
  });

  it('folds a damaged snapshot anew', async () => {
    const store = await whole();
    const { waymark, problems } = start({ store, plugins: PLUGINS, consent: GRANTED });
    await waymark.ready;
    expect(waymark.profile.slices.taps).toBe(4);
    expect(problems).toEqual([]);
  });
});
