import { describe, expect, it } from 'vitest';
import { advance } from '../../src/core/advance.js';
import { gatherRules, initialProfile } from '../../src/core/rules.js';
import type { Stage, StageEstimate } from '../../src/core/stage.js';
import { stageModel, T0, touchpoint } from './build.js';

const VIEWS = {
  four: {
    look: ['Awareness', 'before'],
    weigh: ['Consideration', 'before'],
    buy: ['Purchase', 'after'],
    stay: ['Retention', 'after'],
  },
  three: { look: 'Before', weigh: 'Before', buy: 'During', stay: 'After' },
  two: { look: 'Prospect', weigh: 'Prospect', buy: 'Customer', stay: 'Customer' },
  crossed: { look: 'A', weigh: 'B', buy: 'A', stay: 'B' },
  one: { look: 'Everything', weigh: 'Everything', buy: 'Everything', stay: 'Everything' },
} as const;

/** The stages in this view, estimate after estimate. */
function stagesOf(view: keyof typeof VIEWS, ...estimates: Partial<StageEstimate>[]): (Stage | null)[] {
  const rules = gatherRules([{ name: 'stages', stageModel: stageModel(now => estimates[now - T0] ?? {}, VIEWS) }], {
    view,
  });
  let profile = initialProfile(rules, 'v');
  return estimates.map((_, index) => {
    profile = advance(rules, profile, T0 + index, touchpoint('note', {}, T0 + index)).profile;
    return profile.stage;
  });
}

const BELIEF = { look: 0.1, weigh: 0.2, buy: 0.3, stay: 0.4 };

describe('the stage in the words of a view', () => {
  it.each([
    ['four', { awareness: 0.1, consideration: 0.2, purchase: 0.3, retention: 0.4 }],
    ['three', { before: 0.1 + 0.2, during: 0.3, after: 0.4 }],
    ['two', { prospect: 0.1 + 0.2, customer: 0.3 + 0.4 }],
    ['crossed', { a: 0.1 + 0.3, b: 0.2 + 0.4 }],
    ['one', { everything: 0.1 + 0.2 + 0.3 + 0.4 }],
  ] as const)('sums the belief of micro-stages that share a name: %s', (view, expected) => {
    expect(stagesOf(view, { belief: BELIEF })[0]?.belief).toEqual(expected);
  });

  it.each(Object.keys(VIEWS) as (keyof typeof VIEWS)[])('keeps the whole belief: %s', view => {
    const belief = stagesOf(view, { belief: BELIEF })[0]?.belief ?? {};
    expect(Object.values(belief).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  it('counts a micro-stage the estimate leaves out as nothing, and one the view leaves out under its own name', () => {
    expect(stagesOf('three', { belief: { buy: 0.7, elsewhere: 0.3 } })[0]?.belief).toEqual({
      before: 0,
      during: 0.7,
      after: 0,
      elsewhere: 0.3,
    });
  });

  it('is sure of a name whose micro-stages together have enough', () => {
    const estimate = { micro: 'stay', belief: BELIEF, sure: false, sureFrom: 0.6 };
    const sure = (view: keyof typeof VIEWS, more: Partial<StageEstimate> = {}) =>
      stagesOf(view, { ...estimate, ...more })[0]?.sure;
    expect([sure('four'), sure('two'), sure('two', { sureFrom: 0.8 })]).toEqual([false, true, false]);
    const { sureFrom: _, ...bare } = estimate;
    expect(stagesOf('one', bare)[0]?.sure).toBe(false);
    expect(stagesOf('one', estimate)[0]).not.toHaveProperty('sureFrom');
  });

  it('is unsure of a micro-stage that nothing is believed of', () => {
    const [stage] = stagesOf('four', { micro: 'elsewhere', belief: BELIEF, sure: false, sureFrom: 0.6 });
    expect(stage).toMatchObject({ name: 'elsewhere', sure: false });
  });

  it('keeps the names of the micro-stages when the model has no words for them', () => {
    const { names: _, ...model } = stageModel(() => ({ micro: 'buy', belief: BELIEF }), VIEWS);
    const rules = gatherRules([{ name: 'stages', stageModel: model }]);
    const { stage } = advance(rules, initialProfile(rules, 'v'), T0, touchpoint('note')).profile;
    expect(stage).toMatchObject({ name: 'buy', label: 'buy', group: '', micro: 'buy', belief: BELIEF });
  });

  it('carries label, group, micro-stage, reasons and what comes next', () => {
    const reasons = [{ touchpoint: 't1', type: 'note', at: T0, weight: 2, left: 1, text: 'Wrote a note' }];
    const next = [{ type: 'purchase', p: 0.4 }];
    expect(stagesOf('four', { micro: 'buy', belief: BELIEF, sure: false, reasons, next })[0]).toMatchObject({
      name: 'purchase',
      label: 'Purchase',
      group: 'after',
      micro: 'buy',
      sure: false,
      since: T0,
      reasons,
      next,
    });
  });

  it('holds since it was entered, also while its micro-stage changes', () => {
    const stages = stagesOf(
      'two',
      { micro: 'look' },
      { micro: 'weigh' },
      { micro: 'buy' },
      { micro: 'stay' },
      { micro: 'look' },
    );
    expect(stages.map(stage => stage && [stage.name, stage.micro, stage.since - T0])).toEqual([
      ['prospect', 'look', 0],
      ['prospect', 'weigh', 0],
      ['customer', 'buy', 2],
      ['customer', 'stay', 2],
      ['prospect', 'look', 4],
    ]);
  });

  it.each([[undefined], [null], ['look'], [{}], [Promise.resolve()]])('is none where %o was inferred', answer => {
    const rules = gatherRules([{ name: 'acme', stageModel: { name: 'm', stages: [], infer: () => answer as never } }]);
    const { profile, problems } = advance(rules, initialProfile(rules, 'v'), T0, touchpoint('note', {}, T0));
    expect(profile.stage).toBeNull();
    expect(problems).toMatchObject([{ code: 'infer-failed', plugin: 'acme' }]);
    expect(problems[0]?.message).toContain('`micro`');
  });

  it('calls a micro-stage the model did not announce by its own name', () => {
    expect(stagesOf('four', { micro: 'elsewhere', belief: { elsewhere: 1 } })[0]).toMatchObject({
      name: 'elsewhere',
      label: 'elsewhere',
      group: '',
    });
  });
});
