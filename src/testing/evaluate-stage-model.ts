import { commerce } from '../capture/commerce.js';
import { admit } from '../core/admit.js';
import { advance } from '../core/advance.js';
import type { AnySlice, Plugin, PluginList, Vocabulary } from '../core/plugin.js';
import { gatherRules, initialProfile, type Rules } from '../core/rules.js';
import type { StageModel } from '../core/stage-model.js';
import { sumOf } from '../core/sum.js';
import { orders } from '../learn/orders.js';
import { viewed } from '../learn/viewed.js';

/** A touchpoint, with the stage the visitor is known to be in. */
export interface PlantedTouchpoint {
  /** Epoch ms; never before the one before. */
  readonly at: number;
  readonly type: string;
  readonly data?: object;
  /** The micro-stage; left out where it is unknown. */
  readonly stage?: string;
}

export interface StageJourney {
  /** For messages. Default: its number. */
  readonly visitor?: string;
  readonly touchpoints: readonly PlantedTouchpoint[];
}

/** How well a stage model reads journeys; every share and error from 0 to 1, `null` where nothing can be said. */
export interface StageEvaluation {
  /** Touchpoints whose stage is known; all figures but `flapping` are of these. */
  readonly n: number;
  /** Share of them at which the model names the stage. */
  readonly agreement: number | null;
  /** Changes of the stage that are taken back within 10 touchpoints, for each touchpoint. */
  readonly flapping: number | null;
  /** Touchpoints from a planted change to the first at which the model names the new stage, 0 for at once; the median, `null` when most are never seen. */
  readonly delay: number | null;
  /** Share of the planted changes that the model does not see before the next one. */
  readonly missed: number | null;
  /** How often each stage was named, by the planted one. */
  readonly confusion: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Mean of −ln(belief in the planted stage); a belief below 0.001 counts as that. */
  readonly logLoss: number | null;
  /** How far belief is from being a probability: |belief − agreement| in ten bins of belief, weighted. */
  readonly calibrationError: number | null;
}

/** A stage model with the slice and the vocabulary it needs, if any; what `defineStageModel` makes. */
export interface EvaluatedModel extends StageModel {
  readonly slice?: AnySlice;
  readonly vocabulary?: Vocabulary;
}

interface Reading {
  readonly planted: string | undefined;
  readonly named: string;
  readonly belief: Readonly<Record<string, number>>;
}

const BACK = 10;
const BINS = 10;
const LEAST = 0.001;

/**
 * Folds journeys through a stage model and compares what it names with what was planted. Pure. Throws when a touchpoint is
 * refused or a plugin fails. `plugins` stand before the model; default `commerce()`, `orders()` and `viewed()`.
 */
export function evaluateStageModel(
  model: EvaluatedModel,
  journeys: readonly StageJourney[],
  plugins: PluginList = [commerce(), orders(), viewed()],
): StageEvaluation {
  const { name, stages, slice, vocabulary } = model;
  // Without names of a view, what it answers stays in its micro-stages.
  const stageModel = { name, stages, infer: model.infer };
  const plugin: Plugin = { name: 'stages', stageModel, ...(slice && { slice }), ...(vocabulary && { vocabulary }) };
  const rules = gatherRules([plugins, plugin]);
  const readings = journeys.map((journey, index) => read(rules, journey, journey.visitor ?? `${index + 1}`));
  const all = readings.flat();
  const known = all.filter(({ planted }) => planted !== undefined);
  const delays = readings.flatMap(delaysOf);
  const seen = delays.filter(delay => delay !== null);
  const middle = [...seen].sort((a, b) => a - b)[Math.floor((delays.length - 1) / 2)];
  return {
    n: known.length,
    agreement: mean(known.map(({ planted, named }) => +(planted === named))),
    flapping: mean(readings.flatMap(flapsOf)),
    delay: middle ?? null,
    missed: mean(delays.map(delay => +(delay === null))),
    confusion: confusionOf(known),
    logLoss: mean(known.map(({ planted = '', belief }) => -Math.log(Math.max(LEAST, belief[planted] ?? 0)))),
    calibrationError: calibrationErrorOf(known),
  };
}

function read(rules: Rules, { touchpoints }: StageJourney, visitor: string): readonly Reading[] {
  let profile = initialProfile(rules, visitor);
  return touchpoints.map(({ at, type, data = {}, stage: planted }, index) => {
    const candidate = { id: `${index + 1}`, at, url: 'https://shop.example/', by: 'site', type, data };
    const { touchpoint, problems } = admit(rules, candidate);
    const step = advance(rules, profile, at, touchpoint);
    const problem = touchpoint ? step.problems[0] : problems[0];
    if (problem) throw new Error(`Journey "${visitor}", touchpoint ${index + 1}: ${problem.message}`);
    profile = step.profile;
    const { micro = '', belief = {} } = profile.stage ?? {};
    return { planted, named: micro, belief };
  });
}

/** For each touchpoint 1 if the stage changed there and comes back soon. */
function flapsOf(journey: readonly Reading[]): readonly number[] {
  return journey.map(({ named }, index) => {
    const before = journey[index - 1]?.named;
    const isBack = journey.slice(index + 1, index + 1 + BACK).some(later => later.named === before);
    return +(before !== undefined && before !== named && isBack);
  });
}

/** For each planted change how long it took to be seen; `null` when it never was. */
function delaysOf(journey: readonly Reading[]): readonly (number | null)[] {
  const changes = journey.flatMap(({ planted }, index) => {
    const before = journey[index - 1]?.planted;
    return planted !== undefined && before !== undefined && planted !== before ? index : [];
  });
  return changes.map((start, nth) => {
    const span = journey.slice(start, changes[nth + 1]);
    const delay = span.findIndex(({ named }) => named === journey[start]?.planted);
    return delay < 0 ? null : delay;
  });
}

function confusionOf(known: readonly Reading[]): StageEvaluation['confusion'] {
  // Maps, for a stage may be called like something every object has.
  const counts = new Map<string, Map<string, number>>();
  for (const { planted = '', named } of known) {
    const row = counts.get(planted) ?? new Map<string, number>();
    counts.set(planted, row.set(named, (row.get(named) ?? 0) + 1));
  }
  return Object.fromEntries([...counts].map(([planted, row]) => [planted, Object.fromEntries(row)]));
}

/** Source: Naeini, Cooper and Hauskrecht 2015, expected calibration error. */
function calibrationErrorOf(known: readonly Reading[]): number | null {
  const bins = Array.from({ length: BINS }, (): number[] => []);
  for (const { planted, named, belief } of known) {
    const share = belief[named] ?? 0;
    bins[Math.min(BINS - 1, Math.floor(share * BINS))]?.push(share - +(planted === named));
  }
  return known.length
    ? bins.reduce((error, bin) => error + Math.abs((mean(bin) ?? 0) * bin.length), 0) / known.length
    : null;
}

function mean(numbers: readonly number[]): number | null {
  return numbers.length ? sumOf(numbers) / numbers.length : null;
}
