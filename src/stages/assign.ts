import type { CheckFunction } from '../core/plugin.js';
import type { Touchpoint } from '../core/touchpoint.js';
import type { Assignment } from './piece.js';
import { shortOf } from './read-piece.js';
import type { StageModelData } from './stage-model-data.js';
import { stageOf } from './stage-of.js';

const DAYS = 30;
const MOST_DAYS = 3_650;
const DAY_MS = 86_400_000;

/** Checks the data of `assign_stage`. Pure; takes odd data. */
export function checkAssignment(model: StageModelData): CheckFunction {
  return data => {
    const { stage, days = DAYS } = data;
    if (stage !== null && !stageOf(model, stage)) return `\`stage\` must be one of ${model.stages}, or a synonym`;
    return typeof days === 'number' && days > 0 && days <= MOST_DAYS
      ? data
      : `\`days\` must be above 0 and at most ${MOST_DAYS}`;
  };
}

/** The stage that a checked touchpoint assigns; `null` when it lifts that. Pure. */
export function assign(
  model: StageModelData,
  { id: touchpoint, type, at, data }: Touchpoint<'assign_stage'>,
): Assignment | null {
  const stage = stageOf(model, data.stage);
  if (!stage) return null;
  return {
    touchpoint,
    type,
    at,
    text: `Known from ${shortOf(data.source) || 'the CRM'}`,
    weights: { [stage]: 1 },
    leaves: 0,
    until: at + (data.days ?? DAYS) * DAY_MS,
  };
}
