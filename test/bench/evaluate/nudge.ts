import { foldOf } from '../../../src/tools/folds.js';
import { bootstrap, mean } from '../../../src/tools/metrics.js';
import type { Fields } from '../../../src/tools/read-rows.js';
import { ASKED } from './asked.js';
import { byVisitor } from './by-visitor.js';
import { reference } from './reference.js';
import type { Score } from './scored.js';
import { type Shop, untilPurchase } from './shop.js';
import { atMost, type Figure, type Table } from './table.js';

/** A silence of a visitor with something in the cart. */
export interface Silence {
  readonly visitor: string;
  /** Seconds until the next event; `Infinity` where none follows in the visit. */
  readonly gap: number;
  /** What the measured model says of going on at a silence of so many seconds; none for rows without events. */
  readonly goesOn?: (seconds: number) => number;
}

/** At most this share shall be asked although they would have gone on by themselves. */
const TARGETS = [0.35, 0.25, 0.15];
/** Going on later than this is another visit. */
const LATEST_S = 1_800;
/** The default of the library, s. */
const DEFAULT_S = 160;
/** Times that are tried, s. */
const STEP_S = 5;
const MARKS = [0, 30, 60, 120, 300, 600];

/** When may a silent visitor be spoken to? Chosen on one half of the visitors, checked on the other, both ways. */
export function nudge(sources: ReadonlyMap<string, readonly Silence[]>, rounds: number): readonly Table[] {
  return [...sources].flatMap(([name, silences]) => [goingOn(name, silences), safeTime(name, silences, rounds)]);
}

/** The silences of carts in an event stream: after each event from the first cart act on, before the purchase. */
export function silencesOf({ visits, baseRate }: Shop, score: Score): readonly Silence[] {
  return visits.flatMap(visit => {
    const events = untilPurchase(visit);
    const cartFrom = events.findIndex(({ event }) => event === 'add_to_cart');
    if (cartFrom < 0) return [];
    const session = score.open({ baseRate }, visit.history);
    return events.flatMap((event, index) => {
      session.push(event);
      if (index < cartFrom) return [];
      const gap = ((visit.events[index + 1]?.ts ?? Number.POSITIVE_INFINITY) - event.ts) / 1_000;
      // The session goes on, so what it says at each mark is taken now.
      const said = new Map(MARKS.map(seconds => [seconds, session.goesOn(event.ts + seconds * 1_000)]));
      return [{ visitor: visit.visitor, gap, goesOn: (seconds: number) => said.get(seconds) ?? Number.NaN }];
    });
  });
}

/** The first silence after a first cart act in rrcart. A purchase as the very next act has no time there: left out. Pure. */
export function firstSilences(fields: readonly Fields[]): readonly Silence[] {
  const gaps = new Map(fields.filter(({ k }) => k === '1').map(row => [row.session, Number(row.since_prev)]));
  return fields.flatMap(({ k, y, session, visitor = '' }) => {
    if (k !== '0' || (y === '1' && !gaps.has(session))) return [];
    return [{ visitor, gap: gaps.get(session) ?? Number.POSITIVE_INFINITY }];
  });
}

/** Share of those still silent after `seconds` who go on by themselves; `NaN` where nobody is silent so long. Pure. */
export function needless(silences: readonly Silence[], seconds: number): number {
  const silent = silences.filter(({ gap }) => gap > seconds);
  return mean(silent.map(({ gap }) => (gap <= LATEST_S ? 1 : 0)));
}

/** The shortest silence after which at most `share` go on; `Infinity` where there is none. Pure. */
export function shortest(silences: readonly Silence[], share: number): number {
  for (let seconds = 0; seconds <= LATEST_S; seconds += STEP_S)
    if (needless(silences, seconds) <= share) return seconds;
  return Number.POSITIVE_INFINITY;
}

function goingOn(name: string, silences: readonly Silence[]): Table {
  return {
    title: `Going on by oneself after a silence: ${name}`,
    notes: [`${silences.length} silences with something in the cart`],
    columns: ['silence', 'came true', '`goesOn`, mean', 'SCIENCE.md, held out'],
    lines: MARKS.map(seconds => ({
      measure: `${seconds} s`,
      cells: [
        { value: needless(silences, seconds) },
        {
          value: mean(silences.filter(({ gap }) => gap > seconds).map(({ goesOn }) => goesOn?.(seconds) ?? Number.NaN)),
        },
        reference('silence', name, seconds),
      ],
    })),
  };
}

function safeTime(name: string, silences: readonly Silence[], rounds: number): Table {
  const halves = [0, 1].map(half => silences.filter(({ visitor }) => foldOf(visitor, 2, 'nudge') === half));
  const chosen = TARGETS.map(target => ({
    measure: `at most ${target}`,
    target,
    times: halves.map(half => shortest(half, target)),
  }));
  const fixed = { measure: 'default', target: undefined, times: halves.map(() => DEFAULT_S) };
  return {
    title: `Safe time for a nudge: ${name}`,
    notes: ['time chosen on each half of the visitors, needless share on the other half, mean of both ways'],
    columns: ['target', 'seconds', 'needless share', 'who goes on, disturbed', 'SCIENCE.md', 'asked'],
    lines: [...chosen, fixed].map(({ measure, target, times }) => {
      const found = bothWays(halves, times, needless, rounds);
      return {
        measure,
        cells: [
          times.join(' | '),
          found,
          bothWays(halves, times, disturbed, rounds),
          target === undefined ? undefined : reference('nudge', name, target),
          target !== undefined && name === 'rrcart'
            ? `off ${atMost(Math.abs(found.value - target), ASKED.nudge)}`
            : undefined,
        ],
      };
    }),
  };
}

/** A measure on each half at the time chosen on the other. */
function bothWays(
  halves: readonly (readonly Silence[])[],
  times: readonly number[],
  measure: (silences: readonly Silence[], seconds: number) => number,
  rounds: number,
): Figure {
  const rows = halves.flatMap((half, index) => half.map(silence => ({ ...silence, half: index })));
  const both = (drawn: readonly (Silence & { readonly half: number })[]): number =>
    mean(
      halves.map((_, half) =>
        measure(
          drawn.filter(row => row.half === half),
          times[1 - half] ?? Number.NaN,
        ),
      ),
    );
  return {
    value: both(rows),
    interval: bootstrap(byVisitor(rows), both, { rounds: Math.ceil(rounds / 2) }),
  };
}

/** Share of those who go on by themselves that would have been spoken to. */
function disturbed(silences: readonly Silence[], seconds: number): number {
  const going = silences.filter(({ gap }) => gap <= LATEST_S);
  return mean(going.map(({ gap }) => (gap > seconds ? 1 : 0)));
}
