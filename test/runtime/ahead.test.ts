import { describe, expect, it } from 'vitest';
import { gatherRules } from '../../src/core/rules.js';
import { memoryStore } from '../../src/platform/memory-store.js';
import type { Store } from '../../src/platform/store.js';
import { readAhead } from '../../src/runtime/ahead.js';
import { fill, row, taps } from './builders.js';

/** A log of so many rows, in which these visitors logged out. */
async function logOf(length: number, left: readonly (readonly [number, string])[] = []): Promise<Store> {
  const store = memoryStore();
  await fill(
    store,
    gatherRules([taps()]),
    Array.from({ length }, (_, index) => row(index + 1)),
  );
  await store.transact(['head'], [], ([head]) => ({ put: [['head', { ...head, left }]] }));
  return store;
}

async function aheadOf(store: Store, above: number) {
  const ahead = await readAhead(store, above);
  return ahead && { ...ahead, rows: ahead.rows.map(({ seq }) => seq) };
}

describe('readAhead', () => {
  it('reads what is behind a place, and where the log ends', async () => {
    expect(await aheadOf(await logOf(3), 1)).toEqual({ rows: [2, 3], visitorId: undefined, last: 3 });
  });

  it('reads no more than a hundred rows', async () => {
    const ahead = await readAhead(await logOf(120), 0);
    expect([ahead?.rows.length, ahead?.last]).toEqual([100, 120]);
  });

  it('ends where one visitor left the log to the next, and says whose it is', async () => {
    const store = await logOf(4, [[2, 'first']]);
    expect(await aheadOf(store, 0)).toEqual({ rows: [1, 2], visitorId: 'first', last: 4 });
    expect(await aheadOf(store, 2)).toEqual({ rows: [3, 4], visitorId: undefined, last: 4 });
  });

  it('says that rows are of somebody else where it is not known any more of whom', async () => {
    expect(await aheadOf(await logOf(2, [[1, '']]), 0)).toMatchObject({ rows: [1], visitorId: '' });
  });

  it('answers nothing at the end, or where a newer build wrote the log', async () => {
    const store = await logOf(2);
    expect(await readAhead(store, 2)).toBeNull();
    await store.transact([], [], () => ({ put: [['meta', { epoch: 'epoch', format: 3 }]] }));
    expect(await readAhead(store, 0)).toBeNull();
  });
});
