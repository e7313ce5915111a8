import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PersonaRules, personaRules } from '../../src/decide/persona-rules.js';
import type { Rule } from '../../src/decide/rule.js';
import { weigh } from '../../src/decide/weigh.js';
import { activity } from '../../src/learn/activity.js';
import { cart } from '../../src/learn/cart.js';
import { interests } from '../../src/learn/interests.js';
import { orders } from '../../src/learn/orders.js';
import { personas } from '../../src/learn/personas.js';
import { recent } from '../../src/learn/recent.js';
import { segments } from '../../src/learn/segments.js';
import { viewed } from '../../src/learn/viewed.js';
import { CEDAR, MINUTE, STRINGS, visitor } from '../journeys/journey.js';
import { rule, scenes } from './rules.js';

const TRIO = {
  beginner: {
    motivations: ['Wants to play songs with friends'],
    interests: ['First guitars'],
    needs: ['A guitar that stays in tune'],
    expectations: ['Advice without jargon'],
    desires: ['To play by the fire'],
    issues: ['Fears to buy the wrong size'],
    signs: [
      { when: { looks: { item_category: 'Guitars' }, atLeast: 2 }, weight: 3, text: 'Compares guitars' },
      { when: { not: { segment: 'customer' } }, text: 'Has bought nothing yet' },
    ],
  },
  regular: {
    from: 0.6,
    signs: [{ when: { total: 'purchase', atLeast: 2 } }, { when: { looks: { item_id: 'strings' } } }],
  },
  teacher: { from: 1, signs: [{ when: { traits: { occupation: 'teacher' } } }] },
} as const satisfies PersonaRules;

function shop(own: PersonaRules) {
  const known = [activity(), cart(), orders(), interests(), viewed(), segments(), recent({ fields: ['item_id'] })];
  const plugin = personas({ personas: personaRules(own) });
  const person = visitor([known, plugin]);
  return {
    person,
    track: (type: string, data: object = { items: [CEDAR], currency: 'EUR' }) => {
      person.track(type, data);
      return person.profile.slices.personas?.best;
    },
    who: () => plugin.persona(person.profile),
  };
}

