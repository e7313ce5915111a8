import { admit } from '../core/admit.js';
import { advance, type Step } from '../core/advance.js';
import { initialProfile, type Rules } from '../core/rules.js';
import type { Click } from './click-formats.js';
import { eachWake } from './each-wake.js';
import { dataOf } from './read-journeys.js';

/** What came of a clickstream. */
export interface Replayed {
  readonly visitors: number;
  /** Touchpoints that were taken. */
  readonly seen: number;
  readonly refused: number;
  /** Steps by time alone. */
  readonly timeSteps: number;
  readonly seconds: number;
  /** What each `advance` of a touchpoint took, ms. */
  readonly costs: readonly number[];
  /** How often, by name. */
  readonly decisions: ReadonlyMap<string, number>;
  /** How often, by code. */
  readonly problems: ReadonlyMap<string, number>;
  /** How many visitors were in a stage after so many of their touchpoints, for seven numbers up to 50. */
  readonly stages: ReadonlyMap<number, ReadonlyMap<string, number>>;
}

const DAY_MS = 86_400_000;
/** After these numbers of touchpoints of a visitor the stage is counted. */
const MARKS: readonly number[] = [1, 2, 3, 5, 10, 20, 50];

/** Folds a clickstream, visitor by visitor, through `advance` with a clock that reads the file's. */
export function replayClicks(rules: Rules, clicks: readonly Click[]): Replayed {
  const stages = new Map(MARKS.map(mark => [mark, new Map<string, number>()]));
  const decisions = new Map<string, number>();
  const problems = new Map<string, number>();
  const costs: number[] = [];
  let visitors = 0;
  let timeSteps = 0;
  let visitor: string | undefined;
  let profile = initialProfile(rules, '');
  let nth = 0;
  let last = 0;

  function take(step: Step): void {
    for (const { name } of step.decisions) raise(decisions, name);
    for (const { code } of step.problems) raise(problems, code);
    if (step.touchpoint || step.decisions.length) profile = step.profile;
  }

  /** What time alone makes due before the next click. */
  function passTime(from: number, to: number): void {
    eachWake(rules, { profile: () => profile, from, to }, wake => {
      timeSteps++;
      take(advance(rules, profile, wake, null));
    });
  }

  const started = performance.now();
  for (const [index, click] of clicks.entries()) {
    if (click.visitor !== visitor) {
      if (visitor !== undefined) passTime(last, last + DAY_MS);
      visitor = click.visitor;
      profile = initialProfile(rules, visitor);
      visitors++;
      nth = 0;
    } else passTime(last, click.at);
    last = click.at;
    const { type, at } = click;
    const told = { id: `c${index}`, at, url: 'https://shop.example/', by: 'replay', type, data: dataOf(click, index) };
    const { touchpoint } = admit(rules, told);
    if (!touchpoint) continue;
    const before = performance.now();
    const step = advance(rules, profile, at, touchpoint);
    costs.push(performance.now() - before);
    take(step);
    nth++;
    const counts = stages.get(nth);
    if (counts && profile.stage) raise(counts, profile.stage.label);
  }
  passTime(last, last + DAY_MS);
  const seconds = (performance.now() - started) / 1_000;
  const { length: seen } = costs;
  return { visitors, seen, refused: clicks.length - seen, timeSteps, seconds, costs, decisions, problems, stages };
}

function raise(map: Map<string, number>, key: string): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}
