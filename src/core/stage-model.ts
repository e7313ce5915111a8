import type { Profile } from './profile.js';
import type { Likelihood, NamedStage, StageEstimate } from './stage.js';

/** Names for micro-stages: micro-stage → label, or label and group. Several micro-stages may share a label. */
export type StageView = Readonly<Record<string, string | readonly [label: string, group: string]>>;

/** Says where in the journey the visitor is. At most one plugin may bring one. */
export interface StageModel {
  readonly name: string;
  /** Its micro-stages, in the order of the journey. */
  readonly stages: readonly string[];
  /** What a view, by name or a site's own, calls each micro-stage. Without it they keep their names. Throws `WaymarkError` for a view that cannot work. */
  names?(view?: string | StageView): Readonly<Record<string, NamedStage>>;
  /** Pure. `profile.stage` is still the stage before. */
  infer(profile: Profile, now: number): StageEstimate;
  /** Pure. How likely an order is; `null` before anything was seen. */
  likelihood?(profile: Profile, now: number): Likelihood | null;
}
