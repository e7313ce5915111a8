import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PluginList } from '../../src/core/plugin.js';
import type { Decision } from '../../src/core/trigger.js';
import { nudge } from '../../src/decide/nudge.js';
import type { NudgeOptions, NudgeTerms } from '../../src/decide/nudge-options.js';
import { care } from '../../src/learn/care.js';
import { prompts } from '../../src/learn/prompts.js';
import { recent } from '../../src/learn/recent.js';
import { CEDAR, DAY, HOUR, MINUTE, SECOND, shopPlugins, T0, visitor } from '../journeys/journey.js';

const CONTENT = { title: 'Still thinking of {item_name}?', code: 'CEDAR10' };
const LOOK = { currency: 'EUR', items: [CEDAR] };

/** A shop with nudges; the visitor has been there for a minute and is past awareness unless it says otherwise. */
function shop(list: readonly Partial<NudgeOptions>[], terms: NudgeTerms = {}, id = 'visitor') {
  const made = list.map((one, index) =>
    nudge({ id: `n${index}`, when: { on: 'view_item' }, content: CONTENT, quietWhileAware: false, ...one }, terms),
  );
  const plugins: PluginList = [shopPlugins(), care(), recent(), prompts(), ...made];
  const person = visitor(plugins, { id });
  const about = (decisions: readonly Decision[]) =>
    decisions.flatMap<string | object>(({ name, data }) =>
      name === 'nudge.show' ? (data as { nudge: string }).nudge : name === 'nudge.hold' ? data : [],
    );
  const shown = (decisions: readonly Decision[]) => about(decisions).filter(one => typeof one === 'string');
  return {
    person,
    made,
    look: (data: object = LOOK) => about(person.track('view_item', data).decisions),
    shown: (type = 'view_item', data: object = LOOK) => shown(person.track(type, data).decisions),
    tell: (type: string, data: object = { nudge_id: 'n0' }) => about(person.track(type, data).decisions),
    wait: (ms: number) => shown(person.wait(ms)),
  };
}

/** Past the quiet first seconds. */
function settled(...given: Parameters<typeof shop>) {
  const all = shop(...given);
  all.person.track('page_view', {});
  all.wait(MINUTE);
  return all;
}

