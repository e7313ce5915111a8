import { describe, expect, it, vi } from 'vitest';
import type { Plugin } from '../../src/core/plugin.js';
import { gatherRules } from '../../src/core/rules.js';
import { memoryStore } from '../../src/platform/memory-store.js';
import type { Store } from '../../src/platform/store.js';
import { createConsent } from '../../src/runtime/consent.js';
import { eraseAll } from '../../src/runtime/erase-all.js';
import { exportAll } from '../../src/runtime/export-all.js';
import type { Shell } from '../../src/runtime/shell.js';
import { fill, row, START_AT, taps, waitingRow } from './builders.js';

const RULES = gatherRules([taps({ export: () => 'own part' })]);

async function filled(): Promise<Store> {
  const store = memoryStore();
  await fill(store, RULES, [row(1), row(2)], { cursors: [{ name: 'http', seq: 1, delivered: 1, dropped: {} }] });
  await store.transact([], [], () => ({
    put: [
      [['inbox', 'mine', 1], waitingRow(1)],
      ['consent', { choice: {}, at: 1, source: 'site' }],
    ],
  }));
  return store;
}

/** The part of the shell an export reads. */
function shell(): Shell {
  return {
    site: 'fretwell',
    now: () => START_AT,
    consent: createConsent({ analytics: 'granted' }, {}),
    rules: RULES,
  } as unknown as Shell;
}

describe('exportAll', () => {
  it('answers every record under a name of its own, and what plugins add', async () => {
    expect(await exportAll(await filled(), shell())).toMatchObject({
      format: 2,
      site: 'fretwell',
      exportedAt: START_AT,
      consent: { analytics: 'granted' },
      choice: { source: 'site' },
      head: { seq: 2 },
      base: { seq: 0 },
      profile: null,
      log: [{ seq: 1 }, { seq: 2 }],
      inbox: [{ n: 1 }],
      cursors: [{ name: 'http' }],
      plugins: { taps: 'own part' },
      inventory: { consent: { sentence: expect.any(String), fields: { textVersion: expect.any(String) } } },
    });
  });

  it('makes no store where there is none', async () => {
    const store = memoryStore();
    store.open = async create => create;
    store.entries = vi.fn();
    expect(await exportAll(store, shell())).toMatchObject({ head: null, log: [] });
    expect(store.entries).not.toHaveBeenCalled();
  });
});

describe('eraseAll', () => {
  it('removes every record and counts them', async () => {
    const store = await filled();
    const records = (await store.entries()).length;
    expect(await eraseAll([store], [])).toEqual({ records, verified: true, failed: [] });
    expect(await store.entries()).toEqual([]);
  });

  it('makes no store where there is none', async () => {
    const store = memoryStore();
    const open = vi.fn(async (create: boolean) => create);
    store.open = open;
    expect(await eraseAll([store], [])).toEqual({ records: 0, verified: true, failed: [] });
    expect(open.mock.calls.flat()).not.toContain(true);
  });

  it('removes a store that was emptied before', async () => {
    const store = memoryStore();
    store.remove = vi.fn(async () => {});
    expect(await eraseAll([store], [])).toEqual({ records: 0, verified: true, failed: [] });
    expect(store.remove).toHaveBeenCalledOnce();
  });

  it('is verified once the store is empty, although another tab holds it', async () => {
    const store = await filled();
    store.remove = () => Promise.reject(new Error('blocked'));
    expect(await eraseAll([store], [])).toMatchObject({ verified: true });
  });

  it('is verified where the removal waits for a busy tab, behind which nobody can look any more', async () => {
    const store = await filled();
    const records = (await store.entries()).length;
    store.remove = () => {
      store.open = () => Promise.reject(new Error('no answer'));
      return Promise.reject(new Error('blocked'));
    };
    expect(await eraseAll([store], [])).toEqual({ records, verified: true, failed: [] });
  });

  it('is not verified when something is left', async () => {
    const store = await filled();
    store.transact = async (_keys, _ranges, work) => work([]);
    store.remove = async () => {};
    expect(await eraseAll([store], [])).toMatchObject({ verified: false });
  });

  it('is not verified when something came back after the removal', async () => {
    const store = await filled();
    store.remove = () => store.transact([], [], () => ({ put: [['head', 1]] })).then(() => {});
    expect(await eraseAll([store], [])).toMatchObject({ verified: false });
  });

  it('is not verified when the store fails', async () => {
    const store = await filled();
    store.open = () => Promise.reject(new Error('lost'));
    expect(await eraseAll([store], [])).toEqual({ records: 0, verified: false, failed: [] });
  });

  it('lets every plugin take part, in order, and names those that failed', async () => {
    const order: string[] = [];
    const named = (name: string, erase: Plugin['erase'] & object): Plugin => ({
      name,
      erase() {
        order.push(name);
        return erase();
      },
    });
    const bad = named('bad', () => {
      throw new Error('no');
    });
    const worse = named('worse', () => Promise.reject(new Error('no')));
    const report = await eraseAll([await filled()], [bad, { name: 'plain' }, worse, named('good', () => {})]);
    expect(order).toEqual(['bad', 'worse', 'good']);
    expect(report).toMatchObject({ verified: true, failed: ['bad', 'worse'] });
  });
});

