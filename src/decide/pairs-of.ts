import type { CooccurrenceFile } from './cooccurrence.js';
import type { ItemId } from './newest-first.js';
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
  // A number is found quicker than a text of it.
  const keyOf: (id: ItemId) => ItemId = isPacked ? Number : String;
  const places = new Map<ItemId, number>();
  ranks.forEach((rank, place) => {
    places.set(keyOf(sorted[rank] ?? ''), place);
  });
  const levelOf = (place: number): number => levels[place] ?? 0;
  const found: (readonly Scored<number>[])[] = [];
  let list: ReturnType<typeof listsOf> | undefined;
  let popular: readonly ItemId[] | undefined;

  function idAt(place: number): ItemId {
    const id = sorted[ranks[place] ?? -1] ?? '';
    return isPacked && isText ? `${id}` : id;
  }

  return {
    idAt,
    placeOf(id) {
      const place = places.get(keyOf(id)) ?? -1;
      return `${idAt(place)}` === `${id}` ? place : -1;
    },
    near(place) {
      list ??= listsOf(file, levelOf);
      found[place] ??= list(place);
      return found[place];
    },
    popular() {
      popular ??= mostFirst(levels).map(idAt);
      return popular;
    },
  };
}

/**
 * Makes the list of a product. There are two entries for each pair, one for either product: 1 and 2 of the first pair, 3
 * and 4, …; each names the one before it of the same product, 0 is none.
 */
function listsOf(
  file: Partial<CooccurrenceFile>,
  levelOf: (place: number) => number,
): (place: number) => readonly Scored<number>[] {
  const degrees = unpack(file.degrees);
  const together = unpack(file.weights);
  // Turned from how far apart the places of each pair are into their sum, which less one of them is the other.
  const sums = unpack(file.gaps);
  const last = new Int32Array(degrees.length);
  const before = new Int32Array(2 * sums.length + 1);
  let entry = 0;
  const link = (place: number): void => {
    before[++entry] = last[place] ?? 0;
    last[place] = entry;
  };
  degrees.forEach((degree, from) => {
    let to = from;
    for (let left = degree; left > 0; left--) {
      const pair = entry / 2;
      to += (sums[pair] ?? 0) + 1;
      sums[pair] = from + to;
      link(from);
      link(to);
    }
  });
  return place => {
    const all: Scored<number>[] = [];
    for (let at = last[place] ?? 0; at; at = before[at] ?? 0) {
      const pair = (at - 1) >> 1;
      const other = (sums[pair] ?? 0) - place;
      all.push([other, 2 ** ((together[pair] ?? 0) - levelOf(place) / 2 - levelOf(other) * OFTEN)]);
    }
    // Of equals the first in the order of the file.
    return bestFirst(all.reverse()).slice(0, MOST);
  };
}

/** Sorts what is scored, the best first; of equals the first. */
export function bestFirst<T>(list: Scored<T>[]): Scored<T>[] {
  return list.sort((a, b) => b[1] - a[1]);
}

/** The same, by name. */
export function namesOf<T>(list: Scored<T>[]): readonly T[] {
  return bestFirst(list).map(([one]) => one);
}

/** Places by what stands there, the highest first; of equals the first. Only so many are sorted. */
function mostFirst(levels: Float64Array): readonly number[] {
  const least = levels.slice().sort().at(-MOST) ?? 0;
  const most: Scored<number>[] = [];
  levels.forEach((level, place) => {
    if (level >= least) most.push([place, level]);
  });
  return namesOf(most).slice(0, MOST);
}
