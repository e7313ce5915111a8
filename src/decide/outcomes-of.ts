import { sumOf } from '../core/sum.js';
import type { Row, RowDecision } from '../core/touchpoint.js';
import { DAY_MS } from './fits.js';

/** What a visitor met: one nudge, all nudges together, or an experiment. */
export type ExposureKind = 'nudge' | 'all-nudges' | 'experiment';

/** The first exposure of a visitor to something, and what came of it. JSON-safe. */
export interface Outcome {
  readonly kind: ExposureKind;
  /** Id of the nudge or the experiment; empty for all nudges together. */
  readonly id: string;
  /** The visitor's group: a variant, `shown`, or `held` for who was left alone. All nudges together: `nudged` or `held`. */
  readonly variant: string;
  /** When it was decided, epoch ms. */
  readonly at: number;
  /** Weights by group as they were then, the control first; `null` where the log does not say. */
  readonly weights: Readonly<Record<string, number>> | null;
  /** Touchpoint type that counts. */
  readonly goal: string;
  /** The goal came within the window. */
  readonly isReached: boolean;
  /** What the goal was worth within the window, in major currency units. */
  readonly value: number;
  /** The window has ended: nothing can change any more. */
  readonly isOver: boolean;
}

export interface OutcomesOptions {
  /** Touchpoint type that counts, where the nudge does not say. Default `purchase`. */
  readonly goal?: string;
  /** Days after the exposure in which it counts, where the nudge or experiment does not say. Default 7. */
  readonly days?: number;
  /** Up to when everything is known, epoch ms. Default: the last row. */
  readonly until?: number;
  /** ISO 4217: values in other currencies count nothing. Default: values are added as they are. */
  readonly currency?: string;
}

type Plain = Readonly<Record<string, unknown>>;
type Exposure = Pick<Outcome, 'kind' | 'id' | 'variant' | 'weights'> & {
  readonly days?: number;
  readonly goal?: string;
};

/** What counts as reached, and when. */
interface Goal {
  readonly type: string;
  /** Epoch ms. */
  readonly from: number;
  readonly end: number;
  readonly currency: string | undefined;
}

const HELD = 'held';

/**
 * What came of everything the rows of one visitor were split by, in log order. Pure; never throws on odd data. Both groups
 * are met at the decision (intention to treat): `nudge.show`, `nudge.hold` for a holdout, `experiment.expose`.
 */
export function outcomesOf(
  rows: readonly Row[],
  { goal = 'purchase', days = 7, until = rows.at(-1)?.now ?? 0, currency }: OutcomesOptions = {},
): readonly Outcome[] {
  const found = new Map<string, Outcome>();
  for (const { seq, decisions } of rows) {
    const met = decisions.flatMap(one => exposuresOf(one).map(exposure => ({ ...exposure, at: one.at })));
    for (const { days: ownDays = days, goal: ownGoal = goal, ...exposure } of met) {
      const key = `${exposure.kind} ${exposure.id}`;
      if (found.has(key)) continue;
      const end = exposure.at + ownDays * DAY_MS;
      const later = rows.filter(row => row.seq > seq);
      const orders = ordersIn(later, { type: ownGoal, from: exposure.at, end, currency });
      const value = sumOf(orders.values());
      found.set(key, { ...exposure, goal: ownGoal, isReached: orders.size > 0, value, isOver: until >= end });
    }
  }
  return [...found.values()];
}

/** What each goal was worth that was reached from a moment on and before the end; an order counts once. */
function ordersIn(rows: readonly Row[], { type, from, end, currency }: Goal): ReadonlyMap<unknown, number> {
  const orders = new Map<unknown, number>();
  for (const { touchpoint, now } of rows) {
    if (touchpoint?.type !== type) continue;
    const moment = Math.min(touchpoint.at, now);
    const { transaction_id: order = touchpoint.id, value, currency: code } = plain(touchpoint.data);
    if (moment < from || moment >= end || orders.has(order)) continue;
    orders.set(order, !currency || code === currency ? amount(value) : 0);
  }
  return orders;
}

/** A nudge is met as itself, and as one of all nudges, which a global holdout is compared with. */
function exposuresOf({ name, data }: RowDecision): readonly Exposure[] {
  const { nudge, experiment, variant, reason, weights, withinDays, goal, holdout, globalHoldout, kind } = plain(data);
  const own = { ...(amount(withinDays) > 0 && { days: amount(withinDays) }), ...(isName(goal) && { goal }) };
  if (name === 'experiment.expose' && isName(experiment) && isName(variant))
    return [{ kind: 'experiment', id: experiment, variant, weights: weightsIn(weights), ...own }];
  if (!isName(nudge)) return [];
  const all = { kind: 'all-nudges', id: '', weights: split(globalHoldout, { nudged: 1 }) } as const;
  const isHeld = name === 'nudge.hold';
  if (isHeld && reason === 'global-holdout') return [{ ...all, variant: HELD }];
  if (isHeld ? reason !== 'holdout' : name !== 'nudge.show') return [];
  const group = isName(variant) ? variant : 'shown';
  const parts = split(holdout, weightsIn(weights) ?? { shown: 1 });
  return [
    { kind: 'nudge', id: nudge, variant: isHeld ? HELD : group, weights: parts, ...own },
    // No global holdout holds back a rescue, so that it says nothing of who is in one.
    ...(kind === 'rescue' ? [] : [{ ...all, variant: 'nudged' }]),
  ];
}

/** The weights of the others beside a holdout of this share. */
function split(holdout: unknown, weights: Readonly<Record<string, number>>): Outcome['weights'] {
  if (typeof holdout !== 'number' || !(holdout >= 0 && holdout < 1)) return null;
  const total = sumOf(Object.values(weights));
  const others = Object.entries(weights).map(([name, weight]) => [name, (weight / total) * (1 - holdout)]);
  return Object.fromEntries([...(holdout ? [[HELD, holdout]] : []), ...others]);
}

function weightsIn(value: unknown): Outcome['weights'] {
  const entries = Object.entries(plain(value)).filter(([, weight]) => amount(weight) > 0);
  // Only amounts are left.
  return entries.length ? (Object.fromEntries(entries) as Record<string, number>) : null;
}

function plain(value: unknown): Plain {
  // Any object can be read by name.
  return typeof value === 'object' && value ? (value as Plain) : {};
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function amount(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}