describe('personas of rules', () => {
  it('are told by their signs, from JSON', () => {
    const { track, who } = shop(JSON.parse(JSON.stringify(TRIO)));
    expect(track('view_item')).toBe(null);
    expect(track('view_item')).toBe('beginner');
    expect(who().matches[0]).toMatchObject({
      score: 1,
      portrait: { desires: ['To play by the fire'], issues: ['Fears to buy the wrong size'] },
      reasons: [
        { text: 'Compares guitars', holds: true, weight: 3 },
        { text: 'Has bought nothing yet', holds: true, weight: 1 },
      ],
    });
    track('purchase', { transaction_id: '1', items: [STRINGS], currency: 'EUR', value: 12 });
    track('purchase', { transaction_id: '2', items: [STRINGS], currency: 'EUR', value: 12 });
    expect(track('view_item', { items: [STRINGS] })).toBe('regular');
    expect(who().matches.map(({ name, score }) => [name, score])).toEqual([
      ['regular', 1],
      ['beginner', 0.75],
      ['teacher', 0],
    ]);
  });

  it('give the rule itself as the reason where none is given', () => {
    const isNew = () => true;
    const own: PersonaRules = {
      x: { signs: [{ when: { inCart: {} } }, { when: isNew }, { when: [() => false][0] as Rule }] },
    };
    expect(personaRules(own).x?.signs.map(({ text }) => text)).toEqual([
      '{"inCart":{}}',
      'isNew',
      'A function of the site',
    ]);
  });

  it('are asked of `persona`', () => {
    const { person, track } = shop(TRIO);
    const holds = (rule: Rule) => !weigh(rule, { now: person.now, profile: person.profile });
    expect(holds({ not: { persona: ['beginner', 'regular', 'teacher'] } })).toBe(true);
    track('view_item');
    track('view_item');
    expect([holds({ persona: 'beginner' }), holds({ persona: ['regular', 'beginner'] })]).toEqual([true, true]);
    expect(holds({ persona: 'regular' })).toBe(false);
  });

  it('know traits only where they were declared', () => {
    const { person, track } = shop({ teacher: TRIO.teacher });
    expect(track('view_item', { items: [CEDAR], occupation: 'teacher', traits: { occupation: 'teacher' } })).toBe(null);
    expect(track('identify', { user_id: 'u1', traits: { occupation: 'teacher' } })).toBe('teacher');
    expect(JSON.stringify(person.profile.slices.personas)).toBe(
      '{"best":"teacher","scores":[{"name":"teacher","score":1}]}',
    );
  });

  it('need the slices their rules read', () => {
    expect(personas({ personas: personaRules(TRIO) }).needs).toEqual(['viewed', 'segments', 'activity', 'identity']);
  });

  it.each<[string, unknown, string]>([
    [
      'no rule',
      { signs: [{ when: { all: [{ stag: 'x' }] } }] },
      '`personas.x.signs[0].when.all[0]` must be a condition',
    ],
    ['no sign', { signs: [{ when: { inCart: {} } }, null] }, '`personas.x.signs[1].when` must be a condition'],
    [
      'what does not last',
      { signs: [{ when: { not: { on: 'search' } } }] },
      '`personas.x.signs[0].when.not` must be what lasts, and no persona.',
    ],
    [
      'a persona of personas',
      { signs: [{ when: { persona: 'y' } }] },
      '`personas.x.signs[0].when` must be what lasts, and no persona.',
    ],
    ['no signs', {}, '`personas.x.signs` is missing or odd.'],
    ['nothing', null, '`personas.x` is missing or odd.'],
    [
      'an odd weight',
      { signs: [{ when: { inCart: {} }, weight: 0 }] },
      '`personas.x.signs[0].weight` is missing or odd.',
    ],
    ['an odd text', { signs: [{ when: { inCart: {} }, text: 3 }] }, '`personas.x.signs[0].text` is missing or odd.'],
    ['a slip', { signs: [{ when: { inCart: {} } }], desire: [] }, '`personas.x.desire` is missing or odd.'],
  ])('refuse %s by its path', (_, given, message) => {
    expect(() => personas({ personas: personaRules({ x: given as PersonaRules[string] }) })).toThrow(message);
  });

  it('are what another reading of their signs says, at every touchpoint of any journey', () => {
    const sign = fc.tuple(rule.filter(lasts), fc.integer({ min: 1, max: 5 }));
    fc.assert(
      fc.property(fc.array(sign, { minLength: 1, maxLength: 4 }), scenes, (given, list) => {
        const { person, track } = shop({ x: { signs: given.map(([when, weight]) => ({ when, weight })) } });
        for (const [minutes, type, data] of list) {
          person.wait(minutes * MINUTE);
          const before = person.profile.slices.personas;
          track(type, data);
          const { slices, lastSeenAt } = person.profile;
          const held = given.filter(([when]) => !weigh(when, { now: lastSeenAt ?? 0, profile: person.profile }));
          const sum = (of: typeof given) => of.reduce((total, [, weight]) => total + weight, 0);
          const share = sum(held) / sum(given);
          expect(slices.personas?.scores[0]?.score).toBeCloseTo(share, 2.9);
          expect(slices.personas?.best).toBe(share >= 0.5 ? 'x' : null);
          if (JSON.stringify(before) === JSON.stringify(slices.personas)) expect(slices.personas).toBe(before);
        }
      }),
      { numRuns: 150 },
    );
  });
});

/** What lasts, and is known when the slices are reduced: the stage is read after them. */
function lasts(one: Rule): boolean {
  return !/"(on|persona|stage|belief|next)":/.test(JSON.stringify(one));
}
