import { describe, expect, it } from 'vitest';
import { memoryStore } from '../../src/platform/memory-store.js';
import { keepsStoreContract } from './store-contract.js';

describe('memoryStore', () => {
  keepsStoreContract(async () => memoryStore());

  it('is there without being made', async () => {
    expect(await memoryStore().open(false)).toBe(true);
  });

  it('keeps its records when it is closed, for whoever holds it next', async () => {
    const store = memoryStore();
    await store.transact([], [], () => ({ put: [['head', 1]] }));
    store.close();
    expect(await store.read(['head'], [])).toEqual([1]);
  });

  it('shares nothing with another store', async () => {
    const [one, other] = [memoryStore(), memoryStore()];
    await one.transact([], [], () => ({ put: [['head', 1]] }));
    expect(await other.entries()).toEqual([]);
  });
});
