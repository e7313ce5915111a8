import { describe, expect, it } from 'vitest';
import { freeze } from '../../src/core/freeze.js';
import type { Touchpoint } from '../../src/core/touchpoint.js';
import { defineStageModel } from '../../src/stages/define-stage-model.js';
import { sixStages } from '../../src/stages/six-stages.js';
import type { Sign } from '../../src/stages/stage-model-data.js';
import { type EvaluatedModel, evaluateStageModel, type StageJourney } from '../../src/testing/evaluate-stage-model.js';
import { simulateJourneys } from '../../src/testing/simulate-journeys.js';

declare module '../../src/core/profile.js' {
  interface SliceMap {
    echo: string;
  }
}

const SHARES = { cold: 0.2, warm: 0.3, hot: 0.5 };

/** Names the stage that the last touchpoint is called after, at half of the belief. */
const echo: EvaluatedModel = {
  name: 'echo',
  stages: ['cold', 'warm', 'hot'],
  slice: { name: 'echo', version: 1, initial: '', reduce: (_: string, { type }: Touchpoint) => type },
  infer({ slices }) {
    const { echo: micro = '' } = slices;
    const belief = { ...SHARES, [micro]: 0.5 };
    return { micro, belief, sure: true, overlays: [], reasons: [], next: [] };
  },
};

/** "cold:warm" is a touchpoint that names `cold` while `warm` was planted; "cold" one of which nothing is known. */
function journeyOf(text: string): StageJourney {
  const touchpoints = text.split(' ').map((word, index) => {
    const [type = '', stage] = word.split(':');
    return { at: index * 1_000, type, ...(stage && { stage }) };
  });
  return { touchpoints };
}

const evaluate = (...texts: readonly string[]) => evaluateStageModel(echo, texts.map(journeyOf), []);

describe('evaluateStageModel', () => {
  it('counts where the model names the planted stage', () => {
    expect(evaluate('cold:cold warm:cold hot:warm', 'hot:hot warm')).toMatchObject({
      n: 4,
      agreement: 2 / 4,
      confusion: { cold: { cold: 1, warm: 1 }, warm: { hot: 1 }, hot: { hot: 1 } },
    });
    expect(evaluate('cold:cold warm:cold').confusion).toStrictEqual({ cold: { cold: 1, warm: 1 } });
  });

  it('counts a stage whatever it is called', () => {
    const { confusion } = evaluate('cold:constructor cold:__proto__ __proto__:cold');
    expect(Object.entries(confusion).map(([stage, row]) => [stage, { ...row }])).toEqual([
      ['constructor', { cold: 1 }],
      ['__proto__', { cold: 1 }],
      ['cold', { ['__proto__']: 1 }],
    ]);
    expect('cold' in {}).toBe(false);
  });

  it('counts changes that are taken back within ten touchpoints, known or not', () => {
    expect(evaluate('cold warm cold cold').flapping).toBe(1 / 4);
    expect(evaluate('cold warm cold warm').flapping).toBe(2 / 4);
    expect(evaluate('cold warm hot').flapping).toBe(0);
    expect(evaluate(`cold ${'warm '.repeat(10)}cold`).flapping).toBe(1 / 12);
    expect(evaluate(`cold ${'warm '.repeat(11)}cold`).flapping).toBe(0);
    expect(evaluate('cold', 'warm', 'cold').flapping).toBe(0);
  });

  it('counts touchpoints until a planted change is seen', () => {
    expect(evaluate('cold:cold cold:warm cold:warm warm:warm')).toMatchObject({ delay: 2, missed: 0 });
    expect(evaluate('cold:cold warm:warm cold:hot hot:hot')).toMatchObject({ delay: 0, missed: 0 });
    expect(evaluate('cold:cold cold:warm cold:hot hot:hot')).toMatchObject({ delay: 1, missed: 1 / 2 });
    expect(evaluate('cold:cold cold:warm cold:hot cold:cold')).toMatchObject({ delay: null, missed: 2 / 3 });
  });

  it('scores belief as if it were a probability', () => {
    expect(evaluate('hot:hot hot:warm').logLoss).toBeCloseTo(-(Math.log(0.5) + Math.log(0.3)) / 2, 12);
    expect(evaluate('hot:elsewhere').logLoss).toBeCloseTo(-Math.log(0.001), 12);
    expect(evaluate('hot:hot hot:warm').calibrationError).toBeCloseTo(0, 12);
    expect(evaluate('hot:hot hot:hot').calibrationError).toBeCloseTo(0.5, 12);
  });

  it('says nothing where nothing is known', () => {
    const empty = { n: 0, agreement: null, delay: null, missed: null, confusion: {}, logLoss: null };
    expect(evaluate()).toEqual({ ...empty, flapping: null, calibrationError: null });
    expect(evaluate('cold warm')).toEqual({ ...empty, flapping: 0, calibrationError: null });
  });

  it('refuses what the plugins refuse, and a model that fails', () => {
    const model = defineStageModel(sixStages);
    const bad = [{ visitor: 'Ada', touchpoints: [{ at: 0, type: 'view_item' }] }];
    expect(() => evaluateStageModel(model, bad)).toThrow(/"Ada", touchpoint 1.*`items`/);
    const broken = { ...echo, infer: () => JSON.parse('no JSON') };
    expect(() => evaluateStageModel(broken, [journeyOf('cold')])).toThrow(/"1", touchpoint 1.*`infer` of "stages"/);
  });

  it('leaves what it is given as it was, and answers the same again', () => {
    const model = defineStageModel(sixStages);
    const journeys = freeze(simulateJourneys({ visitors: 10 }));
    expect(evaluateStageModel(model, journeys)).toEqual(evaluateStageModel(model, journeys));
  });
});

