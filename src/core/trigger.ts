import type { Fired, Profile } from './profile.js';
import type { Stage, StageChange } from './stage.js';
import type { Touchpoint } from './touchpoint.js';

/** What can be decided: decision names (`noun.verb`) and the shape of their data. Open to declaration merging. */
export interface DecisionMap {
  /** The visitor entered another stage, in the words of the view. */
  'stage.enter': StageChange & Omit<Stage, 'name'>;
}

export type DecisionName = keyof DecisionMap;

/** Something that should happen; made once over all tabs. JSON-safe and frozen. */
export type Decision<K extends DecisionName = DecisionName> = K extends DecisionName
  ? {
      /** `touchpointId/trigger`, or `seq/trigger` when time alone made it due. */
      readonly id: string;
      readonly name: K;
      readonly trigger: string;
      /** Epoch ms. */
      readonly at: number;
      readonly data: DecisionMap[K];
    }
  : never;

/** What a trigger looks at. */
export interface Situation {
  /** Epoch ms. */
  readonly now: number;
  readonly profile: Profile;
  /** The profile before this step. */
  readonly before: Profile;
  /** `null` when time alone brought this step. */
  readonly touchpoint: Touchpoint | null;
  readonly stageChange: StageChange | null;
}

/** One condition of a trigger, as it stands. */
export interface Condition {
  /** In plain words. */
  readonly text: string;
  readonly holds: boolean;
  /** The value at this moment, in plain words, with its threshold. */
  readonly value: string;
}

/** Decides that something should happen. */
export interface Trigger<K extends DecisionName = DecisionName> {
  /** Unique within an instance. */
  readonly name: string;
  readonly decision: K;
  /** Pure. The decision's data, or `null` for nothing. */
  when(situation: Situation): DecisionMap[K] | null;
  /** Pure. Epoch ms at which time alone could make it due, or `null`. */
  wakeAt?(profile: Profile): number | null;
  /** Pure. What has to hold, one by one, for people who ask why or why not. */
  conditions?(situation: Situation): readonly Condition[];
  /** Rest after firing, ms. Default 0. */
  readonly every?: number;
  /** How often in one session at most. Default without limit. */
  readonly perSession?: number;
}

/** Whether a trigger may fire again. Pure. */
export function isRested(
  trigger: Trigger,
  fired: Fired | undefined,
  now: number,
  session: string | undefined,
): boolean {
  if (!fired) return true;
  const { every = 0, perSession = Infinity } = trigger;
  // The absolute value: a clock that was set back must not make a rest last for years.
  return Math.abs(now - fired.at) >= every && (fired.session !== session || fired.count < perSession);
}

/** The next moment, strictly after `now` and never inside a rest, at which time alone could make a trigger due. Pure. */
export function nextWake(triggers: readonly { trigger: Trigger }[], profile: Profile, now: number): number | null {
  let next: number | null = null;
  for (const { trigger } of triggers) {
    const wake = wakeOf(trigger, profile);
    const fired = profile.fired[trigger.name];
    const at = fired ? Math.max(wake, fired.at + (trigger.every ?? 0)) : wake;
    if (at > now && (next === null || at < next)) next = at;
  }
  return next;
}

/** `NaN` for never. A trigger that throws here or answers with no number has no alarm; `when` reports what is wrong with it. */
function wakeOf(trigger: Trigger, profile: Profile): number {
  try {
    return +(trigger.wakeAt?.(profile) ?? Number.NaN);
  } catch {
    return Number.NaN;
  }
}
