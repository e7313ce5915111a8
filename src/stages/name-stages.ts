import { WaymarkError } from '../core/problem.js';
import type { NamedStage } from '../core/stage.js';
import type { StageView } from '../core/stage-model.js';
import type { StageModelData } from './stage-model-data.js';
import { codeOf, namesOf, stageOf } from './stage-of.js';

/**
 * Names for every micro-stage of a model, in the words of a view. Its keys are names of micro-stages; where several stand
 * for one, its own counts before a synonym, and that before what a view of the model calls it. Pure. Throws `WaymarkError`
 * for a view that lacks a micro-stage or names what is none.
 */
export function nameStages(
  model: Pick<StageModelData, 'name' | 'stages' | 'synonyms' | 'views'>,
  wanted?: string | StageView,
): Readonly<Record<string, NamedStage>> {
  const { stages, views } = model;
  const view = (typeof wanted === 'object' ? wanted : views[wanted ?? Object.keys(views)[0] ?? '']) ?? {};
  const given = new Map(Object.entries(view).map(([key, named]) => [codeOf(key), named]));
  const names: Record<string, NamedStage> = {};
  for (const stage of stages) {
    // What else it goes by is worked out for views that need it: that takes longer than all the rest here.
    const named = Object.hasOwn(view, stage)
      ? view[stage]
      : namesOf(model, stage)
          .map(name => given.get(name))
          .find(Boolean);
    const [label, group = ''] = [named].flat();
    if (label && codeOf(label)) names[stage] = { name: codeOf(label), label, group };
  }
  const faults = [
    ...stages.filter(stage => !names[stage]).map(stage => `"${stage}" has no name`),
    ...Object.keys(view)
      .filter(key => !stages.includes(key) && !stageOf(model, key))
      .map(key => `"${key}" is no micro-stage`),
  ];
  if (faults[0]) {
    throw new WaymarkError(
      'view-gap',
      `View ${JSON.stringify(wanted)} does not fit stage model "${model.name}": ${faults}. Name each of ${stages}, or one view of ${Object.keys(views)}.`,
    );
  }
  return names;
}
