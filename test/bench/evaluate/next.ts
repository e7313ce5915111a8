import type { StepCounts } from '../../../src/stages/steps.js';
import { crossValidate, foldOf } from '../../../src/tools/folds.js';
import { bootstrap, mean } from '../../../src/tools/metrics.js';
import type { Trainer } from './baselines.js';
import { byVisitor } from './by-visitor.js';
import type { Score } from './scored.js';
import type { Shop } from './shop.js';
import { above, type Figure, type Table } from './table.js';

/** A moment after which something else happens in the visit. */
interface Move {
  readonly visitor: string;
  readonly y: 0;
  readonly from: string;
  readonly to: string;
  /** At which place of the model's list the next type stands, from 1; `Infinity` where it is not on it. */
  readonly place: number;
  /** Whether the model said anything. */
  readonly isAnswered: boolean;
}

const FOLDS = 5;

/** What happens next? Asked after every event that another one follows. */
export function next(shops: readonly Shop[], score: Score, rounds: number): readonly Table[] {
  return shops.map(shop => {
    const moves = movesOf(shop, score);
    return tableOf(shop.name, moves, countedMovesOf(shop, score, moves), rounds);
  });
}

/** The same with what the shop may give to `steps({ prior })`: what followed what in the visits of four fifths of the visitors. */
function countedMovesOf(shop: Shop, score: Score, moves: readonly Move[]): readonly Move[] {
  return Array.from({ length: FOLDS }, (_, fold) => {
    const isAsked = ({ visitor }: { readonly visitor: string }): boolean => foldOf(visitor, FOLDS) === fold;
    const counts = countsOf(moves.filter(move => !isAsked(move)));
    return movesOf({ ...shop, visits: shop.visits.filter(isAsked) }, score, counts);
  }).flat();
}

function movesOf({ visits, baseRate }: Shop, score: Score, counts?: StepCounts): readonly Move[] {
  return visits.flatMap(({ visitor, events, history }) => {
    const session = score.open({ baseRate, ...(counts && { steps: counts }) }, history);
    return events.flatMap(({ ts, event: from }, index): readonly Move[] => {
      session.push(events[index] ?? { ts, event: from });
      const to = events[index + 1]?.event;
      if (!to) return [];
      const list = session.next(ts).map(({ type }) => type);
      return [{ visitor, y: 0, from, to, place: placeIn(list, to), isAnswered: list.length > 0 }];
    });
  });
}

function tableOf(name: string, moves: readonly Move[], counted: readonly Move[], rounds: number): Table {
  const frequent = crossValidate(
    moves,
    byFrequency(() => ''),
    FOLDS,
  );
  const markov = crossValidate(
    moves,
    byFrequency(({ from }) => from),
    FOLDS,
  );
  return {
    title: `Next event: ${name}`,
    notes: [
      `${moves.length} moves; baselines, and the counts given to ours as \`steps\`, are of four fifths of the visitors`,
      ...(hits(frequent, 3) === 1
        ? ['no more than three types ever follow here: no list of three beats the most frequent']
        : []),
    ],
    columns: ['measure', 'ours', 'ours, counts given', 'most frequent', 'Markov', 'asked of counts given'],
    lines: [
      ...[1, 3].map(most => {
        const ours = figureOf(counted, most, rounds);
        const baseline = { value: hits(frequent, most) };
        const asked = most === 3 ? above(ours.value, baseline.value) : undefined;
        return {
          measure: `hit in top ${most}`,
          cells: [figureOf(moves, most, rounds), ours, baseline, { value: hits(markov, most) }, asked],
        };
      }),
      {
        measure: 'answered',
        cells: [moves, counted].map(ours => ({ value: mean(ours.map(({ isAnswered }) => (isAnswered ? 1 : 0))) })),
      },
    ],
  };
}

function figureOf(moves: readonly Move[], most: number, rounds: number): Figure {
  const measure = (drawn: readonly Move[]): number =>
    hits(
      drawn.map(({ place }) => place),
      most,
    );
  return { value: measure(moves), interval: bootstrap(byVisitor(moves), measure, { rounds }) };
}

/** What followed what, as `steps({ prior })` takes it. */
function countsOf(moves: readonly Move[]): StepCounts {
  const counts: Record<string, Record<string, number>> = {};
  for (const { from, to } of moves) {
    const row = counts[from] ?? {};
    counts[from] = { ...row, [to]: (row[to] ?? 0) + 1 };
  }
  return counts;
}

/** Types in the order of how often they follow, after the same key. */
function byFrequency(keyOf: (move: Move) => string): Trainer<Move> {
  return moves => {
    const counts = new Map<string, Map<string, number>>();
    for (const move of moves) {
      const inner = counts.get(keyOf(move)) ?? new Map<string, number>();
      inner.set(move.to, (inner.get(move.to) ?? 0) + 1);
      counts.set(keyOf(move), inner);
    }
    const lists = new Map(
      [...counts].map(([key, inner]) => [key, [...inner].sort(([, a], [, b]) => b - a).map(([type]) => type)]),
    );
    return move => placeIn(lists.get(keyOf(move)) ?? [], move.to);
  };
}

function placeIn(list: readonly string[], type: string): number {
  return list.includes(type) ? list.indexOf(type) + 1 : Number.POSITIVE_INFINITY;
}

function hits(places: readonly number[], most: number): number {
  return mean(places.map(place => (place <= most ? 1 : 0)));
}
