import { guard, type Problem } from './problem.js';
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
  /** What was decided in this step so far: triggers with a higher `priority` come first. Not given outside of a step. */
  readonly decided?: readonly Decision[];
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
  /** What comes first when several compete; equal ones stand in the order of the plugins. Default 0. */
  readonly priority?: number;
  /** Pure. The decision's data, or `null` for nothing. */
  when(situation: Situation): DecisionMap[K] | null;
  /** Pure. Epoch ms at which time alone could make it due, or `null`. */
  wakeAt?(profile: Profile): number | null;
  /** What has to hold, one by one, for people who ask why or why not. Pure, but for words that it loads when it is asked. */
  conditions?(situation: Situation): readonly Condition[] | Promise<readonly Condition[]>;
  /** Rest after firing, ms. Default 0. */
  readonly every?: number;
  /** How often in one session at most. Default without limit. */
  readonly perSession?: number;
  /** What it decides is said to the visitor, which counts when it is seen and not when it is decided. */
  readonly prompt?: PromptRule<K>;
}

/** What a trigger that decides prompts knows of them. */
export interface PromptRule<K extends DecisionName = DecisionName> {
  /** What the touchpoints about it call it. */
  readonly id: string;
  /** It is said by the page: it counts when it is seen. Anything else counts when it was handed on. */
  readonly isOnPage: boolean;
  /** Pure. Whether what was decided may still be said. */
  stands(situation: Situation): boolean;
  /** Pure. Whether what is said is still right, as against how it stood when it was decided. Default: always. */
  lasts?(situation: Situation, since: Situation): boolean;
  /** Pure. The data as it would be now, whatever holds. */
  preview(profile: Profile): DecisionMap[K];
}

/** How whoever says a prompt answers. Returning without any answer counts as shown; each answer counts once. */
export interface Prompt {
  /**
   * Aborted when what it says is not right any more or not permitted, when another one takes its place in whichever tab,
   * or when the page stops: whoever shows it takes it away.
   */
  readonly signal: AbortSignal;
  /** It is about to be seen. `false`: it is not right any more, and must not be shown. */
  shown(): boolean;
  /** The visitor waved it away. */
  dismiss(): void;
  /** The visitor took it up. */
  convert(): void;
  /** Not now: decided anew after so many ms, if it is still right. Default 10 minutes. */
  defer(ms?: number): void;
}

/** Whether a trigger may fire again. Pure. */
export function isRested(
  trigger: Trigger,
  fired: Fired | undefined,
  now: number,
  session: string | undefined,
): boolean {
  // What `Object.prototype` has under a name such as `constructor` counts nothing.
  if (!fired?.count) return true;
  const { every = 0, perSession = Infinity } = trigger;
  // The absolute value: a clock that was set back must not make a rest last for years.
  return Math.abs(now - fired.at) >= every && (fired.session !== session || fired.count < perSession);
}

/**
 * The next moment, strictly after `now` and never inside a rest, at which time alone could make a trigger due. Pure. A
 * trigger that throws here, or answers with no number, has no alarm, which `problems` takes.
 */
export function nextWake(
  triggers: readonly { readonly plugin?: { readonly name: string }; readonly trigger: Trigger }[],
  profile: Profile,
  now: number,
  problems: Problem[] = [],
): number | null {
  let next: number | null = null;
  for (const { plugin, trigger } of triggers) {
    const wake = guard(problems, `${plugin?.name}`, 'wakeAt', Number.NaN, () => wakeOf(trigger, profile));
    const fired = profile.fired[trigger.name];
    const at = fired?.count ? Math.max(wake, fired.at + (trigger.every ?? 0)) : wake;
    if (at > now && (next === null || at < next)) next = at;
  }
  return next;
}

/** `NaN` for never. */
function wakeOf(trigger: Trigger, profile: Profile): number {
  const wake = trigger.wakeAt?.(profile) ?? null;
  if (wake === null) return Number.NaN;
  if (typeof wake === 'number' && wake < Infinity) return wake;
  throw new Error(`it answers ${wake}, no moment`);
}
