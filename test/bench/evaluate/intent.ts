import { ASKED, SEEN } from './asked.js';
import { countsTable, lastEvent, logistic, markovChains, prior } from './baselines.js';
import {
  AUC,
  BRIER,
  ECE,
  figure,
  fitted,
  type Measure,
  type Model,
  meanOf,
  PR_AUC,
  redrawn,
  withInterval,
} from './compare.js';
import { type Point, pointsOf } from './point.js';
import { reference } from './reference.js';
import type { Score } from './scored.js';
import type { Shop } from './shop.js';
import { atLeast, atMost, type Table } from './table.js';

const EARLY = [1, 3, 5, 10];

/** A shop's points with what each model says, the measured one first. */
interface Asked {
  readonly name: string;
  readonly points: readonly Point[];
  readonly models: readonly Model[];
}

/** Will this visit buy? Asked after every event before the first purchase. */
export function intent(shops: readonly Shop[], score: Score, rounds: number): readonly Table[] {
  const asked = shops.map(shop => askAll(shop, score));
  return [...asked.map(one => tableOf(one, rounds)), ...(asked.length > 1 ? [meanTable(asked, rounds)] : [])];
}

function askAll(shop: Shop, score: Score): Asked {
  const points = pointsOf(shop, score);
  const models = [
    { name: 'ours', p: points.map(({ p }) => p) },
    fitted('prior', points, prior),
    fitted('last event', points, lastEvent),
    fitted('counts', points, countsTable),
    fitted('Markov', points, markovChains),
    fitted(
      'logistic 25',
      points,
      logistic<Point>(({ features }) => features),
    ),
  ];
  return { name: shop.name, points, models };
}

function measuresOf(points: readonly Point[]): readonly Measure[] {
  const early = EARLY.map(
    (events): Measure => ({ ...AUC, name: `AUC@${events}`, rows: index => points[index]?.nth === events }),
  );
  return [AUC, PR_AUC, ECE, BRIER, ...early];
}

function tableOf({ name, points, models: [ours, ...baselines] }: Asked, rounds: number): Table {
  if (!ours) throw new Error('No model answered.');
  const visits = points.filter(({ nth }) => nth === 1);
  const lines = measuresOf(points).map(measure => {
    const found = withInterval(points, ours, measure, rounds);
    const asked = name === 'rees46' && measure === PR_AUC ? atLeast(found.value, ASKED.intent.rees46PrAuc) : undefined;
    return {
      measure: measure.name,
      cells: [
        found,
        ...baselines.map(model => ({ value: figure(points, model, measure) })),
        reference('intent', name, measure.name),
        asked,
      ],
    };
  });
  return {
    title: `Intent after every event: ${name}`,
    notes: [
      `${points.length} points of ${visits.length} visits, ${visits.filter(({ y }) => y).length} of them buying; ${SEEN[name]}`,
    ],
    columns: ['measure', 'ours', ...baselines.map(model => model.name), 'SCIENCE.md, default weights', 'asked'],
    lines,
  };
}

function meanTable(asked: readonly Asked[], rounds: number): Table {
  const names = asked[0]?.models.map(({ name }) => name) ?? [];
  const lines = measuresOf([]).map(({ name }, index) => {
    const values = names.map((_, model) =>
      asked.map(({ points, models }) => {
        const [measure, one] = [measuresOf(points)[index], models[model]];
        return measure && one ? figure(points, one, measure) : Number.NaN;
      }),
    );
    const draws = asked.map(({ points, models: [ours] }) => {
      const measure = measuresOf(points)[index];
      return measure && ours ? redrawn(points, ours, measure, rounds) : [];
    });
    const [ours, ...others] = values.map(each => meanOf(each, draws));
    const value = ours?.value ?? Number.NaN;
    const aims: Readonly<Record<string, string>> = {
      AUC: atLeast(value, ASKED.intent.auc),
      ECE: atMost(value, ASKED.intent.ece),
    };
    return {
      measure: name,
      cells: [ours, ...others.map(other => ({ value: other.value })), reference('intent', 'mean', name), aims[name]],
    };
  });
  return {
    title: `Intent after every event: mean of ${asked.map(({ name }) => name).join(', ')}`,
    notes: ['baselines are fitted in each shop, to four fifths of its visitors; ours is not fitted here'],
    columns: ['measure', ...names, 'SCIENCE.md, default weights', 'asked'],
    lines,
  };
}
