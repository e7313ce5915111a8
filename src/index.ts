export type { Admission, Candidate } from './core/accept.js';
export { admit } from './core/admit.js';
export { advance, type Place, type Step } from './core/advance.js';
export { fold, replay } from './core/fold.js';
export {
  type ActContext,
  type AnySlice,
  type AnyTrigger,
  type Armed,
  type CaptureContext,
  type CheckFunction,
  type Cleanup,
  type DeliverContext,
  type Delivered,
  type Disarmed,
  definePlugin,
  type Plugin,
  type PluginContext,
  type PluginList,
  type PluginWith,
  type ProfileWith,
  type StandardSchema,
  type TrackOptions,
  type Vocabulary,
} from './core/plugin.js';
export { type Problem, WaymarkError } from './core/problem.js';
export type { Fired, Profile, Session, Slice, SliceMap, SliceName } from './core/profile.js';
export type { Choice, Consent, ConsentSource, Grant, Purpose } from './core/purpose.js';
export { gatherRules, initialProfile, type RuleOptions, type Rules } from './core/rules.js';
export type {
  Likelihood,
  NamedStage,
  NextStep,
  Overlay,
  Push,
  Reason,
  Stage,
  StageChange,
  StageEstimate,
} from './core/stage.js';
export type { StageModel, StageView } from './core/stage-model.js';
export type {
  Envelope,
  Row,
  RowDecision,
  Touchpoint,
  TouchpointMap,
  TouchpointType,
  Traits,
} from './core/touchpoint.js';
export type {
  Condition,
  Decision,
  DecisionMap,
  DecisionName,
  Prompt,
  PromptRule,
  Situation,
  Trigger,
} from './core/trigger.js';
export type { Key, Range, Store, Values, Writes } from './platform/store.js';
export type { SignalName, Signals, SignalValue } from './runtime/bus.js';
export type {
  Diagnostics,
  EraseReport,
  ImportReport,
  Retention,
  Status,
  UndeclaredType,
  Waymark,
  WaymarkOptions,
  Why,
} from './runtime/face.js';
export type { Counts } from './runtime/records.js';
export { createWaymark } from './runtime/waymark.js';
