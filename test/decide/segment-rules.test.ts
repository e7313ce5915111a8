import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { turnsOf } from '../../src/core/turns.js';
import type { Rule } from '../../src/decide/rule.js';
import { type SegmentRules, segmentRules } from '../../src/decide/segment-rules.js';
import { weigh } from '../../src/decide/weigh.js';
import { activity } from '../../src/learn/activity.js';
import { cart } from '../../src/learn/cart.js';
import { interests } from '../../src/learn/interests.js';
import { orders } from '../../src/learn/orders.js';
import { recent } from '../../src/learn/recent.js';
import { segments } from '../../src/learn/segments.js';
import { viewed } from '../../src/learn/viewed.js';
import { stages } from '../../src/stages/stages.js';
import { CEDAR, DAY, MINUTE, STRINGS, visitor } from '../journeys/journey.js';
import { rule, scenes } from './rules.js';

function shop(own: SegmentRules) {
  const known = [activity(), cart(), orders(), interests(), viewed(), stages(), recent({ fields: ['item_id'] })];
  const person = visitor([known, segments(segmentRules(own))]);
  const isOwn = ({ data }: { readonly data: object }) => 'name' in data && Object.hasOwn(own, `${data.name}`);
  return {
    person,
    track: (type: string, data: object = { items: [CEDAR], currency: 'EUR' }) =>
      person.track(type, data).decisions.filter(isOwn),
    wait: (ms: number) => person.wait(ms).filter(isOwn),
    leave: (ms: number) => person.leave(ms).filter(isOwn),
  };
}

