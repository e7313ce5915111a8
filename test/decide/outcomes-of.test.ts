import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Row, RowDecision, Touchpoint } from '../../src/core/touchpoint.js';
import { experiment } from '../../src/decide/experiment.js';
import { nudge } from '../../src/decide/nudge.js';
import { type OutcomesOptions, outcomesOf } from '../../src/decide/outcomes-of.js';
import { prompts } from '../../src/learn/prompts.js';
import { play } from '../../src/testing/play.js';
import { DAY, T0, visitor } from '../journeys/journey.js';
import { knowing } from './rules.js';

type Happened = readonly [days: number, what: string, data?: object];

/** Rows of one visitor: a name with a dot is a decision, any other a touchpoint. */
function rows(...happened: readonly Happened[]): readonly Row[] {
  return happened.map(([days, what, data = {}], index) => {
    const at = T0 + days * DAY;
    const isDecision = what.includes('.');
    const decision: RowDecision = { id: `d${index}`, trigger: 't', at, name: what, data };
    return {
      seq: index + 1,
      now: at,
      purposes: [],
      // Only what is read of it.
      touchpoint: isDecision ? null : ({ id: `t${index}`, at, type: what, data } as unknown as Touchpoint),
      decisions: isDecision ? [decision] : [],
    };
  });
}

const order = (transaction_id: string, value: number, currency = 'EUR') => ({ transaction_id, value, currency });
const show = (nudge: string, more: object = {}) => ({ nudge, ...more });
const own = (happened: readonly Happened[], options: OutcomesOptions = {}) =>
  outcomesOf(rows(...happened), options).filter(({ kind }) => kind !== 'all-nudges');

