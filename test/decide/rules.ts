import fc from 'fast-check';
import type { PluginList } from '../../src/core/plugin.js';
import type { Profile } from '../../src/core/profile.js';
import { personaRules } from '../../src/decide/persona-rules.js';
import type { Rule, RuleLeaf } from '../../src/decide/rule.js';
import { personas } from '../../src/learn/personas.js';
import { recent } from '../../src/learn/recent.js';
import { shopPlugins } from '../journeys/journey.js';

/** Everything that a rule can ask about and a test can play. */
export function knowing(...more: PluginList): PluginList {
  const counted = recent({ fields: ['item_id', 'item_category', 'value', 'search_term'] });
  return [...shopPlugins(), counted, personas({ personas: PEOPLE }), ...more];
}

const PEOPLE = personaRules({
  stringer: { signs: [{ when: { looks: { item_id: 'strings' } } }, { when: { segment: 'customer' }, weight: 2 }] },
  player: { signs: [{ when: { looks: { item_category: 'Guitars' } } }, { when: { not: { segment: 'customer' } } }] },
});

const bounds = fc.oneof(
  fc.record({ atLeast: fc.integer({ min: 0, max: 5 }) }),
  fc.record({ atMost: fc.integer({ min: 0, max: 5 }) }),
  fc.record({ atLeast: fc.integer({ min: 0, max: 3 }), atMost: fc.integer({ min: 0, max: 5 }) }),
);
const type = fc.constantFrom('page_view', 'view_item', 'add_to_cart', 'purchase', 'search');
const window = fc.constantFrom({}, { withinDays: 1 }, { withinDays: 20 }, { withinMinutes: 90 });
const where = fc.constantFrom(
  {},
  { item_id: 'cedar' },
  { item_id: ['strings', 'mini'] },
  { item_category: 'Guitars' },
  { price: { atLeast: 200 } },
);
const which = fc.oneof(where, fc.constant('last-viewed' as const));
const stage = fc.constantFrom('awareness', 'consideration', 'purchase', 'pre-sale', 'post-sale');

function joined<A extends object, B extends object>(a: fc.Arbitrary<A>, b: fc.Arbitrary<B>): fc.Arbitrary<A & B> {
  return fc.tuple(a, b).map(([one, other]) => ({ ...one, ...other }));
}

/** Any leaf that a played journey can answer. */
export const leaf: fc.Arbitrary<RuleLeaf> = fc.oneof(
  stage.map(name => ({ stage: name })),
  fc.array(stage, { minLength: 1, maxLength: 2 }).map(names => ({ stage: names })),
  fc.tuple(stage, fc.double({ min: 0, max: 1, noNaN: true })).map(([belief, atLeast]) => ({ belief, atLeast })),
  fc.tuple(type, fc.double({ min: 0, max: 1, noNaN: true })).map(([next, atMost]) => ({ next, atMost })),
  type.map(name => ({ on: name })),
  joined(
    fc.oneof(type, fc.constant('visits')).map(name => ({ total: name })),
    bounds,
  ),
  joined(
    joined(
      type.map(name => ({ count: name })),
      window,
    ),
    fc.oneof(
      bounds,
      where.map(fields => ({ where: fields })),
    ),
  ),
  joined(
    joined(
      type.map(name => ({ repeats: name })),
      window,
    ),
    bounds,
  ),
  joined(
    joined(
      which.map(looks => ({ looks })),
      window,
    ),
    bounds,
  ),
  joined(
    which.map(inCart => ({ inCart })),
    bounds,
  ),
  joined(
    joined(
      which.map(bought => ({ bought })),
      window,
    ),
    bounds,
  ),
  fc.integer({ min: 0, max: 700 }).map(atLeast => ({ cartValue: 'EUR', atLeast })),
  fc.integer({ min: 0, max: 700 }).map(atMost => ({ spent: 'EUR', atMost })),
  fc.constantFrom('new', 'returning', 'customer', 'cart-holder').map(segment => ({ segment })),
  fc.constantFrom('stringer', 'player', ['player', 'moon']).map(persona => ({ persona })),
  fc.constantFrom('Guitars', 'Strings', ['Fretwell', 'Oak']).map(interest => ({ interest })),
  fc.tuple(fc.integer({ min: 0, max: 24 }), fc.integer({ min: 0, max: 24 })).map(hours => ({ hours })),
  fc.constantFrom('monday' as const, 'saturday' as const).map(weekday => ({ weekday: [weekday, 'tuesday' as const] })),
  fc.constantFrom(0, 30, 3600, 200_000).map(idleSeconds => ({ idleSeconds })),
);

/** Any rule of such leaves. */
export const rule: fc.Arbitrary<Rule> = fc.letrec<{ rule: Rule }>(tie => ({
  rule: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('rule'), { maxLength: 3 }).map(all => ({ all })),
    fc.array(tie('rule'), { maxLength: 3 }).map(any => ({ any })),
    tie('rule').map(not => ({ not })),
  ),
})).rule;

const ITEMS = {
  cedar: { item_id: 'cedar', item_category: 'Guitars', price: 219 },
  mini: { item_id: 'mini', item_category: 'Guitars', price: 159 },
  strings: { item_id: 'strings', item_category: 'Strings', price: 12 },
};

/** What happens in a journey, after how many minutes. */
export const scenes: fc.Arbitrary<readonly (readonly [minutes: number, type: string, data: object])[]> = fc.array(
  fc.tuple(
    fc.constantFrom(0, 1, 45, 600, 3 * 1440),
    type,
    fc.constantFrom(...Object.values(ITEMS)).map(item => ({ currency: 'EUR', items: [item], search_term: 'oak' })),
  ),
  { maxLength: 14 },
);

/** The profile with odd slices, as a correction may leave them. */
export const odd: fc.Arbitrary<Profile> = fc
  .record({
    slices: fc.dictionary(
      fc.constantFrom(
        'activity',
        'cart',
        'orders',
        'viewed',
        'recent',
        'segments',
        'personas',
        'interests',
        'campaigns',
        'identity',
        'mood',
      ),
      fc.oneof(
        fc.jsonValue(),
        fc.constantFrom(
          { touchpoints: [null], consent: null, offsetMinutes: 'x' },
          { lines: [{}], recent: [{ at: 'x', items: 5 }], types: { view_item: 'x' }, spent: null },
          [{ looks: 3 }, null],
        ),
      ),
    ),
    lastSeenAt: fc.constantFrom(null, 0, 1_767_607_200_000),
  })
  // Only a test makes such profiles.
  .map(parts => ({ visitorId: 'odd', firstSeenAt: null, session: null, stage: null, fired: {}, ...parts }) as Profile);
