import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decision } from '../../src/core/trigger.js';
import type { NudgeTerms } from '../../src/decide/nudge-options.js';
import { DAY, HOUR, MINUTE, SECOND, visitor } from '../journeys/journey.js';
import { LOOK, settled, shop } from './nudge-shop.js';

describe('nudge.show', () => {
  it('leaves the first seconds of a visit in peace, and comes right after them when it still holds', () => {
    const { tell, shown, wait } = shop([{ when: { looks: {} } }]);
    expect(tell('view_item', LOOK)).toEqual([{ nudge: 'n0', reason: 'quiet' }]);
    expect(shown()).toEqual([]);
    expect(wait(9 * SECOND)).toEqual([]);
    expect(wait(2 * SECOND)).toEqual(['n0']);
  });

  it('leaves a visitor alone who is only aware, unless the nudge says so', () => {
    const { look } = settled([{ quietWhileAware: true }, { quietWhileAware: false, when: { on: 'search' } }]);
    expect(look()).toEqual([{ nudge: 'n0', reason: 'aware' }]);
    expect(settled([{}]).shown()).toEqual(['n0']);
  });

  it.each([
    ['session', HOUR, 1],
    ['day', DAY, 2],
    ['week', 7 * DAY, 2],
  ] as const)('has its cap by %s', (per, period, max) => {
    const { shown, tell, wait, person } = settled([{ cap: { per, max } }], { quietSeconds: 0, pauseSeconds: 0 });
    const once = () => {
      wait(MINUTE);
      const found = shown();
      if (found.length) tell('show_nudge');
      tell('convert_nudge');
      return found.length;
    };
    expect([once(), once(), once()]).toEqual(max === 1 ? [1, 0, 0] : [1, 1, 0]);
    person.wait(period);
    expect(once()).toBe(1);
  });

  it('rests between two times, and stays away when it was waved away', () => {
    const { shown, tell, wait } = settled([{ cap: { per: 'visitor', max: 9 }, cooldown: { minutes: 30 } }]);
    shown();
    tell('show_nudge');
    tell('convert_nudge');
    wait(29 * MINUTE);
    expect(shown()).toEqual([]);
    wait(2 * MINUTE);
    expect(shown()).toEqual(['n0']);
    tell('show_nudge');
    tell('dismiss_nudge');
    wait(6 * DAY);
    wait(23 * HOUR);
    expect(shown()).toEqual([]);
    wait(2 * HOUR);
    wait(MINUTE);
    expect(shown()).toEqual([]);
    wait(MINUTE);
    expect(shown()).toEqual(['n0']);
  });

  it('waits as long as the page asked for, and comes by time alone', () => {
    const { shown, tell, wait, person } = settled([{ when: { looks: {} } }]);
    shown();
    tell('defer_nudge', { nudge_id: 'n0', until: person.now + 5 * MINUTE });
    expect(wait(4 * MINUTE)).toEqual([]);
    expect(wait(MINUTE + SECOND)).toEqual(['n0']);
  });

  it('shares the caps of the site and of its channel', () => {
    const list = [{ when: { on: 'search' } }, { when: { on: 'share' } }, {}] as const;
    const run = (terms: NudgeTerms) => {
      const { shown, tell, wait } = settled(list, { pauseSeconds: 0, ...terms });
      return [
        ['search', { search_term: 'oak' }, 'n0'],
        ['share', {}, 'n1'],
        ['view_item', LOOK, 'n2'],
      ].flatMap(([type, data, nudge_id]) => {
        wait(MINUTE);
        const found = shown(type as string, data as object);
        if (found.length) tell('show_nudge', { nudge_id });
        tell('convert_nudge', { nudge_id });
        return found;
      });
    };
    expect(run({ cap: { per: 'day', max: 2 } })).toEqual(['n0', 'n1']);
    expect(run({ caps: { page: { per: 'session', max: 1 } } })).toEqual(['n0']);
    expect(run({ caps: { email: { per: 'session', max: 1 } } })).toEqual(['n0', 'n1', 'n2']);
  });

  it.each([
    ['payment', 'add_payment_info', {}, 31 * MINUTE],
    ['form', 'form_start', {}, 3 * MINUTE],
    ['issue', 'contact_support', {}, Infinity],
  ])('is silent during %s', (reason, type, data, until) => {
    const { look, shown, tell, wait } = settled([{}]);
    tell(type, data);
    expect(look()).toEqual([{ nudge: 'n0', reason }]);
    if (until < Infinity) {
      wait(until);
      wait(11 * SECOND);
      shown();
      wait(MINUTE);
    } else tell('solve_issue', {});
    expect(shown()).toEqual(['n0']);
  });

  it('is silent on a slow page, and no longer on the next', () => {
    const { look, shown, tell } = settled([{}]);
    tell('web_vitals', { name: 'LCP', value: 4_200, rating: 'poor' });
    expect(look()).toEqual([{ nudge: 'n0', reason: 'slow' }]);
    tell('page_view', {});
    expect(shown()).toEqual(['n0']);
  });

  it('is not silent for a slow page that the visitor has left without loading another', () => {
    const { shown, tell } = settled([{}]);
    tell('page_view', {});
    tell('web_vitals', { name: 'LCP', value: 4_200, rating: 'poor', page_location: 'https://shop.example/guitars' });
    expect(shown()).toEqual(['n0']);
  });

  it('lets a rescue through at once, before any promotion, in the checkout, in a form and on a slow page', () => {
    const { tell } = shop([
      { when: { on: ['add_payment_info', 'payment_error'] }, priority: 99 },
      { kind: 'rescue', when: { on: 'payment_error' } },
    ]);
    tell('form_start', {});
    tell('web_vitals', { name: 'LCP', value: 9_000, rating: 'poor' });
    tell('contact_support', {});
    expect(tell('payment_error', {})[0]).toBe('n1');
  });

  it('lets a rescue use up no cap but its own, and be held by none', () => {
    const list = [
      { kind: 'rescue', when: { on: 'payment_error' }, cap: { per: 'visitor', max: 5 } },
      { kind: 'service', when: { on: 'share' } },
      {},
    ] as const;
    const caps = { cap: { per: 'visitor', max: 1 }, caps: { page: { per: 'day', max: 1 } }, pauseSeconds: 0 } as const;
    const { shown, tell, wait } = settled(list, caps);
    const rescued = () => {
      const found = shown('payment_error', {});
      tell('show_nudge', { nudge_id: 'n0', kind: 'rescue' });
      tell('convert_nudge', { nudge_id: 'n0' });
      wait(31 * MINUTE);
      return found;
    };
    expect([rescued(), rescued()].flat()).toEqual(['n0', 'n0']);
    wait(MINUTE);
    shown('page_view', {});
    wait(MINUTE);
    expect(shown('share', {})).toEqual(['n1']);
    tell('show_nudge', { nudge_id: 'n1', kind: 'service' });
    tell('convert_nudge', { nudge_id: 'n1' });
    wait(MINUTE);
    expect(shown()).toEqual([]);
    expect(rescued()).toEqual(['n0']);
  });
});

