import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance } from '../../src/core/advance.js';
import { freeze } from '../../src/core/freeze.js';
import { gatherRules } from '../../src/core/rules.js';
import { type Decision, nextWake } from '../../src/core/trigger.js';
import type { Sequence } from '../../src/decide/sequence.js';
import { type SequencesOptions, sequences } from '../../src/decide/sequences.js';
import { care } from '../../src/learn/care.js';
import { contact } from '../../src/learn/contact.js';
import { DAY, HOUR, MINUTE, T0, visitor } from '../journeys/journey.js';
import { knowing, odd } from './rules.js';

const CEDAR = { currency: 'EUR', items: [{ item_id: 'cedar', item_name: 'Cedar 0-14', price: 219 }] };
const order = (id: string) => ({ ...CEDAR, transaction_id: id, value: 219 });
const page = (name: string, afterDays: number, more: object = {}) => ({ name, afterDays, ...more });
const mail = (name: string, afterDays: number) => ({ name, afterDays, channel: 'email' as const });

function shop(sequence: Sequence, options: Omit<SequencesOptions, 'sequences'> = {}) {
  const plugin = sequences({ sequences: { club: sequence }, ...options });
  const plugins = knowing(care({ days: 100 }), contact(), plugin);
  const person = visitor(plugins);
  const inShort = ({ name, at, data }: Decision) => [
    name.replace('sequence.', ''),
    'step' in data ? data.step : 'reason' in data ? data.reason : '',
    at - T0,
  ];
  const own = (decisions: readonly Decision[]) =>
    decisions.filter(({ name }) => name.startsWith('sequence.')).map(inShort);
  return {
    plugin,
    rules: gatherRules(plugins),
    person,
    see: (type: string, data: object = {}) => own(person.track(type, data).decisions),
    join: () => person.track('join_community').decisions.filter(({ name }) => name.startsWith('sequence.')),
    wait: (ms: number) => own(person.wait(ms)),
    leave: (ms: number) => own(person.leave(ms)),
  };
}

const JOIN = { on: 'join_community' };

