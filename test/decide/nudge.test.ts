import { describe, expect, it } from 'vitest';
import { nudge } from '../../src/decide/nudge.js';
import type { NudgeOptions, NudgeTerms } from '../../src/decide/nudge-options.js';
import { DAY, HOUR, MINUTE, SECOND, T0 } from '../journeys/journey.js';
import { LOOK, settled } from './nudge-shop.js';

describe('nudge.show', () => {
  it('may be called what every object has', async () => {
    const object = { id: 'constructor', channel: 'constructor', cap: { per: 'visitor', max: 2 } } as const;
    const { made, person, tell, shown } = settled([object, { id: 'valueof', priority: -1 }], {
      caps: { page: { per: 'day', max: 1 } },
    });
    expect(shown()).toEqual(['constructor']);
    tell('show_nudge', { nudge_id: 'constructor' });
    const situation = { ...person, before: person.profile, touchpoint: null, stageChange: null };
    expect(await made[0]?.triggers?.[0]?.conditions?.(situation as never)).toContainEqual({
      text: 'By constructor: no cap',
      holds: true,
      value: 'yes',
    });
  });

  it('is one at a time: the higher priority is said, the other says who won, and waits for its turn', () => {
    const { look, tell, shown, wait } = settled([{}, { priority: 5 }]);
    expect(look()).toEqual(['n1', { nudge: 'n0', reason: 'outranked', winner: 'n1' }]);
    tell('show_nudge', { nudge_id: 'n1' });
    expect(shown()).toEqual([]);
    tell('dismiss_nudge', { nudge_id: 'n1' });
    wait(2 * MINUTE);
    expect(shown()).toEqual(['n0']);
  });

  it('says one thing at a time, whatever the channels: what one leaves of the cap, the other may have', () => {
    const letter = { channel: 'email', priority: 1 };
    const { look, tell, shown, wait } = settled([letter, {}], { cap: { per: 'day', max: 1 } });
    expect(look()).toEqual(['n0', { nudge: 'n1', reason: 'outranked', winner: 'n0' }]);
    tell('show_nudge', { nudge_id: 'n0', channel: 'email' });
    wait(3 * MINUTE);
    expect(shown()).toEqual([]);
  });

  it('waits for one that is on its way in another tab, and for one that is on the page', () => {
    const { look, shown, tell, wait } = settled([{ when: { on: 'search' } }, {}], { pauseSeconds: 0 });
    expect(shown('search', { search_term: 'oak' })).toEqual(['n0']);
    expect(look()).toEqual([{ nudge: 'n1', reason: 'busy' }]);
    tell('show_nudge');
    wait(HOUR / 4);
    expect(shown()).toEqual([]);
    tell('convert_nudge');
    expect(shown()).toEqual(['n1']);
  });

  it('offers one again whose page died before it was seen, once its time is over', () => {
    const { shown, wait } = settled([{ when: { looks: {} } }]);
    expect(shown()).toEqual(['n0']);
    expect(wait(29 * SECOND)).toEqual([]);
    expect(wait(2 * SECOND)).toEqual(['n0']);
  });

  it('does not count what was decided, only what was shown', () => {
    const { shown, tell, wait } = settled([{ cap: { per: 'visitor', max: 1 } }]);
    expect(shown()).toEqual(['n0']);
    wait(MINUTE);
    expect(shown()).toEqual(['n0']);
    tell('show_nudge');
    wait(30 * DAY);
    wait(MINUTE);
    expect(shown()).toEqual([]);
  });

  it('has dates', () => {
    const { shown, wait } = settled([
      { from: '2026-01-06T00:00Z', until: '2026-01-07T00:00Z', cap: { per: 'visitor', max: 9 } },
    ]);
    expect(shown()).toEqual([]);
    wait(DAY);
    shown();
    wait(MINUTE);
    expect(shown()).toEqual(['n0']);
    wait(DAY);
    shown();
    wait(MINUTE);
    expect(shown()).toEqual([]);
  });

  it('is not said when `unless` holds', () => {
    const { shown } = settled([{ unless: { inCart: {} } }]);
    shown('add_to_cart');
    expect(shown()).toEqual([]);
  });
});

