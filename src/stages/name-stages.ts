import { WaymarkError } from '../core/problem.js';
import type { NamedStage } from '../core/stage.js';
import type { StageView } from '../core/stage-model.js';
import type { StageModelData } from './stage-model-data.js';

/** Space and ASCII punctuation; a class of Unicode letters would cost a millisecond at the start. */
const GAPS = /[\s!-/:-@[-`{-~]+/g;

/** Names for every micro-stage of a model, in the words of a view. Pure. Throws `WaymarkError` for a view that lacks one. */
export function nameStages(
  { name: model, stages, views }: Pick<StageModelData, 'name' | 'stages' | 'views'>,
  wanted?: string | StageView,
): Readonly<Record<string, NamedStage>> {
  const view = typeof wanted === 'object' ? wanted : views[wanted ?? Object.keys(views)[0] ?? ''];
  const names: Record<string, NamedStage> = {};
  const missing: string[] = [];
  for (const stage of stages) {
    const [label, group = ''] = [view?.[stage]].flat();
    if (label) names[stage] = { name: label.toLowerCase().replace(GAPS, '-'), label, group };
    else missing.push(stage);
  }
  if (missing.length) {
    const known = `Map every one, or name one of ${Object.keys(views)}`;
    throw new WaymarkError(
      'view-gap',
      `View ${JSON.stringify(wanted)} has no name for micro-stage ${missing} of stage model "${model}". ${known}.`,
    );
  }
  return names;
}
