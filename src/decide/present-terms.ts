import type { Plugin } from '../core/plugin.js';
import type { Terms } from './sight.js';

/** What the plugins that are there answer of `Terms`, for conditions that JSON brings: the scores of the stage model. Pure. */
export function presentTerms(present: readonly Plugin[]): Pick<Terms, 'likelihood'> {
  const model = present.find(({ stageModel }) => stageModel)?.stageModel;
  return model?.likelihood ? { likelihood: model.likelihood.bind(model) } : {};
}
