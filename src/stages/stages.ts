import { definePlugin, type Plugin } from '../core/plugin.js';
import type { StageView } from '../core/stage-model.js';
import { defineStageModel, type EvidenceModel } from './define-stage-model.js';
import { sixStages } from './six-stages.js';

export interface StagesOptions {
  /** Name of a view of the model, or a view of one's own. Default: the model's first. `view` of `createWaymark` outranks it. */
  readonly view?: string | StageView;
  /** Default: the six micro-stages of `sixStages`. */
  readonly model?: EvidenceModel;
}

/** Says where in the journey the visitor is, with reasons. */
export function stages({ view, model = defineStageModel(sixStages) }: StagesOptions = {}): Plugin {
  const stageModel = { ...model, names: (wanted: string | StageView | undefined = view) => model.names(wanted) };
  return definePlugin({ name: 'stages', slice: model.slice, stageModel });
}
