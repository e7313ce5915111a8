import type { AnySlice, AnyTrigger, Plugin } from '../../src/core/plugin.js';
import { PURPOSES, type Purpose } from '../../src/core/purpose.js';
import type { StageEstimate } from '../../src/core/stage.js';
import type { StageModel, StageView } from '../../src/core/stage-model.js';
import type { Touchpoint } from '../../src/core/touchpoint.js';
import { nameStages } from '../../src/stages/name-stages.js';

declare module '../../src/core/touchpoint.js' {
  interface TouchpointMap {
    note: { readonly text?: string; readonly score?: number };
  }
}
declare module '../../src/core/profile.js' {
  interface SliceMap {
    tally: Readonly<Record<string, number>>;
    trail: readonly unknown[];
    taste: number;
  }
}
declare module '../../src/core/trigger.js' {
  interface DecisionMap {
    'note.take': { readonly text: string };
    'visitor.idle': { readonly sinceMs: number };
  }
}

/** Monday, 2026-01-05T10:00:00Z. */
export const T0: number = Date.UTC(2026, 0, 5, 10);
export const MINUTE = 60_000;
export const HOUR: number = 60 * MINUTE;
export const DAY: number = 24 * HOUR;

/** An admitted touchpoint; odd data on purpose is allowed. */
export function touchpoint(type: string, data: unknown = {}, at: number = T0, id = `${type}@${at - T0}`): Touchpoint {
  return { id, at, url: 'https://shop.example/', by: 'site', session: '', type, data } as unknown as Touchpoint;
}

/** A place in the log. */
export function place(seq: number, ...purposes: Purpose[]): { seq: number; purposes: readonly Purpose[] } {
  return { seq, purposes: purposes.length ? purposes : PURPOSES };
}

/** Frozen now, in depth: to be asked while a plugin looks, for later everything is. */
export function isDeeplyFrozen(value: unknown): boolean {
  return (
    typeof value !== 'object' ||
    value === null ||
    (Object.isFrozen(value) && Object.values(value).every(isDeeplyFrozen))
  );
}

/** Counts touchpoints by type. */
export const tally: Plugin = slicePlugin({
  name: 'tally',
  version: 1,
  initial: {},
  reduce: (state, { type }) => ({ ...state, [type]: (state[type] ?? 0) + 1 }),
});

/** A plugin that only owns a slice; the plugin has the slice's name. */
export function slicePlugin(slice: Extract<AnySlice, { name: 'tally' }>, purpose?: Purpose): Plugin {
  return { name: slice.name, slice, ...(purpose && { purpose }) };
}

/** A plugin that only brings triggers. */
export function triggerPlugin(name: string, ...triggers: AnyTrigger[]): Plugin {
  return { name, triggers };
}

/** Takes a note whenever one is written. */
export function noteTrigger(
  options: { every?: number; perSession?: number; priority?: number; name?: string } = {},
): AnyTrigger {
  const { name = 'notes', ...limits } = options;
  return {
    name,
    decision: 'note.take',
    when: ({ touchpoint }) => (touchpoint?.type === 'note' ? { text: touchpoint.data.text ?? '' } : null),
    ...limits,
  };
}

/** A stage model over `look`, `weigh`, `buy`, `stay` that reads its estimate from what it is given. */
export function stageModel(
  infer: (now: number) => Partial<StageEstimate>,
  views: Readonly<Record<string, StageView>>,
): StageModel {
  return {
    name: 'four-steps',
    stages: ['look', 'weigh', 'buy', 'stay'],
    names: view => nameStages({ name: 'four-steps', stages: ['look', 'weigh', 'buy', 'stay'], views }, view),
    infer: (_, now) => ({ micro: 'look', belief: {}, sure: true, overlays: [], reasons: [], next: [], ...infer(now) }),
  };
}
