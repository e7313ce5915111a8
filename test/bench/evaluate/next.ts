import { crossValidate } from '../../../src/tools/folds.js';
import { bootstrap, mean } from '../../../src/tools/metrics.js';
import type { Trainer } from './baselines.js';
import { byVisitor } from './by-visitor.js';
import type { Score } from './scored.js';
import type { Shop } from './shop.js';
import type { Table } from './table.js';

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

/** What happens next? Asked after every event that another one follows. */
export function next(shops: readonly Shop[], score: Score, rounds: number): readonly Table[] {
  return shops.map(shop => tableOf(shop.name, movesOf(shop, score), rounds));
}

function movesOf({ visits, baseRate }: Shop, score: Score): readonly Move[] {
  return visits.flatMap(({ visitor, events, history }) => {
    const session = score.open({ baseRate }, history);
    return events.flatMap(({ ts, event: from }, index): readonly Move[] => {
      session.push(events[index] ?? { ts, event: from });
      const to = events[index + 1]?.event;
      if (!to) return [];
      const list = session.next(ts).map(({ type }) => type);
      return [{ visitor, y: 0, from, to, place: placeIn(list, to), isAnswered: list.length > 0 }];
    });
  });
}

function tableOf(name: string, moves: readonly Move[], rounds: number): Table {
  const models = [
    { name: 'ours', places: moves.map(({ place }) => place) },
    {
      name: 'most frequent',
      places: crossValidate(
        moves,
        byFrequency(() => ''),
      ),
    },
    {
      name: 'Markov',
      places: crossValidate(
        moves,
        byFrequency(({ from }) => from),
      ),
    },
  ];
  const groups = byVisitor(moves);
  return {
    title: `Next event: ${name}`,
    notes: [`${moves.length} moves; baselines are fitted to four fifths of the visitors`],
    columns: ['measure', ...models.map(model => model.name)],
    lines: [
      ...[1, 3].map(most => ({
        measure: `hit in top ${most}`,
        cells: models.map(({ name: model, places }) => ({
          value: hits(places, most),
          ...(model === 'ours' && {
            interval: bootstrap(
              groups,
              drawn =>
                hits(
                  drawn.map(({ place }) => place),
                  most,
                ),
              { rounds },
            ),
          }),
        })),
      })),
      { measure: 'answered', cells: [{ value: mean(moves.map(({ isAnswered }) => (isAnswered ? 1 : 0))) }] },
    ],
  };
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