describe('a sequence', () => {
  it('says what it will say, then each step once and in order, then that it is done', () => {
    const steps = [page('hello', 0, { content: { title: 'Hello' } }), page('guide', 2), page('offer', 3)];
    const { join, wait, see } = shop({ start: JOIN, steps });
    expect(join()).toMatchObject([
      {
        name: 'sequence.plan',
        trigger: 'sequence-club',
        data: {
          sequence: 'club',
          steps: [
            { step: 'hello', channel: 'page', dueAt: T0 + 1, content: { title: 'Hello' } },
            { step: 'guide', channel: 'page', dueAt: T0 + 1 + 2 * DAY },
            { step: 'offer', channel: 'page', dueAt: T0 + 1 + 5 * DAY },
          ],
        },
      },
    ]);
    expect(wait(30 * DAY)).toEqual([
      ['step', 'hello', 1],
      ['step', 'guide', 1 + 2 * DAY],
      ['step', 'offer', 1 + 5 * DAY],
      ['exit', 'done', 2 + 5 * DAY],
    ]);
    expect([see('join_community'), wait(90 * DAY)].flat()).toEqual([]);
  });

  it('hands a step on with what the site wants to say and when it was due', () => {
    const { join, person } = shop({ start: JOIN, steps: [page('hello', 1, { content: { code: 'CLUB5' } })] });
    join();
    expect(person.wait(2 * DAY).find(({ name }) => name === 'sequence.step')).toMatchObject({
      trigger: 'sequence-club:hello',
      data: { sequence: 'club', step: 'hello', channel: 'page', dueAt: T0 + DAY, content: { code: 'CLUB5' } },
    });
  });

  it('decides what became due while away at the next visit, and what follows keeps its distance', () => {
    const { join, leave, wait, see } = shop({ start: JOIN, steps: [page('a', 1), page('b', 2), page('c', 2)] });
    join();
    expect(leave(60 * DAY)).toEqual([['step', 'a', 60 * DAY]]);
    expect(see('page_view')).toEqual([]);
    expect(wait(2 * DAY)).toEqual([['step', 'b', 62 * DAY]]);
    expect(leave(9 * DAY)).toEqual([['step', 'c', 71 * DAY]]);
  });

  it('starts again after its rest, from the first step', () => {
    const { join, wait } = shop({ start: JOIN, everyDays: 10, steps: [page('a', 0), page('b', 1)] });
    join();
    expect(wait(9 * DAY)).toHaveLength(3);
    expect(join()).toEqual([]);
    wait(2 * DAY);
    expect(join()).toHaveLength(1);
    expect(wait(9 * DAY).map(([name, step]) => [name, step])).toEqual([
      ['step', 'a'],
      ['step', 'b'],
      ['exit', 'done'],
    ]);
  });

  it('takes no step of the run before for one of its own, though it fell on the very moment of the start', () => {
    const { join, leave, see, wait } = shop({ start: JOIN, everyDays: 1, steps: [page('a', 1)] });
    join();
    expect(leave(DAY)).toEqual([['step', 'a', DAY]]);
    expect(see('page_view')).toEqual([['exit', 'done', DAY]]);
    expect(join()).toHaveLength(1);
    expect(wait(2 * DAY)[0]).toEqual(['step', 'a', 2 * DAY]);
  });

  it('does not start before its own steps, where the clock was set back', () => {
    const { join, wait, rules, person } = shop({ start: JOIN, everyDays: 1, steps: [page('a', 1)] });
    join();
    wait(3 * DAY);
    const joined = (at: number) => {
      const touchpoint = { id: 'x', type: 'join_community', at, url: '', by: 'site', session: '', data: {} } as never;
      return advance(rules, person.profile, at, touchpoint).decisions.map(({ name }) => name);
    };
    expect(joined(T0 - 2 * DAY)).not.toContain('sequence.plan');
    expect(joined(T0 + 2 * DAY)).toContain('sequence.plan');
  });

  it('waits until the condition of a step holds, also by time alone, and so do the steps after it', () => {
    const steps = [page('morning', 0, { when: { hours: [8, 9] } }), page('then', 1)];
    const { join, wait } = shop({ start: JOIN, steps });
    join();
    expect(wait(3 * DAY)).toEqual([
      ['step', 'morning', 22 * HOUR],
      ['step', 'then', 46 * HOUR],
      ['exit', 'done', 46 * HOUR + 1],
    ]);
  });

  it('looks for the hour on the day a step is due, not on the one before', () => {
    const { join, wait } = shop({ start: JOIN, steps: [page('a', 3, { when: { hours: [8, 9] } })] });
    join();
    expect(wait(9 * DAY)[0]).toEqual(['step', 'a', 3 * DAY + 22 * HOUR]);
  });

  it('starts by time alone', () => {
    const { see, wait } = shop({ start: { all: [{ inCart: {} }, { idleSeconds: 300 }] }, steps: [page('a', 0)] });
    see('add_to_cart', CEDAR);
    expect(wait(DAY).slice(0, 2)).toEqual([
      ['plan', '', 5 * MINUTE],
      ['step', 'a', 5 * MINUTE + 1],
    ]);
  });

  it('starts by time alone once what would end it at once no longer holds', () => {
    const exit = { bought: {}, withinDays: 1 };
    const { see, wait } = shop({ start: { idleSeconds: 3600 }, exit, steps: [page('a', 1)] });
    see('purchase', order('o1'));
    expect(wait(2 * DAY)).toEqual([
      ['plan', '', DAY],
      ['step', 'a', 2 * DAY],
    ]);
  });

  it('starts again by time alone at the first right hour after its rest', () => {
    const { see, wait } = shop({ start: { hours: [9, 12] }, everyDays: 1.5, steps: [page('a', 0)] });
    see('search', { search_term: 'oak' });
    expect(wait(4 * DAY).filter(([what]) => what === 'plan')).toEqual([
      ['plan', '', 2 * DAY - HOUR],
      ['plan', '', 4 * DAY - HOUR],
    ]);
  });

  it('starts again by time alone when its rest is over before it is', () => {
    const { see, wait } = shop({ start: { hours: [9, 20] }, everyDays: 1, steps: [page('a', 2)] });
    see('search', { search_term: 'oak' });
    expect(wait(3 * DAY)).toEqual([
      ['step', 'a', 2 * DAY],
      ['exit', 'done', 2 * DAY + 1],
      ['plan', '', 2 * DAY + 2],
    ]);
  });

  it('starts neither before its time nor after it, and ends with it', () => {
    const from = new Date(T0 + DAY).toISOString();
    const until = new Date(T0 + 4 * DAY).toISOString();
    const { join, wait } = shop({ start: JOIN, from, until, steps: [page('a', 2), mail('b', 2)] });
    expect(join()).toEqual([]);
    wait(DAY);
    expect(join()).toMatchObject([{ data: { steps: [{ step: 'a' }] } }]);
    expect(wait(5 * DAY)).toEqual([
      ['step', 'a', 3 * DAY],
      ['exit', 'over', 4 * DAY],
    ]);
    expect(join()).toEqual([]);
  });

  it('starts by itself at its time', () => {
    const from = new Date(T0 + DAY).toISOString();
    const { see, wait } = shop({ start: { inCart: {} }, from, steps: [page('a', 0)] });
    see('add_to_cart', CEDAR);
    expect(wait(2 * DAY)[0]).toEqual(['plan', '', DAY]);
  });

  it('has no alarm when nothing is to come', () => {
    const { rules, join, person } = shop({ start: JOIN, steps: [page('a', 0)] });
    const own = rules.triggers.filter(({ plugin }) => plugin.name === 'sequences');
    const alarms = () => own.map(({ trigger }) => trigger.wakeAt?.(person.profile));
    expect(alarms()).toEqual([null, null, null]);
    join();
    expect(alarms()).toEqual([null, T0 + 1, null]);
    person.wait(DAY);
    expect(alarms()).toEqual([null, null, null]);
    expect(nextWake(own, person.profile, person.now)).toBe(null);
  });

  it('says in the panel what it takes to start', async () => {
    const { plugin, person } = shop({ start: { looks: {}, atLeast: 2 }, steps: [page('a', 0)] });
    const { profile, now } = person;
    const situation = { now, profile, before: profile, touchpoint: null, stageChange: null };
    expect(await plugin.triggers?.[0]?.conditions?.(situation)).toEqual([
      { text: 'Looks', holds: false, value: '0, needs at least 2' },
    ]);
  });

  it('takes functions for conditions', () => {
    const { see, plugin } = shop({ start: profile => !!profile.slices.cart?.lines.length, steps: [page('a', 0)] });
    expect(plugin.needs).toEqual([]);
    expect(see('add_to_cart', CEDAR)).toEqual([['plan', '', 0]]);
  });
});

