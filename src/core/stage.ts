/** Why the stage is what it is: one touchpoint's part in the evidence. */
export interface Reason {
  /** Id of the touchpoint; `null` for what is older than the evidence kept one by one. */
  readonly touchpoint: string | null;
  readonly type: string;
  readonly at: number;
  /** Its part in the evidence for the stage, after decay; negative speaks against it. */
  readonly weight: number;
  /** In plain words. */
  readonly text: string;
}

/** A likely next touchpoint, 0 to 1. */
export interface NextStep {
  readonly type: string;
  readonly p: number;
}

/** What a stage model answers, in its own micro-stages. */
export interface StageEstimate {
  /** The micro-stage that holds now, hysteresis included. */
  readonly micro: string;
  /** Share of the evidence by micro-stage, 0 to 1, summing to 1. */
  readonly belief: Readonly<Record<string, number>>;
  /** Whether the evidence is enough to act on. */
  readonly sure: boolean;
  /** Largest part first. */
  readonly reasons: readonly Reason[];
  readonly next: readonly NextStep[];
}

/** The stage as the site sees it, in the words of its view. A reading of what was shown, not a probability to buy. */
export interface Stage {
  /** Kebab-case, for code. */
  readonly name: string;
  /** For people. */
  readonly label: string;
  readonly group: string;
  readonly micro: string;
  readonly sure: boolean;
  /** Share of the evidence by stage name, 0 to 1, summing to 1. */
  readonly belief: Readonly<Record<string, number>>;
  /** Epoch ms. */
  readonly since: number;
  readonly reasons: readonly Reason[];
  readonly next: readonly NextStep[];
}

/** `to` is the stage that holds now. */
export interface StageChange {
  readonly from: string | null;
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
  { micro, ...estimate }: StageEstimate,
  before: Stage | null,
  now: number,
): Stage {
  const belief: Record<string, number> = {};
  for (const key in { ...names, ...estimate.belief }) {
    const name = names[key]?.name ?? key;
    belief[name] = (belief[name] ?? 0) + (estimate.belief[key] ?? 0);
  }
  const named = names[micro] ?? { name: micro, label: micro, group: '' };
  return { ...named, micro, ...estimate, belief, since: before?.name === named.name ? before.since : now };
}
