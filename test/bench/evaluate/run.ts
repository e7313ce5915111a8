import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readRows, readText } from '../../../src/tools/read-rows.js';
import { abandonment } from './abandonment.js';
import { cart } from './cart.js';
import { cost } from './cost.js';
import { firstView } from './first-view.js';
import { intent } from './intent.js';
import { lift } from './lift.js';
import { next } from './next.js';
import { nextItem } from './next-item.js';
import { firstSilences, nudge, silencesOf } from './nudge.js';
import { plantedStage } from './planted-stage.js';
import type { Score } from './scored.js';
import { readShop, type Shop } from './shop.js';
import { simulate } from './simulate.js';
import { stage } from './stage.js';
import { show, type Table } from './table.js';

export { show };

export interface RunOptions {
  /** Folder of the data; where it is not there, a generated shop takes its place. */
  readonly data: string;
  /** Names of tasks. Default: all. */
  readonly only?: readonly string[];
  /** How often visitors are drawn again for an interval. Default 200. */
  readonly rounds?: number;
  /** Visits of the generated shop. Default 3,000. */
  readonly visits?: number;
}

/** A task, and the files it needs: `null` where it takes event files, real or generated. */
interface Task {
  readonly name: string;
  readonly file: string | null;
  run(shops: readonly Shop[], path: string): readonly Table[];
}

/** Of a shop that is made up, for each time that visitors are drawn again: 500 where it is 200. */
const RUNS_PER_ROUND = 2.5;
/** Simulated visitors likewise: 400, as in the chapter on testing. */
const VISITORS_PER_ROUND = 2;
const EVENT_FILES = ['rees46', 'softshop', 'diginetica', 'taobao'];
/** Shops that record carts. */
const CART_SHOPS = ['rees46', 'softshop', 'taobao', 'generated'];

/** Measures a model on every task there is data for, one table after another. */
export function* run(score: Score, { data, only = [], rounds = 200, visits = 3_000 }: RunOptions): Iterable<Table> {
  const pathOf = (name: string): string => join(data, `${name}-dev.csv.gz`);
  const found = EVENT_FILES.filter(name => existsSync(pathOf(name)));
  const shops = found.length ? found.map(name => readShop(name, pathOf(name))) : [simulate({ visits })];
  for (const { name, file, run: measure } of tasks(score, rounds, data)) {
    if (only.length && !only.includes(name)) continue;
    if (file === null) yield* measure(shops, '');
    else if (existsSync(pathOf(file))) yield* measure(shops, pathOf(file));
  }
}

function tasks(score: Score, rounds: number, data: string): readonly Task[] {
  const withCarts = (shops: readonly Shop[]): readonly Shop[] => shops.filter(({ name }) => CART_SHOPS.includes(name));
  const rowsOf = (path: string) => readRows(readText(path));
  return [
    { name: 'intent', file: null, run: shops => intent(shops, score, rounds) },
    { name: 'first-view', file: 'ga4gms', run: (_, path) => firstView(rowsOf(path), score, rounds) },
    { name: 'cart', file: 'rrcart', run: (_, path) => cart(rowsOf(path), score, rounds) },
    { name: 'abandonment', file: null, run: shops => abandonment(withCarts(shops), score, rounds) },
    {
      name: 'nudge',
      file: 'rrcart',
      run: (_, path) => nudge(new Map([['rrcart', firstSilences(rowsOf(path))]]), rounds),
    },
    {
      name: 'nudge',
      file: null,
      run: shops => nudge(new Map(withCarts(shops).map(shop => [shop.name, silencesOf(shop, score)])), rounds),
    },
    { name: 'stage', file: null, run: shops => stage(shops, rounds) },
    { name: 'planted', file: null, run: () => plantedStage(rounds * VISITORS_PER_ROUND, rounds) },
    { name: 'next', file: null, run: shops => next(shops, score, rounds) },
    { name: 'recommend', file: null, run: shops => nextItem(shops, data) },
    { name: 'lift', file: null, run: () => lift(Math.round(rounds * RUNS_PER_ROUND)) },
    { name: 'cost', file: null, run: shops => cost(shops, score) },
  ];
}
