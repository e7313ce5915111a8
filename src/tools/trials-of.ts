import { sumOf } from '../core/sum.js';
import type { ExposureKind, Outcome } from '../decide/outcomes-of.js';
import { append } from './append.js';
import type { Arm } from './lift-of.js';

/** Something visitors were split by, with what came of it in each group, the control first. */
export interface Trial {
  readonly kind: ExposureKind;
  readonly id: string;
  /** Touchpoint type that counted. */
  readonly goal: string;
  readonly arms: readonly [Arm, ...Arm[]];
  /** Visitors who met it while it had other weights or another goal: nobody is compared with them. */
  readonly leftOut: number;
}

const HELD = 'held';
const UNKNOWN = 'unknown';

/** Gathers the outcomes of many visitors by what they were split by, in order of kind and id. Pure. */
export function trialsOf(outcomes: Iterable<Outcome>): readonly Trial[] {
  const trials = new Map<string, Outcome[]>();
  for (const outcome of outcomes) append(trials, `${outcome.kind} ${outcome.id}`, outcome);
  return [...trials.keys()].sort().flatMap(key => trialOf(trials.get(key) ?? []));
}

function trialOf(outcomes: readonly Outcome[]): readonly Trial[] {
  const last = outcomes.reduce((one, other) => (other.at > one.at ? other : one));
  const key = keyOf(last);
  const alike = outcomes.filter(outcome => keyOf(outcome) === key);
  const met = alike.map(({ variant }) => variant).sort();
  const names = [...new Set([...Object.keys(last.weights ?? {}), ...met])];
  // Whoever was left alone is the control, else the first variant of the experiment, else the first by name.
  const ordered = names.includes(HELD) ? [HELD, ...names.filter(name => name !== HELD)] : names;
  const [control, ...others] = ordered.map(variant => armOf(variant, alike, last));
  const { kind, id, goal } = last;
  return control ? [{ kind, id, goal, arms: [control, ...others], leftOut: outcomes.length - alike.length }] : [];
}

function armOf(variant: string, outcomes: readonly Outcome[], { weights }: Outcome): Arm {
  const exposed = outcomes.filter(outcome => outcome.variant === variant);
  const over = exposed.filter(({ isOver }) => isOver);
  const values = over.map(({ value }) => value);
  return {
    variant,
    exposed: exposed.length,
    visitors: over.length,
    conversions: over.filter(({ isReached }) => isReached).length,
    value: {
      sum: sumOf(values),
      squares: sumOf(values.map(value => value ** 2)),
      most: values.reduce((most, value) => Math.max(most, value), 0),
    },
    weight: weights && (weights[variant] ?? 0),
  };
}

/** The same for the same goal and weights; what rounding adds to a share of a millionth is no change. */
function keyOf({ goal, weights }: Outcome): string {
  if (!weights) return `${goal} ${UNKNOWN}`;
  const total = sumOf(Object.values(weights));
  const shares = Object.entries(weights).map(([name, weight]) => [name, Math.round((weight / total) * 1e6)]);
  return `${goal} ${JSON.stringify(shares)}`;
}
