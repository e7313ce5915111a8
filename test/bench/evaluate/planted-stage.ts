import type { Touchpoint } from '../../../src/core/touchpoint.js';
import { defineStageModel } from '../../../src/stages/define-stage-model.js';
import { sixStages } from '../../../src/stages/six-stages.js';
import {
  type EvaluatedModel,
  evaluateStageModel,
  type StageJourney,
} from '../../../src/testing/evaluate-stage-model.js';
import { simulateJourneys } from '../../../src/testing/simulate-journeys.js';
import { bootstrap } from '../../../src/tools/metrics.js';
import { above, below, type Figure, type Table } from './table.js';

declare module '../../../src/core/profile.js' {
  interface SliceMap {
    /** All a baseline keeps of the journey: the last touchpoint, or the last that decides. */
    kept: string;
  }
}

type Measure = 'agreement' | 'logLoss' | 'calibrationError';
type Keep = (kept: string, type: string) => string;
type Belief = (kept: string) => Readonly<Record<string, number>>;

const FITTED_SEED = 1;
const ASKED_SEED = 2;
/** Added to every count, so that no stage is impossible. */
const SMOOTHING = 0.5;
const { stages: STAGES } = sixStages;
const FIRST = 'aware';

/** Rules by hand: the stage an act decides. Acts that less surely belong to one stage were left out, for with them the rules do worse. */
const DECIDES: Readonly<Record<string, string>> = {
  compare_items: 'consider',
  add_to_wishlist: 'consider',
  add_to_cart: 'purchase',
  begin_checkout: 'purchase',
  add_shipping_info: 'purchase',
  add_payment_info: 'purchase',
  payment_error: 'purchase',
  purchase: 'service',
  deliver_order: 'service',
  view_order_status: 'service',
  return_order: 'service',
  join_community: 'loyal',
  write_review: 'advocate',
  refer_friend: 'advocate',
  survey_answer: 'advocate',
};
const keepLast: Keep = (_, type) => type;
const keepDecided: Keep = (kept, type) => (Object.hasOwn(DECIDES, type) ? (DECIDES[type] ?? kept) : kept);

/** Is the stage the planted one? Of made-up visitors whose stage is known; baselines are fitted to others of the same shop. */
export function plantedStage(visitors: number, rounds: number): readonly Table[] {
  const earlier = simulateJourneys({ seed: FITTED_SEED, visitors });
  const journeys = simulateJourneys({ seed: ASKED_SEED, visitors });
  const ours = defineStageModel(sixStages);
  const whole = evaluateStageModel(ours, journeys);
  const baselines = [
    baseline(keepLast, learn(keepLast, earlier)),
    baseline(keepDecided, kept => ({ [kept || FIRST]: 1 })),
    baseline(keepDecided, learn(keepDecided, earlier)),
  ].map(model => evaluateStageModel(model, journeys, []));
  const intervals = intervalsOf(ours, journeys, rounds);
  const line = (measure: string, of: Measure, asked: typeof above) => {
    const value = whole[of] ?? Number.NaN;
    const others = baselines.map(found => found[of] ?? Number.NaN);
    return {
      measure,
      cells: [{ value, ...intervals[of] }, ...others.flatMap(other => [{ value: other }, asked(value, other)])],
    };
  };
  return [
    {
      title: 'Stage of simulated visitors',
      notes: [
        `${whole.n} touchpoints of ${visitors} visitors, seed ${ASKED_SEED}; what is fitted is fitted to ${visitors} others, seed ${FITTED_SEED}; a belief below 0.001 counts as that`,
        'rules: the last act that decides, and all belief in its stage; fitted: how often each stage held after it',
        'our weights are set by hand and saw none of it; a baseline fitted to the same shop is calibrated by that',
        'a difference within our interval is no difference: with other seeds the rules are ahead in accuracy as often as not',
      ],
      columns: ['measure', 'ours', 'last event, fitted', 'asked', 'rules', 'asked', 'rules, fitted', 'asked'],
      lines: [
        line('top-1 accuracy', 'agreement', above),
        line('log loss', 'logLoss', below),
        line('ECE', 'calibrationError', below),
      ],
    },
  ];
}

/** A model that believes by what it keeps, and names what it believes most. */
function baseline(keep: Keep, belief: Belief): EvaluatedModel {
  return {
    name: 'baseline',
    stages: STAGES,
    slice: { name: 'kept', version: 1, initial: '', reduce: (kept: string, { type }: Touchpoint) => keep(kept, type) },
    infer({ slices: { kept = '' } }) {
      const believed = belief(kept);
      const micro = Object.entries(believed).sort(([, a], [, b]) => b - a)[0]?.[0] ?? FIRST;
      return { micro, belief: believed, sure: true, overlays: [], reasons: [], next: [] };
    },
  };
}

/** The share of touchpoints at which each stage held, by what was kept. */
function learn(keep: Keep, journeys: readonly StageJourney[]): Belief {
  const counts = new Map<string, Map<string, number>>();
  for (const { touchpoints } of journeys) {
    let kept = '';
    for (const { type, stage = '' } of touchpoints) {
      kept = keep(kept, type);
      const row = counts.get(kept) ?? new Map<string, number>();
      counts.set(kept, row.set(stage, (row.get(stage) ?? 0) + 1));
    }
  }
  return kept => {
    const smoothed = STAGES.map(stage => [stage, (counts.get(kept)?.get(stage) ?? 0) + SMOOTHING] as const);
    const total = smoothed.reduce((sum, [, count]) => sum + count, 0);
    return Object.fromEntries(smoothed.map(([stage, count]) => [stage, count / total]));
  };
}

/** Of what is a mean over touchpoints; visitors are drawn whole. */
function intervalsOf(
  model: EvaluatedModel,
  journeys: readonly StageJourney[],
  rounds: number,
): Partial<Record<Measure, Pick<Figure, 'interval'>>> {
  const groups = journeys.map(journey => [evaluateStageModel(model, [journey])]);
  const intervalOf = (of: 'agreement' | 'logLoss') => ({
    interval: bootstrap(
      groups,
      drawn =>
        drawn.reduce((sum, found) => sum + (found[of] ?? 0) * found.n, 0) / drawn.reduce((sum, { n }) => sum + n, 0),
      { rounds },
    ),
  });
  return { agreement: intervalOf('agreement'), logLoss: intervalOf('logLoss') };
}
