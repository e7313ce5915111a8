import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance } from '../../src/core/advance.js';
import { freeze } from '../../src/core/freeze.js';
import { nextWake } from '../../src/core/trigger.js';
import { DAY, HOUR, MINUTE, T0 } from '../journeys/journey.js';
import { odd } from './rules.js';
import { CEDAR, JOIN, mail, order, page, shop } from './sequence-shop.js';

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