describe('segments of rules', () => {
  const six = {
    regulars: {
      axis: 'purchases',
      when: {
        all: [
          { total: 'purchase', atLeast: 2 },
          { bought: {}, withinDays: 90 },
        ],
      },
    },
    deciding: { axis: 'stage', when: { stage: 'consideration' } },
    guitarists: { axis: 'interests', when: { interest: 'Guitars' } },
    eager: { axis: 'engagement', when: { count: 'view_item', atLeast: 3, withinDays: 7 } },
    students: { axis: 'demographics', when: { traits: { occupation: 'student' } } },
    explorers: { axis: 'psychographics', when: { not: { traits: { taste: ['classic', 'none'] } } } },
  } as const satisfies SegmentRules;

  it('know six axes, from JSON', () => {
    const { track, person } = shop(JSON.parse(JSON.stringify(six)) as SegmentRules);
    expect(track('view_item').map(({ name, data }) => [name, data])).toEqual([
      ['segment.enter', { name: 'guitarists', axis: 'interests' }],
      ['segment.enter', { name: 'explorers', axis: 'psychographics' }],
    ]);
    expect(track('identify', { user_id: 'u1', traits: { occupation: 'student', taste: 'classic' } })).toMatchObject([
      { name: 'segment.enter', data: { name: 'students', axis: 'demographics' } },
      { name: 'segment.leave', data: { name: 'explorers', axis: 'psychographics' } },
    ]);
    expect(track('view_item')).toMatchObject([{ data: { name: 'deciding', axis: 'stage' } }]);
    // The slices are reduced before the stage is read.
    expect(person.profile.slices.segments).not.toContain('deciding');
    expect(track('view_item')).toMatchObject([{ data: { name: 'eager', axis: 'engagement' } }]);
    expect(person.profile.slices.segments).toContain('deciding');
    track('purchase', { transaction_id: '1', items: [STRINGS], currency: 'EUR', value: 12 });
    expect(track('purchase', { transaction_id: '2', items: [STRINGS], currency: 'EUR', value: 12 })).toMatchObject([
      { data: { name: 'regulars', axis: 'purchases' } },
    ]);
    expect(person.profile.slices.segments).toEqual(
      expect.arrayContaining(['regulars', 'guitarists', 'eager', 'students']),
    );
  });

  it('are left by time alone, with the page open and while away', () => {
    const open = shop(six);
    for (let look = 0; look < 3; look++) open.track('view_item');
    expect(open.wait(7 * DAY - MINUTE)).toEqual([]);
    expect(open.wait(MINUTE)).toMatchObject([{ name: 'segment.leave', data: { name: 'eager' } }]);
    const away = shop(six);
    for (let look = 0; look < 3; look++) away.track('view_item');
    expect(away.leave(8 * DAY)).toMatchObject([{ name: 'segment.leave', data: { name: 'eager' } }]);
    expect(away.track('page_view')).toEqual([]);
  });

  it('take functions and leave out defaults, as `segments()` does', () => {
    const own = ({ slices }: { readonly slices: { readonly viewed: readonly unknown[] } }) => slices.viewed.length > 0;
    const { person, track } = shop({ own, new: false });
    track('view_item');
    expect(person.profile.slices.segments).toEqual(['own']);
  });

  it('need the slices their rules read', () => {
    expect(segments(segmentRules(six)).needs).toEqual([
      'cart',
      'orders',
      'viewed',
      'activity',
      'orders',
      'interests',
      'recent',
    ]);
    expect(() => visitor([cart(), orders(), viewed(), segments(segmentRules(six))])).toThrow(
      'Plugin "segments" reads slice "activity"',
    );
  });

  const born = () => true;
  it.each<[string, unknown, Rule, string]>([
    [
      'no axis',
      undefined,
      { inCart: {} },
      '`segments.x.axis` must be one of purchases, stage, interests, engagement, demographics, psychographics.',
    ],
    ['another axis', 'age', { inCart: {} }, '`segments.x.axis` must be one of'],
    ['no rule', 'stage', { all: [{ stag: 'x' } as unknown as Rule] }, '`segments.x.when.all[0]` must be a condition'],
    [
      'what does not last',
      'stage',
      { not: { on: 'search' } },
      '`segments.x.when.not` must be what lasts, and no segment.',
    ],
    ['a segment of segments', 'stage', { segment: 'new' }, '`segments.x.when` must be what lasts, and no segment.'],
    [
      'demographics inferred',
      'demographics',
      { all: [{ traits: { sex: 'f' } }, { any: [{ looks: { item_category: 'Dresses' } }] }] },
      '`segments.x.when.all[1].any[0]` must be made of `traits`: demographics are declared.',
    ],
    [
      'psychographics inferred',
      'psychographics',
      { not: { interest: 'Guitars' } },
      '`segments.x.when.not` must be made of `traits`: psychographics are declared.',
    ],
    [
      'demographics by a function',
      'demographics',
      born,
      '`segments.x.when` must be made of `traits`: demographics are declared.',
    ],
  ])('refuse %s by its path', (_, axis, when, message) => {
    expect(() => segmentRules({ x: { axis, when } as SegmentRules['x'] & object })).toThrow(message);
  });

  it('refuse what is no definition', () => {
    for (const odd of [null, 'x', 3, true, []])
      expect(() => segmentRules({ x: odd as unknown as false })).toThrow('`segments.x.axis` must be one of');
  });

  it('infer no demographics and no psychographics from anything that happens', () => {
    const kinds = ['demographics', 'psychographics'] as const;
    // Every way to ask of traits that are missing: nobody is in, whatever the visitor does.
    fc.assert(
      fc.property(scenes, fc.constantFrom(...kinds), (list, axis) => {
        const { track, person } = shop({ x: { axis, when: { traits: { age: { atLeast: 0 } } } } });
        for (const [minutes, type, data] of list) {
          person.wait(minutes * MINUTE);
          expect(track(type, { ...data, age: 30, traits: { age: 30 } })).toEqual([]);
        }
        expect(JSON.stringify(person.profile.slices.identity)).toBe('{"userId":null,"traits":{}}');
      }),
      { numRuns: 50 },
    );
  });

  it('are entered and left the moment the rule says so, whatever the rule', () => {
    const { isIn } = turnsOf('segment', 'x');
    fc.assert(
      fc.property(
        rule.filter(one => isByClock(one)),
        scenes,
        (when, list) => {
          const { track, wait, person } = shop({ x: { axis: 'engagement', when } });
          for (const [minutes, type, data] of list) {
            wait(minutes * MINUTE);
            if (person.profile.session) expect(isIn(person.profile)).toBe(!weigh(when, person));
            track(type, data);
            expect(isIn(person.profile)).toBe(!weigh(when, person));
            expect(person.profile.slices.segments?.includes('x')).toBe(isIn(person.profile));
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** Leaves that last, and whose answers only touchpoints, silence, windows and the clock change. */
function isByClock(one: Rule): boolean {
  return !/"(on|segment|persona|stage|belief|next)":/.test(JSON.stringify(one));
}