describe('the default model on simulated journeys', () => {
  const journeys = simulateJourneys({ seed: 2, visitors: 400 });
  const known = journeys.flatMap(({ touchpoints }) => touchpoints);
  const ours = evaluateStageModel(defineStageModel(sixStages), journeys);

  it('does better than the most frequent stage, and than the last touchpoint, both fitted to journeys of the same shop', () => {
    const counts = new Map<string, Map<string, number>>();
    for (const { type, stage = '' } of simulateJourneys({ seed: 1, visitors: 400 }).flatMap(one => one.touchpoints)) {
      for (const key of ['', type]) {
        const row = counts.get(key) ?? new Map<string, number>();
        counts.set(key, row.set(stage, (row.get(stage) ?? 0) + 1));
      }
    }
    const mostFrequent = (key: string) => [...(counts.get(key) ?? [])].sort(([, a], [, b]) => b - a)[0]?.[0];
    const agreementOf = (named: (type: string) => string | undefined) =>
      known.filter(({ type, stage }) => named(type) === stage).length / known.length;
    const [frequent, last] = [agreementOf(() => mostFrequent('')), agreementOf(mostFrequent)];
    // As the chapter on testing says.
    expect([ours.agreement ?? 0, last, frequent].map(share => Math.round(share * 100))).toEqual([76, 67, 39]);
  });

  it('does better than a model that always says the same, and one that says the opposite', () => {
    const stuck = evaluateStageModel(defineStageModel({ ...sixStages, signs: {} }), journeys);
    const { signs } = sixStages;
    const turned = Object.fromEntries(
      Object.entries(signs).map(([key, [text, weights]]) => {
        const other = (stage: string) => sixStages.stages.at(-1 - sixStages.stages.indexOf(stage)) ?? '';
        const sign: Sign = [
          text,
          Object.fromEntries(Object.entries(weights).map(([to, weight]) => [other(to), weight])),
        ];
        return [key, sign] as const;
      }),
    );
    const opposite = evaluateStageModel(defineStageModel({ ...sixStages, signs: turned }), journeys);
    for (const bad of [stuck, opposite]) {
      expect(bad.agreement).toBeLessThan((ours.agreement ?? 0) - 0.2);
      expect(bad.logLoss).toBeGreaterThan((ours.logLoss ?? 0) + 0.5);
      expect(bad.missed).toBeGreaterThan((ours.missed ?? 0) + 0.3);
    }
  });

  it('flaps more without hysteresis', () => {
    const jumpy = evaluateStageModel(defineStageModel({ ...sixStages, holdMinutes: 0 }), journeys);
    expect(jumpy.flapping).toBeGreaterThan(1.3 * (ours.flapping ?? 0));
  });
});
