import { describe, expect, it } from 'vitest';
import { forms } from '../../src/capture/forms.js';
import type { PluginList } from '../../src/core/plugin.js';
import type { Decision } from '../../src/core/trigger.js';
import { type NudgeDecision, nudge } from '../../src/decide/nudge.js';
import { type RescueOptions, rescue } from '../../src/decide/rescue.js';
import { care } from '../../src/learn/care.js';
import { hurdles } from '../../src/learn/hurdles.js';
import { prompts } from '../../src/learn/prompts.js';
import { recent } from '../../src/learn/recent.js';
import { CEDAR, DAY, MINUTE, SECOND, STRINGS, shopPlugins, visitor } from '../journeys/journey.js';

const PROMOTION = nudge({
  id: 'promotion',
  when: { on: 'view_item' },
  quietWhileAware: false,
  cap: { per: 'visitor', max: 10 },
  content: { title: 'A gift' },
});

/** A visitor with something in the cart, a minute after it was put in, in a shop that also has a promotion. */
function shop(options: RescueOptions = {}) {
  const plugins: PluginList = [shopPlugins(), care(), prompts(), forms(), hurdles(), rescue(options), PROMOTION];
  const person = visitor(plugins);
  const said = (decisions: readonly Decision[]) =>
    decisions.filter(({ name }) => name === 'nudge.show').map(({ data }) => data as NudgeDecision);
  const tell = (type: string, data: object = {}) => said(person.track(type, data).decisions);
  tell('add_to_cart', { currency: 'EUR', items: [CEDAR] });
  person.wait(MINUTE);
  return {
    person,
    tell,
    names: (type: string, data: object = {}) => tell(type, data).map(one => one.nudge),
    wait: (ms: number) => said(person.wait(ms)).map(one => one.nudge),
    look: () => tell('view_item', { items: [STRINGS] }).map(one => one.nudge),
    /** It was seen, and closed by who sees it. */
    see: (id: string, answer = 'convert_nudge') => {
      tell('show_nudge', { nudge_id: id });
      tell(answer, { nudge_id: id });
    },
  };
}

describe('a failed payment', () => {
  it('is rescued at once, with the cart', () => {
    const { tell } = shop();
    tell('begin_checkout');
    tell('add_payment_info', { payment_type: 'card' });
    expect(tell('payment_error', { reason: 'declined' })).toMatchObject([
      {
        nudge: 'payment-error',
        kind: 'rescue',
        channel: 'page',
        items: [{ item_id: 'cedar', quantity: 1, price: 219 }],
        content: { title: expect.stringContaining('Your cart is kept'), later: 'Close' },
      },
    ]);
  });

  it('comes while a form is filled in, in the first seconds, and on top of another prompt', () => {
    const { person, names, look, tell } = shop();
    person.wait(MINUTE);
    expect(look()).toEqual(['promotion']);
    tell('show_nudge', { nudge_id: 'promotion' });
    tell('form_start', { form_id: 'card' });
    expect(names('payment_error')).toEqual(['payment-error']);
  });

  it('is said once for each time it happens, three times a visit', () => {
    const { names, see, wait } = shop();
    for (const expected of [['payment-error'], ['payment-error'], ['payment-error'], []]) {
      expect(names('payment_error')).toEqual(expected);
      if (expected.length) see('payment-error');
      expect(wait(MINUTE)).toEqual([]);
    }
  });

  it('is offered again when the page died before it was seen, until another way of paying is chosen', () => {
    const { names, wait, tell } = shop();
    expect(names('payment_error')).toEqual(['payment-error']);
    expect(wait(31 * SECOND)).toEqual(['payment-error']);
    tell('add_payment_info', { payment_type: 'wallet' });
    expect(wait(10 * MINUTE)).toEqual([]);
  });

  it('keeps promotions back until it is over', () => {
    const { names, see, look, person } = shop();
    expect(names('payment_error')).toEqual(['payment-error']);
    see('payment-error');
    person.wait(5 * MINUTE);
    expect(look()).toEqual([]);
    names('purchase', { transaction_id: '1', items: [CEDAR] });
    expect(look()).toEqual(['promotion']);
  });
});