describe('a clock that is set back', () => {
  it.each([HOUR, 3 * DAY, 56 * 365 * DAY])('by %i ms keeps caps and dismissal, and no longer than they last', ms => {
    const { person, shown, tell, wait } = settled([{ cap: { per: 'day', max: 1 } }, { when: { on: 'search' } }]);
    expect(shown()).toEqual(['n0']);
    tell('show_nudge');
    tell('dismiss_nudge');
    person.wait(-ms);
    tell('page_view', {});
    wait(5 * MINUTE);
    expect(shown()).toEqual([]);
    expect(shown('search', { search_term: 'oak' })).toEqual(['n1']);
    tell('convert_nudge', { nudge_id: 'n1' });
    wait(8 * DAY);
    shown();
    wait(MINUTE);
    expect(shown()).toEqual(['n0']);
  });

  it('takes nothing for on its way that nobody answered before', () => {
    const { person, shown, tell, wait } = settled([{}]);
    expect(shown()).toEqual(['n0']);
    person.wait(-3 * DAY);
    tell('page_view', {});
    wait(MINUTE);
    expect(shown()).toEqual(['n0']);
  });
});

describe('a first visit', () => {
  it('has a minute of looking around without a prompt, although the conditions hold', () => {
    const { person, tell } = shop([{ quietWhileAware: true, when: { total: 'page_view' } }]);
    const decided: Decision[] = [];
    for (const type of ['page_view', 'view_item_list', 'page_view', 'view_item', 'page_view', 'page_view']) {
      decided.push(...person.track(type, type === 'page_view' ? {} : LOOK).decisions, ...person.wait(10 * SECOND));
      expect(person.profile.stage?.overlays).toContain('passive');
    }
    expect(decided.filter(({ name }) => /nudge.show|coupon|idle/.test(name))).toEqual([]);
    // Whoever searches weighs one thing against another.
    expect(tell('search', { search_term: 'parlour guitar' })).toContain('n0');
    expect(person.profile.stage?.overlays).not.toContain('passive');
  });

  it('has no coupon of the shop either while the visitor is only aware, whatever is looked at', () => {
    const look = fc.constantFrom('page_view', 'view_item', 'view_item_list', 'search');
    fc.assert(
      fc.property(fc.array(look, { maxLength: 30 }), looks => {
        const person = visitor();
        for (const type of looks) {
          const { decisions, profile } = person.track(type, type === 'search' ? { search_term: 'oak' } : LOOK);
          if (profile.stage?.overlays.includes('passive'))
            expect(decisions.filter(({ name }) => name === 'coupon.offer')).toEqual([]);
          person.wait(5 * SECOND);
        }
      }),
    );
  });
});