describe('a sequence ends', () => {
  it('with an order, and no step comes with it', () => {
    const { join, wait, leave, see } = shop({ start: JOIN, steps: [page('a', 0), page('b', 5)] });
    join();
    wait(DAY);
    expect(see('purchase', order('o1'))).toEqual([['exit', 'converted', DAY]]);
    expect(leave(30 * DAY)).toEqual([]);
  });

  it('with an order that none of its own steps saw, such as one from before a change of consent', () => {
    const { person, rules, join } = shop({ start: JOIN, steps: [page('a', 5)] });
    join();
    const bought = person.profile.slices.orders;
    const orders = { count: 1, spent: {}, recent: [{ ...bought, at: T0 + HOUR }] };
    // Only what is read of an order.
    const profile = { ...person.profile, slices: { ...person.profile.slices, orders } } as never;
    const { decisions } = advance(rules, profile, T0 + 9 * DAY, null);
    expect(decisions.filter(({ name }) => /^sequence/.test(name))).toMatchObject([{ data: { reason: 'converted' } }]);
  });

  it.each([{ on: 'purchase' }, { all: [{ on: ['refund', 'purchase'] }, { not: { inCart: {}, atLeast: 9 } }] }])(
    'not with another order when it starts with one: %j',
    start => {
      const { see, wait } = shop({ start, steps: [page('a', 0), page('b', 1)] });
      see('purchase', order('o1'));
      expect(wait(MINUTE)).toEqual([['step', 'a', 1]]);
      expect(see('purchase', order('o2'))).toEqual([]);
      expect(wait(2 * DAY)[0]).toEqual(['step', 'b', 1 + DAY]);
    },
  );

  it('by its own rule, which also keeps it from starting', () => {
    const exit = { inCart: {} };
    const { join, see, wait } = shop({ start: JOIN, exit, everyDays: 1, steps: [page('a', 5)] });
    join();
    wait(HOUR);
    expect(see('purchase', order('o1'))).toEqual([]);
    expect(see('add_to_cart', CEDAR)).toEqual([['exit', 'exit', HOUR]]);
    wait(3 * DAY);
    expect(join()).toEqual([]);
  });

  it('by its own rule when time alone makes it hold', () => {
    const { join, wait } = shop({ start: JOIN, exit: { idleSeconds: 600 }, steps: [page('a', 5)] });
    join();
    expect(wait(DAY)).toEqual([['exit', 'exit', 10 * MINUTE]]);
  });

  it('when it is done, though its own rule held before it began', () => {
    const exit = { bought: {}, withinDays: 1 };
    const { see, wait } = shop({ start: { idleSeconds: 26 * 3600 }, exit, steps: [page('a', 1)] });
    see('purchase', order('o1'));
    expect(wait(4 * DAY)).toEqual([
      ['plan', '', 26 * HOUR],
      ['step', 'a', 50 * HOUR],
      ['exit', 'done', 50 * HOUR + 1],
    ]);
  });

  it('when another visitor signs in', () => {
    const { join, wait, see } = shop({ start: JOIN, steps: [page('a', 5)] });
    join();
    wait(HOUR);
    expect(see('reset', { visitor_id: 'another' })).toEqual([['exit', 'over', HOUR]]);
    expect(wait(30 * DAY)).toEqual([]);
  });
});

