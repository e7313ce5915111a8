import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance } from '../../src/core/advance.js';
import { freeze } from '../../src/core/freeze.js';
import { gatherRules, initialProfile } from '../../src/core/rules.js';
import { cart } from '../../src/learn/cart.js';
import type { PersonaDefinitions, PersonaSign } from '../../src/learn/persona.js';
import { personas } from '../../src/learn/personas.js';
import { viewed } from '../../src/learn/viewed.js';
import { DAY, T0, visitor } from '../journeys/journey.js';

const looked = (id: string): PersonaSign => ({
  text: `Looked at ${id}`,
  when: ({ slices }) => slices.viewed?.some(({ item_id }) => item_id === id) ?? false,
  needs: ['viewed'],
});
const DUO: PersonaDefinitions = {
  player: {
    motivations: ['Plays with friends'],
    issues: ['Lives in a flat'],
    signs: [{ ...looked('cedar'), weight: 3 }, looked('strings')],
  },
  giver: {
    signs: [
      looked('voucher'),
      { text: 'Has a cart', needs: ['cart'], when: ({ slices }) => (slices.cart?.lines.length ?? 0) > 0 },
    ],
  },
};

function shop(given: PersonaDefinitions = DUO) {
  const plugin = personas({ personas: given });
  const person = visitor([viewed(), cart(), plugin]);
  return {
    person,
    look: (item_id: string) => person.track('view_item', { items: [{ item_id, price: 1 }] }),
    who: () => plugin.persona(person.profile),
    slice: () => person.profile.slices.personas,
  };
}

describe('personas', () => {
  it('say who fits best, how well, and why', () => {
    const { look, who, slice } = shop();
    look('cedar');
    expect(who()).toEqual({
      best: 'player',
      matches: [
        {
          name: 'player',
          score: 0.75,
          fits: true,
          reasons: [
            { text: 'Looked at cedar', holds: true, weight: 3 },
            { text: 'Looked at strings', holds: false, weight: 1 },
          ],
          portrait: { motivations: ['Plays with friends'], issues: ['Lives in a flat'] },
        },
        {
          name: 'giver',
          score: 0,
          fits: false,
          reasons: [
            { text: 'Looked at voucher', holds: false, weight: 1 },
            { text: 'Has a cart', holds: false, weight: 1 },
          ],
          portrait: {},
        },
      ],
    });
    expect(slice()).toEqual({
      best: 'player',
      scores: [
        { name: 'player', score: 0.75 },
        { name: 'giver', score: 0 },
      ],
    });
  });

  it('say that none fits: below the threshold of each, and where two fit equally well', () => {
    const { look, who, slice, person } = shop();
    look('strings');
    expect(who()).toMatchObject({ best: null, matches: [{ score: 0.25, fits: false }, { fits: false }] });
    look('cedar');
    look('voucher');
    expect(slice()?.best).toBe('player');
    person.track('add_to_cart', { items: [{ item_id: 'voucher', price: 1 }] });
    expect(who()).toMatchObject({ best: null, matches: [{ score: 1 }, { score: 1 }] });
    expect(slice()?.best).toBeNull();
  });

  it('fit from a threshold of their own; whom that keeps out does not stand in the way', () => {
    const { look, who } = shop({
      strict: { from: 1, signs: [{ ...looked('cedar'), weight: 4 }, looked('oak')] },
      easy: { from: 1 / 3, signs: [looked('cedar'), looked('oak'), looked('mini')] },
    });
    look('cedar');
    expect(who()).toMatchObject({
      best: 'easy',
      matches: [
        { name: 'strict', score: 0.8, fits: false },
        { name: 'easy', score: 0.333, fits: true },
      ],
    });
  });

  it('are exact about tenths', () => {
    // 0.3 / (0.1 + 0.2 + 0.3) is a little less than one half.
    const weigh = (weights: readonly number[]) =>
      weights.map((weight, index) => ({ text: `${index}`, weight, when: () => index === 2 }));
    const plugin = personas({ personas: { half: { signs: weigh([0.1, 0.2, 0.3]) } } });
    const person = visitor([plugin]);
    person.track('page_view');
    expect(person.profile.slices.personas?.best).toBe('half');
  });

  it('are nobody before the first touchpoint', () => {
    const always: PersonaDefinitions = { all: { signs: [{ text: 'Is', when: () => true }] } };
    const { who, person, slice } = shop(always);
    expect(who()).toMatchObject({ best: null, matches: [{ score: 0, reasons: [{ holds: false }] }] });
    expect(slice()).toEqual({ best: null, scores: [] });
    person.track('page_view');
    expect(slice()?.best).toBe('all');
  });

  it('are none where the site has none', () => {
    const plugin = personas();
    expect(plugin.persona(visitor([plugin]).profile)).toEqual({ best: null, matches: [] });
  });

  it('are asked at any moment, by default at that of the last touchpoint', () => {
    const asked: number[] = [];
    const plugin = personas({ personas: { x: { signs: [{ text: 'x', when: (_, now) => asked.push(now) > 0 }] } } });
    const rules = gatherRules([plugin]);
    const { touchpoint } = visitor().track('page_view');
    if (!touchpoint) throw new Error('dropped');
    const { profile } = advance(rules, initialProfile(rules, 'v'), T0 + DAY, { ...touchpoint, at: T0 + DAY });
    // What is told late says nothing about an earlier moment than the last one that is known.
    const late = advance(rules, profile, T0 + 2 * DAY, { ...touchpoint, id: 'late', at: T0 }).profile;
    plugin.persona(late);
    plugin.persona(late, T0 + 3 * DAY);
    expect(asked).toEqual([T0 + DAY, T0 + DAY, T0 + DAY, T0 + 3 * DAY]);
  });

  it('are the same object while nothing about them changed', () => {
    const { look, slice } = shop();
    look('cedar');
    const before = slice();
    look('oak');
    expect(slice()).toBe(before);
    look('strings');
    expect(slice()).not.toBe(before);
  });

  it('need the slices that their signs read, each once', () => {
    expect(personas({ personas: DUO }).needs).toEqual(['viewed', 'cart']);
    expect(() => visitor([viewed(), personas({ personas: DUO })])).toThrow(
      'Plugin "personas" reads slice "cart", which no plugin before it owns.',
    );
  });

  it('are refused by the path to the mistake', () => {
    const bad = { player: { signs: [{ ...looked('x'), weight: -1 }] } };
    expect(() => personas({ personas: bad })).toThrow('`personas.player.signs[0].weight` is missing or odd.');
  });

  it('take nothing that a page hung on Object.prototype', () => {
    const prototype = Object.prototype as { weight?: number; from?: number };
    Object.assign(prototype, { weight: 50, from: 1 });
    try {
      const { look, slice } = shop();
      look('cedar');
      expect(slice()).toMatchObject({ best: 'player', scores: [{ score: 0.75 }, { score: 0 }] });
    } finally {
      delete prototype.weight;
      delete prototype.from;
    }
  });

  it('take any name', () => {
    const signs = [{ text: 'Came', when: () => true }];
    const { person, slice } = shop(
      JSON.parse(
        '{ "__proto__": {}, "constructor": {} }',
        (_, value) => value && { ...value, ...(Object.keys(value).length ? {} : { signs }) },
      ),
    );
    person.track('page_view');
    expect(slice()?.scores.map(({ name }) => name)).toEqual(['__proto__', 'constructor']);
  });
});

