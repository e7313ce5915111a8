import type { Comparison, Estimate } from '../../../src/tools/anytime.js';
import { type Arm, type Lifted, liftOf } from '../../../src/tools/lift-of.js';
import { sampleRatio } from '../../../src/tools/sample-ratio.js';
import { seeded } from '../../../src/tools/seeded.js';
import { ASKED } from './asked.js';
import { atLeast, atMost, type Line, type Table } from './table.js';

/** A shop whose truth is planted. */
export interface Planted {
  /** Chance that a visitor of the control buys, and one of the other group. */
  readonly rates: readonly [control: number, other: number];
  /** Share of the visitors in the control. */
  readonly held: number;
  readonly visitors: number;
  /** Visitors from one look at the figures to the next. */
  readonly every: number;
  /** Orders are worth the same, or 1 to the power of a normal number, as wide as this; 0 where only their number counts. */
  readonly spread?: number;
  readonly runs?: number;
}

/** What readers of the intervals saw in how many runs, 0 to 1. */
export interface Peeked {
  /** At some look the interval that may be read at any time missed the truth. */
  readonly anytime: number;
  /** The same of the ratio of the rates. */
  readonly relative: number;
  /** At some look the interval for one look missed it. */
  readonly fixed: number;
  /** It missed at the last look. */
  readonly once: number;
  /** At some look the interval for any time was above 0, and none was called wrongly. */
  readonly found: number;
}

const RUNS = 500;
const ORDER = 50;
const CHI_SQUARE_1_PERCENT = 6.635;
const SAME: Planted = { rates: [0.03, 0.03], held: 0.5, visitors: 5_000, every: 5 };
const SETUPS: readonly (readonly [text: string, planted: Planted])[] = [
  ['3 %, halves, A/A', SAME],
  ['10 %, halves, A/A', { ...SAME, rates: [0.1, 0.1] }],
  ['3 and 4 %, halves', { ...SAME, rates: [0.03, 0.04] }],
  ['3 and 4 %, a tenth held', { ...SAME, rates: [0.03, 0.04], held: 0.1 }],
  ['2 %, a tenth held, A/A', { ...SAME, rates: [0.02, 0.02], held: 0.1, visitors: 20_000, every: 40 }],
  ['3 %, value of uneven orders', { ...SAME, spread: 1 }],
];
const LIFTS: readonly Planted[] = [5_000, 20_000, 50_000].map(visitors => ({
  rates: [0.03, 0.04],
  held: 0.5,
  visitors,
  every: visitors / 50,
}));

/** Plays visitors one by one and looks again and again. Pure; the same in every run. */
export function peek({ rates, held, visitors, every, spread = 0, runs = RUNS }: Planted): Peeked {
  const count = { anytime: 0, relative: 0, fixed: 0, once: 0, found: 0 };
  const worth = spread ? ORDER * Math.exp(spread ** 2 / 2) : 0;
  const truth = (rates[1] - rates[0]) * (worth || 1);
  const ratio = rates[1] / rates[0] - 1;
  for (let run = 0; run < runs; run++) {
    const random = seeded(run);
    const arms: [Writable, Writable] = [group('held', held), group('shown', 1 - held)];
    const seen = { anytime: false, relative: false, fixed: false, once: false, found: false };
    for (let visitor = 1; visitor <= visitors; visitor++) {
      const side = random() < held ? 0 : 1;
      const isBuyer = random() < rates[side];
      take(arms[side], isBuyer, isBuyer && spread ? ORDER * Math.exp(spread * normal(random)) : 0);
      if (visitor % every) continue;
      const found = comparisonIn(liftOf(arms).groups[0], spread);
      if (!found) continue;
      const { absolute, relative } = found;
      seen.anytime ||= misses(absolute.anytime, truth);
      seen.relative ||= relative !== null && misses(relative.anytime, ratio);
      seen.fixed ||= misses(absolute.fixed, truth);
      seen.once = misses(absolute.fixed, truth);
      seen.found ||= (absolute.anytime[0] ?? 0) > 0;
    }
    for (const name of Object.keys(count) as (keyof Peeked)[]) count[name] += Number(seen[name]);
  }
  return {
    anytime: count.anytime / runs,
    relative: count.relative / runs,
    fixed: count.fixed / runs,
    once: count.once / runs,
    found: count.found / runs,
  };
}

