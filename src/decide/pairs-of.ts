import type { CooccurrenceFile } from './cooccurrence.js';
import type { ItemId } from './count-pairs.js';
import { unpack } from './packed.js';

/** Something, and how good it is. */
export type Scored<T> = readonly [one: T, score: number];

/** A file of what is looked at together, ready for lookups: products are places in its order. */
export interface Pairs {
  /** −1 for what the file does not know. */
  placeOf(id: ItemId): number;
  idAt(place: number): ItemId;
  /** The best neighbours of a product, the best first. */
  near(place: number): readonly Scored<number>[];
  /** What is looked at most. */
  popular(): readonly ItemId[];
}

/** How far what is looked at often is held back. */
const OFTEN = 0.15;
/** Neighbours a product has at most, and popular products: they keep a call under a millisecond. */
const MOST = 100;

/**
 * Readies a file for lookups in two turns of some 5 ms for 200 kB, at once and with the first lookup; lists are made as they
 * are asked for, for there may be 40,000 products, of which a visitor looks at ten. Pure.
 */
export function pairsOf(file: Partial<CooccurrenceFile>): Pairs {
  const { ids = '', isText } = file;
  const isPacked = typeof ids === 'string';
  let number = 0;
  const sorted: ArrayLike<ItemId> = isPacked ? unpack(ids).map(gap => (number += gap)) : ids;
  const ranks = unpack(file.order);
  const levels = unpack(file.counts);
  const places = new Int32Array(sorted.length);
  for (let place = 0; place < ranks.length; place++) places[ranks[place] ?? -1] = place;
  // What the list is sorted by: two of a kind, which TypeScript does not see.
  const keyOf = (isPacked ? Number : String) as (id: ItemId) => number;
  const found = new Map<number, readonly Scored<number>[]>();
  let links: Links | undefined;
  let popular: readonly ItemId[] | undefined;

  function list(place: number): readonly Scored<number>[] {
    links ??= linksOf(file);
    const { heads, nexts, others, together } = links;
    const level = (levels[place] ?? 0) / 2;
    const all: Scored<number>[] = [];
    for (let at = heads[place] ?? 0; at; at = nexts[at] ?? 0) {
      const other = others[at] ?? 0;
      all.push([other, 2 ** ((together[(at - 1) >> 1] ?? 0) - level - (levels[other] ?? 0) * OFTEN)]);
    }
    // Of equals the first in the order of the file.
    return bestFirst(all.reverse()).slice(0, MOST);
  }

  function idAt(place: number): ItemId {
    const id = sorted[ranks[place] ?? -1] ?? '';
    return isPacked && isText ? `${id}` : id;
  }

  return {
    idAt,
    placeOf(id) {
      let low = 0;
      for (let high = sorted.length; low < high; ) {
        const middle = (low + high) >> 1;
        if (keyOf(sorted[middle] ?? '') < keyOf(id)) low = middle + 1;
        else high = middle;
      }
      return `${sorted[low]}` === `${id}` ? (places[low] ?? -1) : -1;
    },
    near(place) {
      const known = found.get(place) ?? list(place);
      found.set(place, known);
      return known;
    },
    popular() {
      popular ??= mostFirst(levels).map(idAt);
      return popular;
    },
  };
}

/**
 * A list for each product, of two entries for each pair, one for either product: 1 and 2 of the first pair, 3 and 4, …;
 * 0 is none.
 */
interface Links {
  /** The last entry of each product. */
  readonly heads: Int32Array;
  /** The one before each entry. */
  readonly nexts: Int32Array;
  /** The product that each entry is about. */
  readonly others: Int32Array;
  /** Of each pair. */
  readonly together: Float64Array;
}

function linksOf(file: Partial<CooccurrenceFile>): Links {
  const degrees = unpack(file.degrees);
  const apart = unpack(file.gaps);
  const heads = new Int32Array(degrees.length);
  const others = new Int32Array(2 * apart.length + 1);
  const nexts = new Int32Array(others.length);
  let entry = 0;
  const link = (place: number, other: number): void => {
    entry++;
    others[entry] = other;
    nexts[entry] = heads[place] ?? 0;
    heads[place] = entry;
  };
  for (let from = 0; from < degrees.length; from++) {
    let to = from;
    for (let left = degrees[from] ?? 0; left > 0; left--) {
      to += (apart[entry / 2] ?? 0) + 1;
      link(from, to);
      link(to, from);
    }
  }
  return { heads, nexts, others, together: unpack(file.weights) };
}

/** Names of what is scored, the best first; of equals the first. Pure. */
export function namesOf<T>(list: readonly Scored<T>[]): readonly T[] {
  return bestFirst([...list]).map(([one]) => one);
}

function bestFirst<T>(list: Scored<T>[]): readonly Scored<T>[] {
  return list.sort((a, b) => b[1] - a[1]);
}

/** Places by what stands there, the highest first; of equals the first. */
function mostFirst(levels: Float64Array): readonly number[] {
  const least = levels.slice().sort().at(-MOST) ?? 0;
  const most: Scored<number>[] = [];
  for (let place = 0; place < levels.length; place++) {
    const level = levels[place] ?? 0;
    if (level >= least) most.push([place, level]);
  }
  return namesOf(most).slice(0, MOST);
}
