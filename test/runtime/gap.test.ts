// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Touchpoint } from '../../src/core/touchpoint.js';
import { memoryStore } from '../../src/platform/memory-store.js';
import { dropGap, findGap, leavingOf, takeGap } from '../../src/runtime/gap.js';
import { type Gap, type Leaving, leaveGap } from '../../src/runtime/leaving.js';
import type { Ledger } from '../../src/runtime/ledger.js';
import type { Held, Shell } from '../../src/runtime/shell.js';
import { tap, waitingRow } from './builders.js';

const { purposes } = waitingRow(1);
const touchpoint = tap('w1');
const gap: Gap = {
  id: 'gap-1',
  rows: [{ touchpoint, purposes }],
  consent: { choice: { analytics: 'granted' }, at: 1, source: 'site' },
};

afterEach(() => {
  localStorage.clear();
});

it('finds what a page left, as it was', () => {
  leaveGap('waymark:x', gap);
  expect(findGap('waymark:x')).toEqual(gap);
  dropGap('waymark:x');
  expect(findGap('waymark:x')).toBeNull();
});

it.each(['{', '7', '{"rows":1}', '{"rows":[],"id":{}}', '{"rows":[],"id":"x","consent":{"at":"now"}}'])(
  'takes %s for nothing and removes it',
  text => {
    localStorage.setItem('waymark:x', text);
    expect(findGap('waymark:x')).toBeNull();
    expect(localStorage.length).toBe(0);
  },
);

it('takes in the rows that are whole, and no others', async () => {
  const store = memoryStore();
  const rows = [7, null, {}, { touchpoint: { id: 1 }, purposes }, { touchpoint, purposes }] as unknown as Gap['rows'];
  await takeGap('waymark:x', { ...gap, rows }, { store, epoch: 'epoch', at: 5 });
  const [inbox] = await store.read([], [{ name: 'inbox' }]);
  expect(inbox).toMatchObject([{ touchpoint, n: 4 }]);
});

it('puts the rows into the inbox once, whoever takes them in, and empties the entry', async () => {
  const store = memoryStore();
  for (let tab = 0; tab < 2; tab++) {
    leaveGap('waymark:x', gap);
    await takeGap('waymark:x', gap, { store, epoch: 'epoch', at: 5 });
  }
  const [inbox] = await store.read([], [{ name: 'inbox' }]);
  expect(inbox).toEqual([{ touchpoint, purposes, tab: 'gap-1', n: 0, epoch: 'epoch', at: 5 }]);
  expect(localStorage.length).toBe(0);
});

it('leaves alone what another page left meanwhile', async () => {
  leaveGap('waymark:x', { ...gap, id: 'gap-2' });
  await takeGap('waymark:x', gap, { store: memoryStore(), epoch: 'epoch', at: 5 });
  expect(findGap('waymark:x')?.id).toBe('gap-2');
});

it('takes an origin that is no name for one, and keeps none', async () => {
  const store = memoryStore();
  const rows = [{ touchpoint, purposes, gap: {} }] as unknown as Gap['rows'];
  await takeGap('waymark:x', { ...gap, rows }, { store, epoch: 'epoch', at: 5 });
  const [inbox] = await store.read([], [{ name: 'inbox' }]);
  expect(inbox).toEqual([{ touchpoint, purposes, tab: 'gap-1', n: 0, epoch: 'epoch', at: 5 }]);
});

describe('what had begun to be written when a page left', () => {
  const since = { epoch: 'epoch', seq: 3, revision: 1 };
  const rows = ['w1', 'w2', 'w3'].map(id => ({ touchpoint: tap(id), purposes, since }));
  const left: Gap = { id: 'gap-1', rows };
  async function taken(more: object, epoch = 'epoch'): Promise<readonly string[]> {
    const store = memoryStore();
    const waiting = { ...waitingRow(1), tab: 'a-page', touchpoint: tap('w2') };
    const placed = { seq: 4, now: 1, purposes, touchpoint: tap('w3'), decisions: [] };
    await store.transact([], [], () => ({
      put: [
        // Before the gap's, as pages draw their names.
        [['inbox', 'a-page', 1], waiting],
        [['log', 4], placed],
        ['head', { revision: 1, ...more }],
      ],
    }));
    await takeGap('waymark:x', left, { store, epoch, at: 5 });
    const [inbox] = await store.read([], [{ name: 'inbox' }]);
    return (inbox as readonly Held[]).map(row => row.touchpoint.id);
  }

  it('is taken in unless it got there, in order', async () => {
    expect(await taken({})).toEqual(['w1', 'w2']);
  });

  it('is not taken in where the past was rewritten since, or in another database', async () => {
    expect(await taken({ revision: 2 })).toEqual(['w2']);
    expect(await taken({}, 'other')).toEqual(['w2']);
  });

  it('is taken for nothing where its place is none', async () => {
    const store = memoryStore();
    const odd = [7, {}, { ...since, seq: null }].map(place => ({ ...rows[0], since: place }));
    await takeGap('waymark:x', { ...left, rows: odd as unknown as Gap['rows'] }, { store, epoch: 'epoch', at: 5 });
    expect(await store.read([], [{ name: 'inbox' }])).toEqual([[]]);
  });
});

