import { type Counted, countPairs, type Pair } from './count-pairs.js';
import type { ItemId } from './newest-first.js';
import { orderByNearness } from './order-by-nearness.js';
import { pack } from './packed.js';

/** What a page loads to know which products are looked at together. JSON-safe. Lists of numbers are packed. */
export interface CooccurrenceFile {
  readonly format: 1;
  /** Ids: whole numbers as packed gaps of the sorted list, or else the list, sorted as text. */
  readonly ids: string | readonly ItemId[];
  /** Whole numbers that are texts for the page. */
  readonly isText: boolean;
  /** For each place in the order of the lists below, the place in `ids`. */
  readonly order: string;
  /** How often a product is looked at: the logarithm to base 2, whole, over the smallest. */
  readonly counts: string;
  /** How many neighbours each has further down. */
  readonly degrees: string;
  /** How far from the one before each of them is. */
  readonly gaps: string;
  /** How often the two are looked at together, as `counts`. */
  readonly weights: string;
  /** What own products score, the current one first; the best neighbour scores 1. */
  readonly own: readonly number[];
}

export interface CooccurrenceOptions {
  /** What the file may take. A file of nothing takes some 150 bytes. */
  readonly maxBytes: number;
  /** Bytes of a text as it is shipped, say compressed. Default: its UTF-8 length. */
  sizeOf?(text: string): number;
}

const TRIES = 8;
/** A file this close to its bound is full. */
const FULL = 0.995;
/** A first guess, which the search corrects. */
const BYTES_A_PAIR = 1.5;

/**
 * Makes the file of what is looked at together, of sessions of ids, oldest first. Keeps the pairs seen most often for as
 * long as they fit: they bring the most hits for their bytes. A pair is stored once and read in both directions. Pure; some ten
 * seconds for 200,000 sessions, so not for the page.
 */
export function cooccurrence(
  sessions: readonly (readonly ItemId[])[],
  { maxBytes, sizeOf = text => new TextEncoder().encode(text).length }: CooccurrenceOptions,
): CooccurrenceFile {
  const counted = countPairs(sessions);
  let best = fileOf(counted, 0);
  let fits = 0;
  let tooMany = counted.pairs.length + 1;
  let size = Math.min(counted.pairs.length, Math.ceil(maxBytes / BYTES_A_PAIR));
  for (let attempt = 0; attempt < TRIES && size > fits && size < tooMany; attempt++) {
    const file = fileOf(counted, size);
    const bytes = sizeOf(JSON.stringify(file));
    if (bytes > maxBytes) tooMany = size;
    else {
      fits = size;
      best = file;
      if (bytes > maxBytes * FULL) break;
    }
    size = Math.min(Math.floor((size * maxBytes * (1 + FULL)) / 2 / bytes), counted.pairs.length);
    if (size <= fits || size >= tooMany) size = (fits + tooMany) >> 1;
  }
  return best;
}

function fileOf({ ids, counts, pairs, own }: Counted, size: number): CooccurrenceFile {
  const kept = pairs.slice(0, size);
  const isWhole = (id: ItemId): boolean => /^(0|[1-9]\d{0,14})$/.test(`${id}`);
  const used = [...new Set(kept.flatMap(pair => pair.slice(0, 2)))];
  const areWhole = used.every(place => isWhole(ids[place] ?? ''));
  used.sort((a, b) => (areWhole ? Number(ids[a]) - Number(ids[b]) : `${ids[a]}` < `${ids[b]}` ? -1 : 1));
  const sorted = used.map(place => ids[place] ?? '');
  const rankOf = new Map(used.map((place, rank) => [place, rank]));
  const ranked = kept.map(([a, b, weight]): Pair => [rankOf.get(a) ?? 0, rankOf.get(b) ?? 0, weight]);
  const order = orderByNearness(
    used.length,
    ranked.map(([a, b]) => [a, b]),
  );
  const further = furtherDown(order, ranked);
  return {
    format: 1,
    ids: areWhole ? pack(sorted.map((id, rank) => Number(id) - Number(sorted[rank - 1] ?? 0))) : sorted,
    isText: sorted.some(id => typeof id === 'string'),
    order: pack(order),
    counts: pack(levels(order.map(rank => counts[used[rank] ?? 0] ?? 0))),
    degrees: pack(further.map(list => list.length)),
    gaps: pack(further.flatMap((list, place) => list.map(([to], index) => to - (list[index - 1]?.[0] ?? place) - 1))),
    weights: pack(levels(further.flat().map(([, weight]) => weight))),
    own,
  };
}

/** For each place the places further down that it is paired with, the nearest first. */
function furtherDown(order: readonly number[], pairs: readonly Pair[]): readonly (readonly [number, number])[][] {
  const placeOf: number[] = [];
  order.forEach((rank, place) => {
    placeOf[rank] = place;
  });
  const further = order.map((): [number, number][] => []);
  for (const [a, b, weight] of pairs) {
    const [from = 0, to = 0] = [placeOf[a] ?? 0, placeOf[b] ?? 0].sort((x, y) => x - y);
    further[from]?.push([to, weight]);
  }
  for (const list of further) list.sort((x, y) => x[0] - y[0]);
  return further;
}

/** Whole doublings over the smallest; twice as coarse loses hits on Diginetica. */
function levels(values: readonly number[]): readonly number[] {
  const raw = values.map(value => Math.round(Math.log2(value)));
  const least = raw.reduce((low, level) => Math.min(low, level), Number.POSITIVE_INFINITY);
  return raw.map(level => level - least);
}
