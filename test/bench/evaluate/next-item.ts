import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ItemId } from '../../../src/decide/newest-first.js';
import { type CatalogEntry, recommendFrom } from '../../../src/decide/recommend-from.js';
import type { Recommender } from '../../../src/decide/recommend-with.js';
import { recommender } from '../../../src/decide/recommender.js';
import { mean } from '../../../src/tools/metrics.js';
import { readRows, readText } from '../../../src/tools/read-rows.js';
import { seeded } from '../../../src/tools/seeded.js';
import { ASKED } from './asked.js';
import type { Shop } from './shop.js';
import { atLeast, atMost, type Line, type Table } from './table.js';

/** A moment in a session, and what was looked at next. */
interface Move {
  readonly before: readonly ItemId[];
  readonly next: ItemId;
}

/** A file of sequences, and the sizes its file of neighbours may have. */
interface Source {
  readonly file: string;
  readonly maxBytes: readonly (keyof typeof ASKED.recommend)[];
}

const SOURCES: readonly Source[] = [
  { file: 'diginetica-seq-dev.txt.gz', maxBytes: [200_000, 50_000] },
  { file: 'tmall-seq-dev.txt.gz', maxBytes: [50_000] },
  { file: 'yoochoose-dev.csv.gz', maxBytes: [50_000] },
];
const TRAINED = 0.9;
const MOVES = 2_500;
const TOP = 20;
/** How much slower the phone is that a call is asked to be quick on. */
const THROTTLE = 4;
const COLUMNS = ['measure', 'ours', 'just looked at', 'popular', 'asked'];

/** Which product is looked at next? By what other sessions looked at together, and by the catalogue alone. */
export function nextItem(shops: readonly Shop[], data: string): readonly Table[] {
  const sequences = SOURCES.filter(({ file }) => existsSync(join(data, file))).flatMap(({ file, maxBytes }) => {
    const sessions = sessionsOf(readText(join(data, file)));
    return maxBytes.map(bytes => bySessions(file.replace(/-dev.*/, ''), sessions, bytes));
  });
  return [...sequences, ...shops.map(byCatalog).filter(table => table !== null)];
}

/** The last tenth of the sessions is asked about, which only the others are learned from. */
export function bySessions(
  name: string,
  sessions: readonly (readonly ItemId[])[],
  maxBytes: keyof typeof ASKED.recommend,
): Table {
  const cut = Math.floor(sessions.length * TRAINED);
  const train = sessions.slice(0, cut);
  const { bytes, ...ours } = recommender(train, { maxBytes });
  const known = new Set(train.flat());
  const moves = someOf(movesOf(sessions.slice(cut)).filter(({ next }) => known.has(next)));
  const asked = name.startsWith('diginetica') ? ASKED.recommend[maxBytes] : {};
  return {
    title: `Next product: ${name}, ${maxBytes / 1_000} kB`,
    notes: [`${moves.length} moves of the last tenth of the sessions; learned from ${train.length}`],
    columns: COLUMNS,
    lines: [
      ...linesOf(ours, moves, popularIn(train), asked),
      { measure: 'bytes, brotli', cells: [{ value: bytes }, '', '', atMost(bytes, maxBytes)] },
    ],
  };
}

function byCatalog({ name, visits }: Shop): Table | null {
  const catalog = new Map<string, CatalogEntry>();
  const sessions = visits.map(({ events }) =>
    events.flatMap(({ item, category, brand, price }): readonly string[] => {
      if (!item) return [];
      catalog.set(item, {
        item_id: item,
        ...(category && { item_category: category }),
        ...(brand && { item_brand: brand }),
        ...(price && { price }),
      });
      return [item];
    }),
  );
  if (![...catalog.values()].some(entry => entry.price)) return null;
  const moves = movesOf(sessions);
  const asked = name === 'rees46' ? { newHit: ASKED.newFromCatalog } : {};
  return {
    title: `Next product by the catalogue alone: ${name}`,
    notes: [`${moves.length} moves; a catalogue of the ${catalog.size} products seen; popular by the same moves`],
    columns: COLUMNS,
    lines: linesOf(recommendFrom({ catalog: [...catalog.values()] }), moves, popularIn(sessions), asked),
  };
}

function linesOf(
  ours: Recommender,
  moves: readonly Move[],
  popular: readonly ItemId[],
  asked: { readonly hit?: number; readonly rank?: number; readonly newHit?: number },
): readonly Line[] {
  const times: number[] = [];
  const models = [
    (items: readonly ItemId[]) => {
      const started = performance.now();
      const found = ours.rec(items, TOP);
      times.push(performance.now() - started);
      return found;
    },
    (items: readonly ItemId[]) => [...new Set([...[...items].reverse(), ...popular])].slice(0, TOP),
    () => popular.slice(0, TOP),
  ];
  const places = models.map(model => moves.map(({ before, next }) => model(before).indexOf(next) + 1));
  const isNew = moves.map(({ before, next }) => !before.includes(next));
  const line = (measure: string, of: (place: number) => number, least?: number, onlyNew = false): Line => {
    const values = places.map(list => mean(list.filter((_, index) => !onlyNew || isNew[index]).map(of)));
    const cells = values.map(value => ({ value }));
    return { measure, cells: [...cells, ...(least ? [atLeast(values[0] ?? 0, least)] : [])] };
  };
  const hit = (place: number): number => (place ? 100 : 0);
  const rank = (place: number): number => (place ? 100 / place : 0);
  const slow = [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;
  return [
    line('HR@20', hit, asked.hit),
    line('MRR@20', rank, asked.rank),
    line('HR@20, new', hit, asked.newHit, true),
    line('MRR@20, new', rank, undefined, true),
    {
      measure: `ms a call, p95, × ${THROTTLE}`,
      cells: [{ value: slow * THROTTLE }, '', '', atMost(slow * THROTTLE, 1)],
    },
  ];
}

function movesOf(sessions: readonly (readonly ItemId[])[]): readonly Move[] {
  return sessions.flatMap(session =>
    session.slice(1).map((next, index): Move => ({ before: session.slice(0, index + 1), next })),
  );
}

function someOf(moves: readonly Move[]): readonly Move[] {
  const random = seeded(20);
  return moves
    .map(move => ({ move, at: random() }))
    .sort((a, b) => a.at - b.at)
    .slice(0, MOVES)
    .map(({ move }) => move);
}

function popularIn(sessions: readonly (readonly ItemId[])[]): readonly ItemId[] {
  const counts = new Map<ItemId, number>();
  for (const id of sessions.flat()) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([id]) => id)
    .slice(0, TOP);
}

/** A session a line, or rows of session and item. */
function sessionsOf(text: string): readonly (readonly string[])[] {
  if (!text.startsWith('session,')) return text.split('\n').map(line => line.split(' ').filter(Boolean));
  const sessions = new Map<string, string[]>();
  for (const { session = '', item = '' } of readRows(text)) {
    const items = sessions.get(session) ?? [];
    items.push(item);
    sessions.set(session, items);
  }
  return [...sessions.values()];
}