/** In how many runs sizes are called wrong by some look, 0 to 1: by our test, and by a chi-square test at 1 %. Pure. */
export function alarms(
  weights: readonly [number, number],
  {
    drawn,
    visitors = 5_000,
    every = 5,
    runs = RUNS,
  }: { drawn: number; visitors?: number; every?: number; runs?: number },
): { readonly ours: number; readonly chiSquare: number } {
  const count = { ours: 0, chiSquare: 0 };
  const share = weights[0] / (weights[0] + weights[1]);
  for (let run = 0; run < runs; run++) {
    const random = seeded(run);
    const seen = { ours: false, chiSquare: false };
    let first = 0;
    for (let visitor = 1; visitor <= visitors; visitor++) {
      first += Number(random() < drawn);
      if (visitor % every) continue;
      seen.ours ||= sampleRatio([first, visitor - first], weights).isOff;
      seen.chiSquare ||= (first - visitor * share) ** 2 / (visitor * share * (1 - share)) > CHI_SQUARE_1_PERCENT;
    }
    count.ours += Number(seen.ours) / runs;
    count.chiSquare += Number(seen.chiSquare) / runs;
  }
  return count;
}

/** How far the figures of `waymark-lift` may be believed, on shops whose truth is planted. */
export function lift(runs: number = RUNS): readonly Table[] {
  const { misses: most, falseAlarms, alarms: least } = ASKED.lift;
  const sizes = (
    measure: string,
    weights: readonly [number, number],
    drawn: number,
    asked: (ours: number) => string,
  ): Line => {
    const { ours, chiSquare } = alarms(weights, { drawn, runs });
    return { measure, cells: [{ value: ours }, { value: chiSquare }, asked(ours)] };
  };
  return [
    {
      title: 'Lift: how often a 95 % interval misses the truth at some look',
      notes: [
        `${runs} runs of 5,000 visitors with a look after every fifth; a tenth held, A/A: of 20,000 with 500 looks`,
      ],
      columns: ['buyers', 'any time', 'any time, ratio', 'asked', 'fixed', 'fixed, last look only'],
      lines: SETUPS.map(([measure, planted]) => {
        const { anytime, relative, fixed, once } = peek({ ...planted, runs });
        const value = planted.spread ? [] : [{ value: relative }];
        return {
          measure,
          cells: [{ value: anytime }, value[0], atMost(anytime, most), { value: fixed }, { value: once }],
        };
      }),
    },
    {
      title: 'Lift: how often 3 to 4 % is found',
      notes: [`${runs} runs in halves, read at fifty looks; the interval for any time is above 0 at one of them`],
      columns: ['visitors', 'found'],
      lines: LIFTS.map(planted => ({
        measure: planted.visitors.toLocaleString('en'),
        cells: [{ value: peek({ ...planted, runs }).found }],
      })),
    },
    {
      title: 'Lift: how often sizes of groups are called wrong at some look',
      notes: [`${runs} runs of 5,000 visitors with a look after every fifth; both at 1 %`],
      columns: ['drawn', 'ours', 'chi-square', 'asked'],
      lines: [
        sizes('as asked, halves', [1, 1], 0.5, ours => atMost(ours, falseAlarms)),
        sizes('as asked, a tenth held', [1, 9], 0.1, ours => atMost(ours, falseAlarms)),
        sizes('a tenth too many, 55 : 45', [1, 1], 0.55, ours => atLeast(ours, least)),
        sizes('a tenth of one group lost', [1, 1], 0.9 / 1.9, () => ''),
      ],
    },
  ];
}

type Writable = {
  -readonly [K in keyof Arm]: K extends 'value' ? { sum: number; squares: number; most: number } : Arm[K];
};

function group(variant: string, weight: number): Writable {
  return { variant, exposed: 0, visitors: 0, conversions: 0, value: { sum: 0, squares: 0, most: 0 }, weight };
}

function take(arm: Writable, isBuyer: boolean, value: number): void {
  arm.exposed++;
  arm.visitors++;
  arm.conversions += Number(isBuyer);
  arm.value.sum += value;
  arm.value.squares += value ** 2;
  arm.value.most = Math.max(arm.value.most, value);
}

function comparisonIn(group: Lifted | undefined, spread: number): Comparison | null {
  return (spread ? group?.value : group?.rate) ?? null;
}

function misses([low, high]: Estimate['anytime'], truth: number): boolean {
  return low !== null && high !== null && (truth < low || truth > high);
}

/** Source: Box and Muller, Annals of Mathematical Statistics 29 (1958). */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
