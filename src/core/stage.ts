/** Why the stage is what it is: one touchpoint's part in the evidence. */
export interface Reason {
  /** Id of the touchpoint; `null` for what is older than the evidence kept one by one. */
  readonly touchpoint: string | null;
  /** Type of the touchpoint. */
  readonly type: string;
  /** When it happened, epoch ms. */
  readonly at: number;
  /** Its part in the evidence for the stage, after decay; negative speaks against it. All parts sum to the score. */
  readonly weight: number;
  /** What age and later acts left of it, 0 to 1: `weight` is what it said then times this. */
  readonly left: number;
  /** The reason in plain words. */
  readonly text: string;
}

/**
 * What any stage may carry: `passive` while the first stage has more than half of the evidence, a friction or an issue
 * that is open, and a visitor who stays away longer than usual, or for good.
 */
export type Overlay = 'passive' | 'friction-open' | 'issue-open' | 'at-risk' | 'lapsed';

/** A likely next touchpoint, 0 to 1. */
export interface NextStep {
  /** Type of the touchpoint. */
  readonly type: string;
  /** How likely, 0 to 1. */
  readonly p: number;
}

/** A part of a likelihood. */
export interface Push {
  /** What was seen, such as `cart` or `again`; the likelihood model says what each is. */
  readonly signal: string;
  /** What it adds, in log-odds; negative speaks against an order. */
  readonly weight: number;
}

/** How likely an order is in this visit: a calibrated probability, where the stage is a reading of what was shown. */
export interface Likelihood {
  /** The chance of an order, 0 to 1. */
  readonly buy: number;
  /** The chance that the cart is left, 0 to 1; `null` with nothing in it that this visit told of. */
  readonly abandon: number | null;
  /** Whether the weights came with Waymark or from this site's own touchpoints. */
  readonly basis: 'default' | 'fitted';
  /** The chance of an order in log-odds. */
  readonly score: number;
  /** The parts of the score, whose sum it is. */
  readonly reasons: readonly Push[];
}

/** What a stage model answers, in its own micro-stages. */
export interface StageEstimate {
  /** The micro-stage that holds now, hysteresis included. */
  readonly micro: string;
  /** Share of the evidence by micro-stage, 0 to 1, summing to 1. */
  readonly belief: Readonly<Record<string, number>>;
  /** Whether the evidence for it is enough to act on. */
  readonly sure: boolean;
  /** Belief from which a stage that several micro-stages share is sure, too. Default: none. */
  readonly sureFrom?: number;
  /** What it carries beside. */
  readonly overlays: readonly Overlay[];
  /** Largest part first. */
  readonly reasons: readonly Reason[];
  readonly next: readonly NextStep[];
}

/**
 * The stage as the site sees it, in the words of its view: a reading of what the visitor showed, not a probability of
 * what comes next.
 */
export interface Stage {
  /** Its name for code, in kebab-case. */
  readonly name: string;
  /** Its name for people. */
  readonly label: string;
  /** What stages of one kind share. */
  readonly group: string;
  /** The micro-stage behind it. */
  readonly micro: string;
  /** Whether the evidence is enough to act on. */
  readonly sure: boolean;
  /** What it carries beside, such as `friction-open`. */
  readonly overlays: readonly Overlay[];
  /** Share of the evidence by stage name, 0 to 1, summing to 1; not a probability. */
  readonly belief: Readonly<Record<string, number>>;
  /** Since when it holds, epoch ms. */
  readonly since: number;
  /** Largest part first. */
  readonly reasons: readonly Reason[];
  /** What is likely to happen next. */
  readonly next: readonly NextStep[];
}

/** One stage gives way to another. */
export interface StageChange {
  /** The stage that held before; `null` at the first. */
  readonly from: string | null;
  /** The stage that holds now. */
  readonly to: string;
}

/** What a view calls a micro-stage. */
export interface NamedStage {
  readonly name: string;
  readonly label: string;
  readonly group: string;
}

/** The estimate in the words of a view. Pure: beliefs of micro-stages that share a name are summed. */
export function project(
  names: Readonly<Record<string, NamedStage>>,
  { sureFrom = 2, ...estimate }: StageEstimate,
  before: Stage | null,
  now: number,
): Stage {
  const belief: Record<string, number> = Object.create(null);
  for (const key of Object.keys({ ...names, ...estimate.belief })) {
    const name = names[key]?.name ?? key;
    belief[name] = (belief[name] ?? 0) + (estimate.belief[key] ?? 0);
  }
  const { micro } = estimate;
  const named = names[micro] ?? { name: micro, label: micro, group: '' };
  const { name } = named;
  const sure = estimate.sure || (belief[name] ?? 0) >= sureFrom;
  return { ...estimate, ...named, sure, belief, since: before?.name === name ? before.since : now };
}