describe('outcomesOf', () => {
  it('counts an order after the first exposure and within the window, each once', () => {
    const [outcome, ...more] = own([
      [0, 'purchase', order('before', 1)],
      [1, 'nudge.show', show('coupon')],
      [2, 'purchase', order('a', 20)],
      [2, 'purchase', order('a', 20)],
      [3, 'nudge.show', show('coupon')],
      [7.9, 'purchase', order('b', 5)],
      [8, 'purchase', order('late', 100)],
    ]);
    expect(outcome).toEqual({
      kind: 'nudge',
      id: 'coupon',
      variant: 'shown',
      at: T0 + DAY,
      weights: null,
      goal: 'purchase',
      isReached: true,
      value: 25,
      isOver: true,
    });
    expect(more).toEqual([]);
  });

  it('knows what happened earlier than it was recorded', () => {
    const [exposed, late] = rows([1, 'nudge.show', show('coupon')], [2, 'purchase', order('a', 20)]);
    const touchpoint = { ...late?.touchpoint, at: T0 } as Touchpoint;
    expect(outcomesOf([exposed, { ...late, touchpoint }] as readonly Row[])[0]?.isReached).toBe(false);
  });

  it('says whether the window is over, by its own length where an experiment has one', () => {
    const happened: readonly Happened[] = [
      [0, 'nudge.show', show('coupon')],
      [0, 'experiment.expose', { experiment: 'price', variant: 'bold', weights: { plain: 1, bold: 1 }, withinDays: 2 }],
      [3, 'purchase', order('a', 20)],
    ];
    expect(own(happened)).toMatchObject([
      { id: 'coupon', isReached: true, isOver: false },
      {
        kind: 'experiment',
        id: 'price',
        variant: 'bold',
        weights: { plain: 1, bold: 1 },
        isReached: false,
        isOver: true,
      },
    ]);
    expect(own(happened, { until: T0 + 7 * DAY })[0]?.isOver).toBe(true);
    expect(own(happened, { days: 3 })[0]).toMatchObject({ isReached: false, isOver: true });
  });

  it('knows both groups of a nudge by the decision, and no other reason to hold it', () => {
    const hold = (reason: string) => own([[0, 'nudge.hold', { nudge: 'coupon', reason }]]);
    expect(hold('holdout')).toMatchObject([{ variant: 'held' }]);
    expect(hold('cap')).toEqual([]);
    expect(hold('global-holdout')).toEqual([]);
    expect(own([[0, 'nudge.show', show('coupon', { variant: 'blue' })]])).toMatchObject([{ variant: 'blue' }]);
  });

  it('sees a global holdout against everybody else, from the first nudge that was due', () => {
    const all = (...happened: readonly Happened[]) =>
      outcomesOf(rows(...happened)).filter(({ kind }) => kind === 'all-nudges');
    expect(all([0, 'nudge.hold', { nudge: 'coupon', reason: 'global-holdout', globalHoldout: 0.05 }])).toMatchObject([
      { variant: 'held', weights: { held: 0.05, nudged: 0.95 } },
    ]);
    expect(
      all([0, 'nudge.hold', { nudge: 'coupon', reason: 'holdout' }], [1, 'nudge.show', show('survey')]),
    ).toMatchObject([{ variant: 'nudged', at: T0 }]);
  });

  it('takes no rescue for one of all nudges, for a global holdout holds none back', () => {
    const rescue = nudge(
      { id: 'help', kind: 'rescue', when: { on: 'page_view' }, holdout: 0.5, content: { title: 'Help' } },
      { holdout: 0.2 },
    );
    for (let number = 0; number < 20; number++) {
      const person = visitor(knowing(prompts(), rescue), { id: `visitor${number}` });
      const { decisions } = person.track('page_view');
      const [met, ...more] = outcomesOf([{ seq: 1, now: T0, purposes: [], touchpoint: null, decisions }]);
      expect([met?.kind, met?.weights, more]).toEqual(['nudge', { held: 0.5, shown: 0.5 }, []]);
    }
  });

  it('reads the weights of a nudge from its holdout and its variants', () => {
    const weights = (more: object) => own([[0, 'nudge.show', show('coupon', more)]])[0]?.weights;
    expect(weights({ holdout: 0.1 })).toEqual({ held: 0.1, shown: 0.9 });
    expect(weights({ holdout: 0.2, weights: { blue: 1, red: 3 } })).toEqual({
      held: 0.2,
      blue: 0.2,
      red: 0.6000000000000001,
    });
    expect(weights({ holdout: 0, weights: { blue: 1, red: 1 } })).toEqual({ blue: 0.5, red: 0.5 });
    expect(weights({ holdout: 'much' })).toBeNull();
  });

  it('counts another goal, and values of one currency only where one is named', () => {
    const happened: readonly Happened[] = [
      [0, 'nudge.show', show('coupon')],
      [1, 'purchase', order('a', 20, 'EUR')],
      [1, 'purchase', order('b', 300, 'CZK')],
    ];
    expect(own(happened, { currency: 'EUR' })[0]).toMatchObject({ isReached: true, value: 20 });
    expect(own(happened, { goal: 'sign_up' })[0]).toMatchObject({ goal: 'sign_up', isReached: false, value: 0 });
  });

  it('reads what an experiment decided', () => {
    const split = { id: 'price', variants: ['plain', 'bold'] };
    const { rows: log } = play(knowing(experiment(split)), [
      { type: 'page_view' },
      { after: '1 h', type: 'purchase', data: { ...order('a', 20), items: [{ item_id: 'cedar', price: 20 }] } },
    ]);
    expect(outcomesOf(log)).toMatchObject([
      { kind: 'experiment', id: 'price', weights: { plain: 1, bold: 1 }, isReached: true, value: 20, isOver: false },
    ]);
  });

  it('takes any data, and answers what is JSON', () => {
    const data = fc.oneof(
      fc.jsonValue(),
      fc.record(
        {
          nudge: fc.constantFrom('coupon', 7, ''),
          experiment: fc.constantFrom('price', null),
          variant: fc.jsonValue(),
          reason: fc.constantFrom('holdout', 'global-holdout', 3),
          weights: fc.jsonValue(),
          holdout: fc.constantFrom(0, 0.5, 1, -1, 'x'),
          withinDays: fc.jsonValue(),
          value: fc.jsonValue(),
        },
        { requiredKeys: [] },
      ),
    );
    const name = fc.constantFrom('nudge.show', 'nudge.hold', 'experiment.expose', 'purchase');
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), name, data), { maxLength: 8 }), happened => {
        // Any JSON may stand in the data.
        const found = outcomesOf(rows(...(happened as readonly Happened[])));
        expect(JSON.parse(JSON.stringify(found))).toEqual(found);
      }),
    );
  });
});