describe('a holdout', () => {
  it('shows nothing to its share, and says once a visit that it would have', () => {
    const seen = Array.from({ length: 300 }, (_, number) => settled([{ holdout: 0.3 }], {}, `visitor${number}`).look());
    const held = seen.filter(([one]) => typeof one === 'object');
    expect(held[0]).toEqual([{ nudge: 'n0', reason: 'holdout', goal: 'purchase', withinDays: 7, holdout: 0.3 }]);
    expect(Math.abs(held.length - 90)).toBeLessThan(4 * Math.sqrt(63));
    expect(seen.length - held.length).toBe(seen.filter(([one]) => one === 'n0').length);
  });

  it('holds back from all of them at once, but for rescues, independent of each one’s own', () => {
    const list = [
      { holdout: 0.5 },
      { when: { on: 'search' } as const },
      { when: { on: 'payment_error' } as const, kind: 'rescue' as const },
    ];
    const seen = Array.from({ length: 200 }, (_, number) => {
      const { look, tell, wait } = settled(list, { holdout: 0.5, pauseSeconds: 0 }, `visitor${number}`);
      const first = look();
      wait(MINUTE);
      return [first[0], tell('search', { search_term: 'oak' })[0], tell('payment_error', {})[0]];
    });
    const isAll = ([, second]: readonly unknown[]) => typeof second === 'object';
    const all = seen.filter(isAll);
    expect(Math.abs(all.length - 100)).toBeLessThan(4 * Math.sqrt(50));
    expect(all[0]?.[1]).toMatchObject({ nudge: 'n1', reason: 'global-holdout', globalHoldout: 0.5 });
    expect(seen.every(([, , rescue]) => rescue === 'n2')).toBe(true);
    const own = seen.filter(one => !isAll(one) && typeof one[0] === 'object').length;
    expect(Math.abs(own - (200 - all.length) / 2)).toBeLessThan(4 * Math.sqrt(50));
  });

  it('counts who would have seen it by time alone, at that moment', () => {
    const when = { all: [{ inCart: {} }, { idleSeconds: 100 }] };
    const decided = ([given, terms]: readonly [Partial<NudgeOptions>, NudgeTerms?]) => {
      const { person, tell } = settled([{ when, ...given }], terms);
      tell('add_to_cart', LOOK);
      return person.wait(HOUR).flatMap(({ trigger, at }) => (/nudge/.test(trigger) ? [[trigger, at]] : []));
    };
    const [[, at] = []] = decided([{}]);
    expect(at).toBe(T0 + MINUTE + 100 * SECOND);
    expect(decided([{ holdout: 1 }])).toEqual([['holdout-nudge-n0', at]]);
    expect(decided([{}, { holdout: 1 }])).toEqual([['holdout-nudge-n0', at]]);
  });

  it('never has a machine in it', () => {
    expect(settled([{ holdout: 1 }], { holdout: 1 }, 'robot1').shown()).toEqual(['n0']);
  });
});

describe('what a nudge tells of itself', () => {
  it('has a condition for every leaf and every gate, with the value now', async () => {
    const { made, person } = settled([{ when: { looks: {}, atLeast: 3 } }]);
    const situation = {
      now: person.now,
      profile: person.profile,
      before: person.profile,
      touchpoint: null,
      stageChange: null,
      decided: [],
    };
    const conditions = (await made[0]?.triggers?.[0]?.conditions?.(situation)) ?? [];
    expect(conditions.filter(({ holds }) => !holds)).toEqual([
      { text: 'Looks', holds: false, value: '0, needs at least 3' },
    ]);
    expect(conditions.length).toBeGreaterThan(15);
  });

  it.each([
    [{ id: 'Coupon!' }, 'nudges.Coupon!.id'],
    [{ id: undefined }, 'nudges.undefined.id'],
    [{ when: { all: [{ looks: 3 }] } }, 'nudges.n.when.all[0].looks'],
    [{ unless: { inCart: 1 } }, 'nudges.n.unless.inCart'],
    [{ content: {} }, 'nudges.n.content'],
    [{ variants: { a: {} } }, 'nudges.n.variants.a'],
    [{ holdout: 10 }, 'nudges.n.holdout'],
    [{ holdout: '0.5' }, 'nudges.n.holdout'],
    [{ cap: { per: 'year', max: 1 } }, 'nudges.n.cap'],
    [{ cap: { per: 'day', max: 11 } }, 'nudges.n.cap'],
    [{ cap: { per: 'day', max: 1.5 } }, 'nudges.n.cap'],
    [{ cap: null }, 'nudges.n.cap'],
    [{ cooldown: null }, 'nudges.n.cooldown'],
    [{ cooldown: { hours: 3 } }, 'nudges.n.cooldown'],
    [{ within: 7 }, 'nudges.n.within'],
    [{ within: { days: '7' } }, 'nudges.n.within'],
    [{ within: { days: 0 } }, 'nudges.n.within'],
    [{ within: {} }, 'nudges.n.within'],
    [{ channel: null }, 'nudges.n.channel'],
    [{ goal: 3 }, 'nudges.n.goal'],
    [{ about: 'wishlist' }, 'nudges.n.about'],
    [{ kind: 'advert' }, 'nudges.n.kind'],
    [{ priority: 100 }, 'nudges.n.priority'],
    [{ priority: '99' }, 'nudges.n.priority'],
    [{ from: 'soon' }, 'nudges.n.from'],
  ])('refuses %j with the path to the mistake', (wrong, path) => {
    // Wrong on purpose.
    const options = { id: 'n', when: { on: 'search' }, content: { title: 'A' }, ...wrong } as unknown as NudgeOptions;
    expect(() => nudge(options)).toThrow(`\`${path}\``);
  });

  it.each([
    [{ caps: null }, 'nudges.n.terms.caps'],
    [{ caps: { page: null } }, 'nudges.n.terms.page'],
    [{ cap: { per: 'day', max: 0 } }, 'nudges.n.terms.cap'],
    [{ quietSeconds: 'ten' }, 'nudges.n.terms.quietSeconds'],
    [{ dismissedDays: -1 }, 'nudges.n.terms.dismissedDays'],
    [{ holdout: 2 }, 'nudges.n.terms.holdout'],
    [{ holdout: '1' }, 'nudges.n.terms.holdout'],
  ])('refuses what cannot hold for all: %j', (wrong, path) => {
    const options = { id: 'n', when: { on: 'search' }, content: { title: 'A' } } as const;
    // Wrong on purpose.
    expect(() => nudge(options, wrong as unknown as NudgeTerms)).toThrow(`\`${path}\``);
  });
});