describe('a plugin that fails', () => {
  it('spoils neither the export of the others nor goes unsaid', async () => {
    const failed = vi.fn();
    const bad: Plugin = {
      name: 'bad',
      export() {
        throw new Error('bad');
      },
    };
    const rules = gatherRules([bad, taps({ export: async () => 'own part' })]);
    const exported = await exportAll(await filled(), { ...shell(), rules, failed });
    expect(exported.plugins).toEqual({ taps: 'own part' });
    expect(failed).toHaveBeenCalledWith(bad, 'export', new Error('bad'));
  });

  it('spoils no export with what is no JSON, and that is said', async () => {
    const circle: { circle?: object } = {};
    circle.circle = circle;
    const failed = vi.fn();
    const odd = [circle, 10n, () => {}, undefined, { given: Number.NaN }, new Date(0)].map((value, number) => ({
      name: `odd${number}`,
      export: () => value,
    }));
    const rules = gatherRules([...odd, taps({ export: () => 'own part' })]);
    const { plugins } = await exportAll(await filled(), { ...shell(), rules, failed });
    expect(plugins).toEqual({ odd3: null, odd4: { given: null }, odd5: new Date(0).toJSON(), taps: 'own part' });
    expect(failed.mock.calls.map(([{ name }]) => name)).toEqual(['odd0', 'odd1', 'odd2']);
  });

  it('spoils no export with a slice that is no JSON', async () => {
    const store = await filled();
    const circle: { circle?: object; kept: number } = { kept: 3 };
    circle.circle = circle;
    const profile = { visitorId: 'v', slices: { taps: 2, circle, large: 10n } };
    await store.transact([], [], () => ({
      put: [
        ['base', { profile, seq: 0 }],
        ['profile', { profile, seq: 2 }],
      ],
    }));
    const { base, profile: snapshot } = JSON.parse(JSON.stringify(await exportAll(store, shell())));
    const kept = { profile: { visitorId: 'v', slices: { taps: 2, circle: { kept: 3 }, large: '10' } } };
    expect(base).toMatchObject(kept);
    expect(snapshot).toMatchObject(kept);
  });

  it('holds up an export for five seconds at most, however many hang, and moves no other', async () => {
    vi.useFakeTimers();
    const hanging = ['a', 'b', 'c', 'd'].map((name): Plugin => ({ name, export: () => new Promise(() => {}) }));
    const quick: Plugin = { name: 'quick', export: () => 1 };
    const late: Plugin = { name: 'late', export: () => new Promise(resolve => setTimeout(resolve, 1_000, 2)) };
    const failed = vi.fn();
    const rules = gatherRules([...hanging, late, quick]);
    const exporting = exportAll(await filled(), { ...shell(), rules, failed });
    await vi.advanceTimersByTimeAsync(5_000);
    vi.useRealTimers();
    expect(failed).toHaveBeenCalledTimes(4);
    expect(Object.entries((await exporting).plugins as object)).toEqual([
      ['late', 2],
      ['quick', 1],
    ]);
  });

  it('holds up an erasure for five seconds at most', async () => {
    vi.useFakeTimers();
    const store = await filled();
    const erasing = eraseAll([store], [{ name: 'hanging', erase: () => new Promise(() => {}) }]);
    await vi.advanceTimersByTimeAsync(0);
    // Who closes the page meanwhile has left nothing here.
    expect(await store.entries()).toEqual([]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await erasing).toMatchObject({ verified: true, failed: ['hanging'] });
    expect(await store.entries()).toEqual([]);
    vi.useRealTimers();
  });
});
