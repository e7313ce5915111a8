import { bare } from './bare.js';
import type { Key, Range, Store, Values, Writes } from './store.js';

/** A store in the memory of this page: the twin of the database, and the store of tests. Shared by whoever holds it. */
export function memoryStore(): Store {
  const records = new Map<string, readonly [Key, unknown]>();

  function read(keys: readonly Key[], ranges: readonly Range[]): Values {
    return [...keys.map(key => records.get(JSON.stringify(key))?.[1]), ...ranges.map(list)];
  }

  function list({ name, above = -Infinity, limit }: Range): unknown[] {
    return [...records.values()]
      .filter(([key]) => key[0] === name && Array.isArray(key) && !(typeof key[1] === 'number' && key[1] <= above))
      .sort(([a], [b]) => compare(a, b))
      .slice(0, limit)
      .map(([, value]) => value);
  }

  return {
    open: async () => true,
    async transact<T extends Writes>(
      keys: readonly Key[],
      ranges: readonly Range[],
      work: (values: Values) => T,
    ): Promise<T> {
      const outcome = work(read(keys, ranges));
      const { clear, drop = [], put = [] } = bare<Writes>(outcome);
      if (clear) records.clear();
      for (const key of drop) records.delete(JSON.stringify(key));
      for (const [key, value] of put) records.set(JSON.stringify(key), [key, value]);
      return outcome;
    },
    read: async (keys, ranges) => read(keys, ranges),
    entries: async () => [...records.values()],
    remove: async () => records.clear(),
    close() {},
  };
}

/** Order of array keys, element by element; numbers come before strings. */
function compare(a: Key, b: Key): number {
  for (let index = 1; index < a.length; index++) {
    const [x, y] = [a[index] ?? '', b[index] ?? ''];
    if (x !== y) return typeof x === typeof y ? (x < y ? -1 : 1) : typeof x === 'number' ? -1 : 1;
  }
  return 0;
}