describe('an open issue', () => {
  it('makes the page wait', () => {
    const { join, wait, see } = shop({ start: JOIN, steps: [page('a', 1), page('b', 1)] });
    join();
    see('contact_support');
    expect(wait(5 * DAY)).toEqual([]);
    expect(see('solve_issue')).toEqual([['step', 'a', 5 * DAY]]);
    expect(wait(5 * DAY)[0]).toEqual(['step', 'b', 6 * DAY]);
  });

  it('calls off what was handed over, and keeps such a sequence from starting', () => {
    const { join, wait, see } = shop({ start: JOIN, everyDays: 1, steps: [page('a', 1), mail('b', 1)] });
    join();
    wait(HOUR);
    expect(see('contact_support')).toEqual([['exit', 'open-issue', HOUR]]);
    wait(5 * DAY);
    expect(join()).toEqual([]);
    see('solve_issue');
    expect(join()).toHaveLength(1);
  });

  it('calls nothing off that was sent before', () => {
    const { join, wait, see } = shop({ start: JOIN, steps: [mail('a', 1), page('b', 1)] });
    join();
    wait(36 * HOUR);
    expect(see('contact_support')).toEqual([]);
  });
});

describe('a wish', () => {
  const steps = [page('a', 1), mail('b', 1)];

  it('calls off what was handed over by a channel the visitor left, and keeps such a sequence from starting', () => {
    const { join, wait, see } = shop({ start: JOIN, everyDays: 1, steps });
    join();
    wait(HOUR);
    expect(see('unsubscribe')).toEqual([['exit', 'wish', HOUR]]);
    wait(5 * DAY);
    expect(join()).toEqual([]);
    see('contact_wish');
    expect(join()).toHaveLength(1);
  });

  it.each([
    [{ channel: 'push' }, [['exit', 'wish', HOUR]]],
    [{ none: true }, [['exit', 'wish', HOUR]]],
    [{ channel: 'email' }, []],
    [{ perWeek: 1 }, []],
  ])('of %o ends a run that is to send mail: %o', (data, expected) => {
    const { join, wait, see } = shop({ start: JOIN, steps });
    join();
    wait(HOUR);
    expect(see('contact_wish', data)).toEqual(expected);
  });

  it('calls nothing off that was sent before', () => {
    const { join, wait, see } = shop({ start: JOIN, steps: [mail('a', 1), page('b', 1)] });
    join();
    wait(36 * HOUR);
    expect(see('unsubscribe')).toEqual([]);
  });

  it('for no contact lets the page wait until it is taken back', () => {
    const { join, wait, see } = shop({ start: JOIN, steps: [page('a', 1)] });
    join();
    see('contact_wish', { none: true });
    expect(wait(5 * DAY)).toEqual([]);
    expect(see('contact_wish')).toEqual([['step', 'a', 5 * DAY]]);
  });
});

describe('steps of other channels', () => {
  it('are planned at the start and never decided by the page', () => {
    const { join, wait } = shop({ start: JOIN, steps: [mail('a', 1), { ...mail('b', 2), channel: 'push' }] });
    expect(join()).toMatchObject([
      {
        data: {
          steps: [
            { step: 'a', channel: 'email', dueAt: T0 + DAY },
            { step: 'b', channel: 'push', dueAt: T0 + 3 * DAY },
          ],
        },
      },
    ]);
    expect(wait(9 * DAY)).toEqual([['exit', 'done', 3 * DAY + 1]]);
  });

  it('leave out what they have overtaken in the page', () => {
    const steps = [page('a', 1), mail('b', 1), page('c', 1)];
    const { join, leave, wait } = shop({ start: JOIN, steps });
    join();
    expect(leave(2 * DAY + HOUR)).toEqual([]);
    expect(wait(9 * DAY)).toEqual([
      ['step', 'c', 3 * DAY],
      ['exit', 'done', 3 * DAY + 1],
    ]);
  });
});