describe('scores, over any signs', () => {
  const weight = fc.double({ min: 0.001, max: 100, noNaN: true });
  const list = fc.array(fc.tuple(weight, fc.boolean()), { minLength: 1, maxLength: 12 });
  const signsOf = (given: readonly (readonly [number, boolean])[]): readonly PersonaSign[] =>
    given.map(([weight, holds], index) => ({ text: `${index}`, weight, when: () => holds }));
  const { profile } = (() => {
    const person = visitor([]);
    person.track('page_view');
    return { profile: freeze(person.profile) };
  })();
  const scoreOf = (given: readonly (readonly [number, boolean])[]) =>
    personas({ personas: { x: { signs: signsOf(given) } } }).persona(profile).matches[0]?.score ?? Number.NaN;

  it('are the share of the weight that holds: 0 with no sign, 1 with all of them', () => {
    fc.assert(
      fc.property(list, given => {
        const sum = (of: typeof given) => of.reduce((total, [one]) => total + one, 0);
        expect(scoreOf(given)).toBeCloseTo(sum(given.filter(([, holds]) => holds)) / sum(given), 2.9);
        expect(scoreOf(given.map(([one]) => [one, true]))).toBe(1);
        expect(scoreOf(given.map(([one]) => [one, false]))).toBe(0);
      }),
    );
  });

  it('never fall when one more sign holds, and add up: what holds and what does not are one', () => {
    fc.assert(
      fc.property(list, fc.nat(), (given, pick) => {
        const at = pick % given.length;
        const more = given.map(([one, holds], index) => [one, holds || index === at] as const);
        expect(scoreOf(more)).toBeGreaterThanOrEqual(scoreOf(given));
        const turned = given.map(([one, holds]) => [one, !holds] as const);
        expect(Math.abs(scoreOf(given) + scoreOf(turned) - 1)).toBeLessThan(0.0015);
      }),
    );
  });

  it('name the best whatever the order, and none where none fits or two are equal', () => {
    fc.assert(
      fc.property(
        fc.array(list, { maxLength: 5 }),
        fc.constantFrom(0.001, 0.3, 0.5, 1),
        fc.boolean(),
        (people, from, isTurned) => {
          const entries = people.map((given, index) => [`p${index}`, { from, signs: signsOf(given) }] as const);
          const own = Object.fromEntries(isTurned ? [...entries].reverse() : entries);
          const { best, matches } = personas({ personas: own }).persona(profile);
          const scores = people.map(scoreOf);
          expect(matches.map(({ score }) => score)).toEqual([...scores].sort((a, b) => b - a));
          const top = Math.max(from, ...scores);
          const winners = scores.flatMap((score, index) => (score >= top ? `p${index}` : []));
          expect(best).toBe(winners.length === 1 ? winners[0] : null);
        },
      ),
    );
  });
});
