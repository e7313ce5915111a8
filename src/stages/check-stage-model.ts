import { WaymarkError } from '../core/problem.js';
import { isWhole, type LikelihoodModel } from './likelihood-model.js';
import { nameStages } from './name-stages.js';
import type { StageModelData } from './stage-model-data.js';
import { codeOf } from './stage-of.js';

type Fields = Readonly<Record<string, unknown>>;
/** Where a model is wrong, what stands there, and what should. */
type Fault = readonly [field: string, found: unknown, wanted: string];

/** Slices count versions of a model below this. */
const MOST_VERSION = 1_000;
const STAGES = 'a list of micro-stages, each once';
const TEXT = 'a text';
const SHARE = 'a share from 0 to 1';

/** Throws `WaymarkError` for what no stage can be read by: it would be read wrong without a word. Takes anything. */
export function checkStageModel(model: StageModelData, likelihood: LikelihoodModel): void {
  const [fault] = faultsOf(fieldsOf(model));
  if (fault) throw new WaymarkError('stage-model-odd', sentenceOf(fieldsOf(model).name, fault));
  for (const view of Object.keys(model.views)) nameStages(model, view);
  if (!isWhole(Object(likelihood)))
    throw new WaymarkError(
      'model-odd',
      'The likelihood of `defineStageModel` is none. Give what `waymark-fit` wrote, whole.',
    );
}

function* faultsOf(model: Fields): Iterable<Fault> {
  const { name, version, stages, synonyms = {}, views, prior, older, halfLifeDays, signs } = model;
  if (!isText(name)) yield ['name', name, TEXT];
  if (!isBetween(version, 0, MOST_VERSION - 1) || version % 1)
    yield ['version', version, `a whole number below ${MOST_VERSION}`];
  if (!isTexts(stages) || !stages.length || new Set(stages).size < stages.length)
    return yield ['stages', stages, STAGES];
  const objects = { views, prior, older, halfLifeDays, signs, synonyms };
  for (const [field, value] of Object.entries(objects)) if (!isObject(value)) return yield [field, value, 'an object'];
  for (const [view, named] of Object.entries(fieldsOf(views)))
    if (!isObject(named)) yield [`views.${view}`, named, 'names by micro-stage'];
  yield* textFaults('prior', fieldsOf(prior));
  yield* textFaults('older', fieldsOf(older));
  yield* numberFaults(model, stages);
  yield* strangers('synonyms', synonyms, stages);
  for (const [stage, names] of Object.entries(fieldsOf(synonyms)))
    if (!isTexts(names) || names.some(other => codeOf(other) !== other))
      yield [`synonyms.${stage}`, names, 'a list of names in kebab-case'];
  for (const [type, sign] of Object.entries(fieldsOf(signs))) yield* signFaults(`signs.${type}`, sign, stages);
}

function* textFaults(field: string, { type, text }: Fields): Iterable<Fault> {
  for (const [key, value] of Object.entries({ type, text })) if (!isText(value)) yield [`${field}.${key}`, value, TEXT];
}

function* numberFaults(
  { prior, halfLifeDays, holdMinutes, sureFrom }: Fields,
  stages: readonly string[],
): Iterable<Fault> {
  const { weights, leaves } = fieldsOf(prior);
  yield* weightFaults('prior.weights', weights, stages);
  const [first = ''] = stages;
  const floor = fieldsOf(weights)[first];
  if (!isBetween(floor, Number.MIN_VALUE)) yield [`prior.weights.${first}`, floor, 'a number above 0'];
  if (!isBetween(leaves, 0, 1)) yield ['prior.leaves', leaves, SHARE];
  yield* strangers('halfLifeDays', halfLifeDays, stages);
  for (const stage of stages) {
    const days = fieldsOf(halfLifeDays)[stage];
    if (!isBetween(days, Number.MIN_VALUE)) yield [`halfLifeDays.${stage}`, days, 'a number of days above 0'];
  }
  if (!isBetween(holdMinutes, 0)) yield ['holdMinutes', holdMinutes, 'a number from 0'];
  if (!isBetween(sureFrom, 0, 1)) yield ['sureFrom', sureFrom, SHARE];
}

function* signFaults(field: string, sign: unknown, stages: readonly string[]): Iterable<Fault> {
  if (!Array.isArray(sign)) return yield [field, sign, '[text, weights, leaves?]'];
  const [text, weights, leaves = 1]: readonly unknown[] = sign;
  const [first = ''] = stages;
  if (!isText(text)) yield [`${field}[0]`, text, TEXT];
  yield* weightFaults(`${field}[1]`, weights, stages);
  // Where nothing else is known all belief would be 0 of 0.
  if (Number(fieldsOf(weights)[first]) < 0) yield [`${field}[1].${first}`, fieldsOf(weights)[first], 'a number from 0'];
  if (!isBetween(leaves, 0, 1)) yield [`${field}[2]`, leaves, SHARE];
}

function* weightFaults(field: string, weights: unknown, stages: readonly string[]): Iterable<Fault> {
  if (!isObject(weights)) return yield [field, weights, 'weights by micro-stage'];
  yield* strangers(field, weights, stages);
  for (const [stage, weight] of Object.entries(weights))
    if (!isBetween(weight, -Number.MAX_VALUE)) yield [`${field}.${stage}`, weight, 'a number'];
}

/** Names of none of the micro-stages. */
function* strangers(field: string, record: unknown, stages: readonly string[]): Iterable<Fault> {
  for (const key of Object.keys(fieldsOf(record)))
    if (!stages.includes(key)) yield [`a key of ${field}`, key, `one of ${stages.join(', ')}`];
}

function sentenceOf(name: unknown, [field, found, wanted]: Fault): string {
  const shown = isObject(found) ? JSON.stringify(found) : `${String(found)}`;
  return `In the stage model${isText(name) ? ` "${name}"` : ''} \`${field}\` is "${shown}". Give ${wanted}.`;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isText);
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

/** A finite number within bounds. */
function isBetween(value: unknown, low: number, high: number = Number.MAX_VALUE): value is number {
  return typeof value === 'number' && value >= low && value <= high;
}

/** Any value as an object. */
function fieldsOf(value: unknown): Fields {
  return isObject(value) ? value : {};
}
