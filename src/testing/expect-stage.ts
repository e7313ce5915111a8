import { sentenceOf } from '../core/sentence.js';
import type { Stage } from '../core/stage.js';

/** Throws, with why it is another, unless a stage has this name, micro-stage or label. */
export function expectStage(stage: Stage | null, wanted: string): void {
  if (!stage)
    throw new Error(`There is no stage, not "${wanted}": nothing happened, or no plugin brings a stage model.`);
  const { name, micro, label } = stage;
  if (![name, micro, label].includes(wanted))
    throw new Error(`The stage is "${name}" (micro-stage "${micro}"), not "${wanted}". ${sentenceOf(stage)}`);
}