describe('a page that leaves before what an earlier one left was taken in', () => {
  let drawn = 1;
  const forgo = vi.fn();
  const known = { epoch: 'epoch', seq: 3, revision: 1 };
  const leaving = (
    held: readonly Held[],
    consent: object = { granted: ['analytics'] },
    stuck: readonly Held[] = [],
  ): Leaving =>
    leavingOf(
      'waymark:x',
      { consent, held, forgo, draw: () => `gap-${++drawn}` } as unknown as Shell,
      { known, stuck, forgo } as unknown as Ledger,
    );
  const mine = { touchpoint: tap('w2'), purposes };
  const inboxOf = async (store: ReturnType<typeof memoryStore>) => {
    const [inbox] = await store.read([], [{ name: 'inbox' }]);
    return (inbox as readonly Held[]).map(row => row.touchpoint.id);
  };

  it('leaves that, too, in order', async () => {
    leaveGap('waymark:x', gap);
    leaving([mine]).go();
    const store = memoryStore();
    await takeGap('waymark:x', findGap('waymark:x') as Gap, { store, epoch: 'epoch', at: 5 });
    expect(await inboxOf(store)).toEqual(['w1', 'w2']);
    expect(findGap('waymark:x')).toBeNull();
  });

  it('leaves nothing that is taken in twice', async () => {
    const store = memoryStore();
    leaveGap('waymark:x', gap);
    leaving([mine]).go();
    leaving([{ touchpoint: tap('w3'), purposes }]).go();
    const both = findGap('waymark:x') as Gap;
    for (const left of [gap, both, both]) await takeGap('waymark:x', left, { store, epoch: 'epoch', at: 5 });
    expect((await inboxOf(store)).sort()).toEqual(['w1', 'w2', 'w3']);
  });

  it('keeps the later choice', () => {
    leaveGap('waymark:x', gap);
    leaving([mine]).go();
    expect(findGap('waymark:x')?.consent).toEqual(gap.consent);
    const unsaved = { choice: { analytics: 'granted' }, at: 2, source: 'site' };
    leaving([], { granted: ['analytics'], unsaved }).go();
    leaving([], { granted: ['analytics'], unsaved: { ...unsaved, at: 1 } }).go();
    expect(findGap('waymark:x')?.consent?.at).toBe(2);
  });

  it('leaves the choice that is being written with the row that tells of it', () => {
    const written = { choice: { analytics: 'granted' }, at: 2, source: 'site' } as const;
    leaving([], undefined, [mine]).go(undefined, written);
    expect(findGap('waymark:x')).toMatchObject({ rows: [{ ...mine, since: known }] });
    expect(findGap('waymark:x')?.consent).toBeUndefined();
    leaving([], undefined, [
      { ...mine, touchpoint: { ...mine.touchpoint, type: 'consent_update' } as unknown as Touchpoint },
    ]).go(undefined, written);
    expect(findGap('waymark:x')?.consent).toEqual(written);
  });

  it('leaves a refusal alone', () => {
    leaveGap('waymark:x', gap);
    leaving([mine], { granted: [] }).go({ choice: { analytics: 'denied' }, at: 3, source: 'site' });
    expect(findGap('waymark:x')).toMatchObject({ rows: [], consent: { at: 3 } });
  });

  it('gives it back when it is seen again, and has its own still', () => {
    leaveGap('waymark:x', gap);
    const page = leaving([mine]);
    page.go();
    page.go();
    expect(findGap('waymark:x')?.rows).toHaveLength(2);
    page.comeBack();
    expect(findGap('waymark:x')).toEqual(gap);
    expect(forgo).not.toHaveBeenCalled();
  });

  it('keeps the last rows where there are too many', () => {
    const rows = Array.from({ length: 300 }, (_, n) => ({ touchpoint: tap(`r${n}`), purposes }));
    leaveGap('waymark:x', { ...gap, rows });
    leaving([...rows.slice(0, 199), mine]).go();
    const left = findGap('waymark:x')?.rows ?? [];
    expect([left.length, left.at(-1)?.touchpoint.id]).toEqual([400, 'w2']);
  });
});