describe('a bad sequence', () => {
  const a = page('a', 1);
  it.each<[unknown, string]>([
    [null, 'sequences.club'],
    [[], 'sequences.club'],
    [{ steps: [a] }, 'sequences.club.start'],
    [{ start: JOIN }, 'sequences.club.steps'],
    [{ start: JOIN, steps: [] }, 'sequences.club.steps'],
    [{ start: JOIN, steps: a }, 'sequences.club.steps'],
    [{ start: JOIN, steps: [a], when: JOIN }, 'sequences.club.when'],
    [{ start: JOIN, steps: [a], constructor: 1 }, 'sequences.club.constructor'],
    [{ start: JOIN, steps: [a], everyDays: 0 }, 'sequences.club.everyDays'],
    [{ start: JOIN, steps: [a], everyDays: '3' }, 'sequences.club.everyDays'],
    [{ start: JOIN, steps: [a], from: 'soon' }, 'sequences.club.from'],
    [{ start: JOIN, steps: [a], until: 5 }, 'sequences.club.until'],
    [{ start: { onn: 'x' }, steps: [a] }, 'sequences.club.start'],
    [{ start: JOIN, exit: { any: [{ looks: 3 }] }, steps: [a] }, 'sequences.club.exit.any[0].looks'],
    [{ start: JOIN, steps: ['a'] }, 'sequences.club.steps[0]'],
    [{ start: JOIN, steps: [{ afterDays: 1 }] }, 'sequences.club.steps[0].name'],
    [{ start: JOIN, steps: [page('', 1)] }, 'sequences.club.steps[0].name'],
    [{ start: JOIN, steps: [page('exit', 1)] }, 'sequences.club.steps[0].name'],
    [{ start: JOIN, steps: [a, page('b', 1), a] }, 'sequences.club.steps[2].name'],
    [{ start: JOIN, steps: [{ name: 'a' }] }, 'sequences.club.steps[0].afterDays'],
    [{ start: JOIN, steps: [{ ...a, afterHours: 2 }] }, 'sequences.club.steps[0].afterHours'],
    [{ start: JOIN, steps: [page('a', -1)] }, 'sequences.club.steps[0].afterDays'],
    [{ start: JOIN, steps: [page('a', 0), page('b', 0)] }, 'sequences.club.steps[1].afterDays'],
    [{ start: JOIN, steps: [page('a', Number.NaN)] }, 'sequences.club.steps[0].afterDays'],
    [{ start: JOIN, steps: [a, { ...page('b', 1), chanel: 'email' }] }, 'sequences.club.steps[1].chanel'],
    [{ start: JOIN, steps: [{ ...a, channel: 'fax' }] }, 'sequences.club.steps[0].channel'],
    [{ start: JOIN, steps: [{ ...a, content: 'Hello' }] }, 'sequences.club.steps[0].content'],
    [{ start: JOIN, steps: [{ ...a, when: { looks: 3 } }] }, 'sequences.club.steps[0].when.looks'],
    [{ start: JOIN, steps: [{ ...mail('a', 1), when: JOIN }] }, 'sequences.club.steps[0].when'],
  ])('%j is refused with the path to it', (sequence, path) => {
    expect(() => sequences({ sequences: { club: sequence as Sequence } })).toThrow(`\`${path}\` `);
  });

  it('names the slices that its rules read', () => {
    const steps = [page('a', 1, { when: { inCart: {} } })];
    expect(sequences({ sequences: { a: { start: { looks: {} }, exit: { bought: {} }, steps } } }).needs).toEqual([
      'viewed',
      'orders',
      'cart',
    ]);
  });
});

it('never throws on odd slices', () => {
  const steps = [page('a', 0, { when: { inCart: {} } }), mail('b', 1), page('c', 1)];
  const start = { any: [{ looks: {} }, { on: 'page_view' }] };
  const { rules } = shop({ start, everyDays: 1, steps });
  fc.assert(
    fc.property(odd, fc.jsonValue(), fc.boolean(), (profile, care, runs) => {
      const fired = runs ? { 'sequence-club': { at: T0, session: '', count: 1, times: 1 } } : {};
      const slices = { ...profile.slices, care: care as never, orders: { recent: care } as never };
      const given = freeze({ ...profile, fired, slices });
      const own = rules.triggers.filter(({ plugin }) => plugin.name === 'sequences');
      for (const { trigger } of own) {
        const now = T0 + 9 * DAY;
        const situation = { now, profile: given, before: given, touchpoint: null, stageChange: null };
        expect(() => [trigger.when(situation), trigger.wakeAt?.(given)]).not.toThrow();
      }
    }),
  );
});
