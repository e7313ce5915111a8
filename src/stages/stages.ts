import { definePlugin, type Known, type Plugin } from '../core/plugin.js';
import { WaymarkError } from '../core/problem.js';
import type { StageView } from '../core/stage-model.js';
import { type EvidenceModel, evidenceModel } from './evidence-model.js';
import { defaultLikelihood, isWhole, type LikelihoodModel } from './likelihood-model.js';
import { sixStages } from './six-stages.js';

export interface StagesOptions {
  /** Name of a view of the model, or a view of one's own. Default: the model's first. `view` of `createWaymark` outranks it. */
  readonly view?: string | StageView;
  /** What `defineStageModel` made, or what `waymark-fit` wrote. Default: the six micro-stages of `sixStages`, weights by hand. */
  readonly model?: EvidenceModel | LikelihoodModel;
  /** Share of the site's visits with an order, above 0 and below 1; not beside a stage model, whose likelihood has its own. Default: that of the weights, 0.03. */
  readonly baseRate?: number;
}

const KNOWN: Known<StagesOptions> = { view: 1, model: 1, baseRate: 1 };

/**
 * Says where in the journey the visitor is and how likely an order is, with reasons; `assign_stage` tells what a CRM knows
 * better. Throws `WaymarkError` for a model or a base rate that cannot work.
 */
export function stages(options: StagesOptions = {}): Plugin {
  const { view, model: given = defaultLikelihood, baseRate } = options;
  // JSON may say anything, such as the address of a file.
  const model: EvidenceModel | LikelihoodModel = Object(given);
  if ('infer' in model && baseRate !== undefined)
    throw new WaymarkError('base-rate', 'A stage model has its own `baseRate`. Give it with its likelihood.');
  const made = 'infer' in model ? model : evidenceModel(sixStages, atRate(model, baseRate));
  const stageModel = { ...made, names: (wanted: string | StageView | undefined = view) => made.names(wanted) };
  return definePlugin({
    name: 'stages',
    options: [options, KNOWN],
    vocabulary: made.vocabulary,
    slice: made.slice,
    stageModel,
  });
}

function atRate(model: LikelihoodModel, baseRate: number = model.baseRate): LikelihoodModel {
  if (!isWhole(model))
    throw new WaymarkError('model-odd', 'The `model` of `stages()` is none. Give what `waymark-fit` wrote, whole.');
  if (!(baseRate > 0 && baseRate < 1))
    throw new WaymarkError(
      'base-rate',
      `The base rate of \`stages()\` is "${baseRate}". Give the share of visits with an order, between 0 and 1.`,
    );
  return { ...model, baseRate };
}