describe('nudge.show', () => {
  it('says the content with what it is about, the same for everybody', () => {
    const { person } = settled([{ about: 'last-viewed' }]);
    const [decision] = person.track('view_item', LOOK).decisions.filter(({ name }) => name === 'nudge.show');
    expect(decision).toMatchObject({
      trigger: 'nudge-n0',
      data: {
        nudge: 'n0',
        kind: 'promotion',
        channel: 'page',
        content: { title: 'Still thinking of Cedar 0-14?', code: 'CEDAR10' },
        items: [{ item_id: 'cedar', price: 219 }],
        goal: 'purchase',
        withinDays: 7,
      },
    });
  });

  it('says what held when it was decided, and fills that into the content', () => {
    const regular = () => false;
    const { person } = settled([
      {
        when: { all: [{ looks: 'last-viewed', atLeast: 2 }, { any: [{ inCart: {} }, { not: regular }] }] },
        unless: { bought: { item_category: 'Guitars' } },
        about: 'last-viewed',
        content: { title: 'Still thinking?', why: 'Here because you looked at it {looks} times. {inCart}' },
      },
    ]);
    const show = () => person.track('view_item', LOOK).decisions.find(({ name }) => name === 'nudge.show');
    expect(show()).toBeUndefined();
    expect(show()?.data).toMatchObject({
      content: { why: 'Here because you looked at it 2 times. 0' },
      because: [
        { asked: { looks: 'last-viewed', atLeast: 2 }, found: 2 },
        { asked: 'regular', found: false },
        { asked: { bought: { item_category: 'Guitars' } }, found: 0 },
      ],
    });
  });

  it('says of traits only that they are as they should be, for it goes to destinations no trait is named to', () => {
    const { person } = settled([{ when: { traits: { plan: 'gold' } }, unless: { traits: { city: 'Ulm' } } }]);
    const { decisions } = person.track('identify', { user_id: '7', traits: { plan: 'gold' } });
    expect(decisions.find(({ name }) => name === 'nudge.show')?.data).toMatchObject({
      because: [
        { asked: 'traits', found: true },
        { asked: 'traits', found: false },
      ],
    });
  });

  it('fills in what the first question of a name found, not what keeps it back', () => {
    const { person } = settled([
      {
        when: { all: [{ count: 'view_item' }, { count: 'view_item', where: { item_category: 'Guitars' } }] },
        unless: { count: 'purchase' },
        content: { title: '{count} looks' },
      },
    ]);
    const show = () => person.track('view_item', LOOK).decisions.find(({ name }) => name === 'nudge.show');
    person.track('view_item', { items: [{ item_id: 'strings', item_category: 'Strings' }] });
    expect(show()?.data).toMatchObject({ content: { title: '2 looks' } });
  });

  it('says in a preview what is so, although it does not hold and a function of the site fails', () => {
    let isBroken = false;
    const broken = () => {
      if (isBroken) throw new Error('not yet');
      return false;
    };
    const when = { all: [{ looks: 'last-viewed' as const, atLeast: 3 }, broken] };
    const { person, made } = settled([{ when, content: { title: '{looks} looks' } }]);
    const { profile } = person.track('view_item', LOOK);
    isBroken = true;
    expect(made[0]?.triggers?.[0]?.prompt?.preview(profile)).toMatchObject({
      content: { title: '1 looks' },
      because: [],
    });
  });

  it('fills in the product, whatever the functions of the site are called', () => {
    const price = () => true;
    const value = () => true;
    const { person } = settled([
      { when: { all: [price, value, { on: 'add_to_cart' }] }, about: 'cart', content: { title: '{price} of {value}' } },
    ]);
    const { decisions } = person.track('add_to_cart', LOOK);
    expect(decisions.find(({ name }) => name === 'nudge.show')?.data).toMatchObject({
      content: { title: '219 of 219' },
    });
  });

  it('says what held by names, and leaves the condition of the site as it is', () => {
    const when = { interest: ['Guitars', 'Strings'] };
    // As a framework wraps what it watches; no database takes it.
    const { person } = settled([{ when: { interest: new Proxy(when.interest, {}) } }]);
    const [decision] = person.track('view_item', LOOK).decisions.filter(({ name }) => name === 'nudge.show');
    expect(structuredClone(decision?.data)).toMatchObject({
      because: [{ asked: when, found: 'Guitars' }],
    });
    expect(Object.isFrozen(when.interest)).toBe(false);
  });

  it('fills in texts however deep they stand, and addresses so that they stay where they are', () => {
    const content = {
      title: '{item_name}: {constructor}{__proto__}{value} {currency}',
      action: { label: 'See {item_name}', url: '/{item_id}?from={item_name}' },
      list: [{ text: '{item_id}' }, 7, null],
    };
    const item = { item_id: '/evil.example\ud800', item_name: '$& {item_id} & <b>', price: 1 };
    const { person } = settled([{ about: 'cart', content, when: { on: 'add_to_cart' } }]);
    const { decisions } = person.track('add_to_cart', { currency: 'EUR', items: [item] });
    expect(decisions.find(({ name }) => name === 'nudge.show')?.data).toMatchObject({
      content: {
        title: '$& {item_id} & <b>: 1 EUR',
        action: {
          label: 'See $& {item_id} & <b>',
          url: '/%2Fevil.example?from=%24%26%20%7Bitem_id%7D%20%26%20%3Cb%3E',
        },
        list: [{ text: '/evil.example\ud800' }, 7, null],
      },
    });
    expect(Object.isFrozen(content.action)).toBe(false);
  });

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

  it('gives each visitor always the same of several contents, evenly', () => {
    const variants = { plain: { title: 'A' }, warm: { title: 'B' } };
    const chosen = Array.from({ length: 200 }, (_, number) => {
      const { person } = settled([{ variants }], {}, `visitor${number}`);
      const [first] = person.track('view_item', LOOK).decisions.filter(({ name }) => name === 'nudge.show');
      return (first?.data as { variant?: string } | undefined)?.variant;
    });
    const warm = chosen.filter(variant => variant === 'warm').length;
    expect(Math.abs(warm - 100)).toBeLessThan(4 * Math.sqrt(50));
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