describe('the other hurdles', () => {
  it('are a cost of shipping that comes late', () => {
    const { names } = shop();
    names('begin_checkout');
    expect(names('add_shipping_info', { shipping: 4.9 })).toEqual(['late-shipping']);
  });

  it('are not a cost that was known', () => {
    const { names } = shop();
    names('view_cart', { shipping: 4.9 });
    names('begin_checkout');
    expect(names('add_shipping_info', { shipping: 4.9 })).toEqual([]);
  });

  it('are what is sold out in the cart, not elsewhere', () => {
    const { names } = shop();
    expect(names('out_of_stock', { items: [STRINGS] })).toEqual([]);
    expect(names('out_of_stock', { items: [STRINGS, CEDAR] })).toEqual(['out-of-stock']);
    const other = shop();
    other.names('remove_from_cart', { items: [CEDAR] });
    expect(other.names('out_of_stock', { items: [CEDAR] })).toEqual([]);
  });

  it('are a form of the checkout that is refused three times in ten minutes', () => {
    const { names, wait } = shop();
    names('begin_checkout');
    names('form_error', { form_id: 'address', field: 'zip' });
    wait(11 * MINUTE);
    for (const expected of [[], [], ['form-trouble']]) {
      wait(10 * SECOND);
      expect(names('form_error')).toEqual(expected);
    }
  });

  it('are a form that is sent again and again', () => {
    const { names, wait } = shop();
    names('begin_checkout');
    for (const expected of [[], [], [], ['form-trouble']]) {
      wait(10 * SECOND);
      expect(names('form_submit', { form_id: 'pay' })).toEqual(expected);
    }
  });

  it('say their names to who asks why', async () => {
    const { person } = shop();
    const [first] = rescue();
    const situation = { ...person, touchpoint: null, before: person.profile, stageChange: null, decided: [] };
    const [condition] = (await first?.triggers?.[0]?.conditions?.(situation as never)) ?? [];
    expect(condition).toMatchObject({
      text: 'A payment failed in the last 30 minutes',
      holds: false,
    });
  });
});

describe('an unhappy visitor', () => {
  it.each([
    ['nps', 6, true],
    ['nps', 7, false],
    ['csat', 2, true],
    ['csat', 3, false],
  ] as const)('is heard: %s %i', (kind, score, isUnhappy) => {
    const { names, see, look, person } = shop();
    expect(names('survey_answer', { kind, score })).toEqual(isUnhappy ? ['help'] : []);
    if (isUnhappy) see('help', 'dismiss_nudge');
    person.wait(5 * MINUTE);
    expect(look()).toEqual(isUnhappy ? [] : ['promotion']);
  });

  it('hears of no promotion until it is settled, also days later', () => {
    const { names, see, look, person } = shop();
    names('survey_answer', { kind: 'csat', score: 1 });
    see('help');
    person.leave(2 * DAY);
    names('page_view');
    person.wait(MINUTE);
    expect(look()).toEqual([]);
    names('solve_issue');
    expect(look()).toEqual(['promotion']);
  });
});

describe('what is ready-made', () => {
  it('may be another, in part, or left out', () => {
    const { tell, names } = shop({
      'payment-error': { content: { title: 'Declined', action: { label: 'Pay another way', url: '/checkout' } } },
      'late-shipping': false,
      'out-of-stock': { when: { on: 'out_of_stock' } },
    });
    expect(tell('payment_error')[0]?.content).toMatchObject({ title: 'Declined', action: { url: '/checkout' } });
    names('begin_checkout');
    expect(names('add_shipping_info', { shipping: 4.9 })).toEqual([]);
    expect(names('out_of_stock', { items: [STRINGS] })).toEqual(['out-of-stock']);
  });

  it('asks for the way of paying that is missing where the site names some, by a payment that failed alone', () => {
    const ask = { type: 'payment_wish', field: 'payment_type', answers: ['PayPal', 'Klarna'] };
    const { tell } = shop({ methods: ['PayPal', 'Klarna'] });
    expect(tell('payment_error')[0]?.content).toMatchObject({ ask });
    expect(tell('out_of_stock', { items: [CEDAR] })[0]?.content.ask).toBeUndefined();
    expect(shop().tell('payment_error')[0]?.content.ask).toBeUndefined();
  });

  it('leaves the question of when else to ask to the site', () => {
    const recently = { withinMinutes: 30 };
    const hesitates = nudge({
      id: 'hesitates',
      kind: 'rescue',
      when: { all: [{ count: 'add_shipping_info', ...recently }, { idleSeconds: 60 }] },
      unless: { count: 'add_payment_info', ...recently },
      content: {
        title: 'Looking for something?',
        ask: { text: 'Which way to pay?', type: 'payment_wish', field: 'payment_type', answers: ['Twint'] },
      },
    });
    const person = visitor([shopPlugins(), recent(), prompts(), forms(), hurdles({ methods: ['Twint'] }), hesitates]);
    person.track('begin_checkout');
    person.track('add_shipping_info');
    expect(person.wait(MINUTE)).toMatchObject([
      { name: 'nudge.show', data: { content: { ask: { answers: ['Twint'] } } } },
    ]);
  });

  it('refuses a name that it does not know, and a wrong rule with its path', () => {
    expect(() => rescue({ payment: false } as RescueOptions)).toThrow(/`rescue.payment` must be one of payment-error/);
    expect(() => rescue({ help: { when: { never: 1 } as never } })).toThrow(/nudges\.help\.when/);
    expect(() => rescue({ methods: 'PayPal' as never })).toThrow(/`rescue.methods` must be a list/);
  });
});
