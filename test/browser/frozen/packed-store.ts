import type { Key, Store, Values, Writes } from '../../../src/platform/store.js';
import { FORMAT } from '../../../src/runtime/records.js';

/** What every format keeps as it is. */
const PLAIN = /^(meta|consent|inbox|gap)$/;
/** By key, and the lists of which every record knows its own. */
const KEYS = ['meta', 'head', 'base', 'profile', 'quarantine'];
const LISTS = [{ name: 'log' }, { name: 'cursor' }];

interface Packed {
  readonly packed: string;
}

/**
 * Format 3, as a next version could have it: records are kept as text. Whoever takes them for records of an older format
 * finds nothing it knows. A database of one is carried over by the first transaction that meets it.
 */
export function packedStore(place: Store): Store {
  async function transact<T extends Writes>(...[keys, ranges, work]: Parameters<typeof place.transact<T>>): Promise<T> {
    for (;;) {
      const { outcome } = await place.transact<Writes & { outcome?: T }>(
        ['meta', ...keys],
        ranges,
        ([meta, ...values]) => {
          if (meta?.format < FORMAT) return {};
          const names = [...keys.map(nameOf), ...ranges.map(({ name }) => name)];
          const outcome = work(values.map((value, index) => unpack(names[index], value)));
          return { ...packedWrites(outcome), outcome };
        },
      );
      if (outcome) return outcome;
      await carryOver(place);
    }
  }

  return {
    ...place,
    transact: (keys, ranges, work) => {
      if (keys.length + ranges.length) return transact(keys, ranges, work);
      // What only writes begins at once.
      const outcome = work([]);
      return place.transact([], [], () => packedWrites(outcome)).then(() => outcome);
    },
    async read(keys, ranges) {
      const { values } = await transact<Writes & { values: Values }>(keys, ranges, values => ({ values }));
      return values;
    },
    entries: async () => (await place.entries()).map(([key, value]) => [key, unpack(nameOf(key), value)] as const),
  };
}

/** All or nothing, whatever other tabs do meanwhile. */
async function carryOver(place: Store): Promise<void> {
  await place.transact(KEYS, LISTS, ([meta, ...values]) => {
    if (!(meta?.format < FORMAT)) return {};
    const [log, cursors] = values.splice(KEYS.length - 1) as [{ seq: number }[], { name: string }[]];
    const single = KEYS.slice(1).map((key, index) => [key, values[index]] as const);
    const put: (readonly [Key, unknown])[] = [
      ...single.filter(([, value]) => value !== undefined),
      ...log.map(row => [['log', row.seq], row] as const),
      ...cursors.map(cursor => [['cursor', cursor.name], cursor] as const),
    ];
    return packedWrites({ put: [['meta', { ...meta, format: FORMAT }], ...put] });
  });
}

function packedWrites({ put = [], drop = [], clear = false }: Writes): Writes {
  return { put: put.map(([key, value]) => [key, PLAIN.test(nameOf(key)) ? value : pack(value)] as const), drop, clear };
}

function nameOf(key: Key): string {
  return `${typeof key === 'string' ? key : key[0]}`;
}

function pack(value: unknown): Packed {
  return { packed: JSON.stringify(value) };
}

/** A record, or a list of records; fails for one that another format wrote. */
function unpack(name = '', value: unknown): unknown {
  if (value === undefined || PLAIN.test(name)) return value;
  return Array.isArray(value) ? value.map(each => unpack(name, each)) : JSON.parse((value as Packed).packed);
}
