import type { StageModelData } from './stage-model-data.js';

type Called = Pick<StageModelData, 'stages' | 'synonyms' | 'views'>;

/** Space and ASCII punctuation; a class of Unicode letters would cost a millisecond at the start. */
const GAPS = /[\s!-/:-@[-`{-~]+/g;

/** The first micro-stage of a model that goes by a name: its own, a synonym, or what a view calls it, however it is written; `undefined` for none. Pure. */
export function stageOf(model: Called, name: unknown): string | undefined {
  const code = codeOf(name);
  return model.stages.find(stage => code && namesOf(model, stage).includes(code));
}

/** What a micro-stage goes by: its own name, synonyms, then its names in the views. Pure. */
export function namesOf({ synonyms, views }: Called, stage: string): readonly string[] {
  return [stage, ...(synonyms?.[stage] ?? []), ...Object.values(views).map(view => codeOf([view[stage]].flat()[0]))];
}

/** A label as a name for code: "Word of mouth" as `word-of-mouth`; empty for what is no text. Pure. */
export function codeOf(label: unknown): string {
  return typeof label === 'string' ? label.toLowerCase().replace(GAPS, '-').replace(/^-|-$/g, '') : '';
}
