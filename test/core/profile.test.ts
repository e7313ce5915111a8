import { describe, expect, it } from 'vitest';
import { advance } from '../../src/core/advance.js';
import { clampAt, type Profile, visit } from '../../src/core/profile.js';
import { gatherRules, initialProfile } from '../../src/core/rules.js';
import { DAY, HOUR, MINUTE, T0, touchpoint } from './build.js';

const rules = gatherRules([]);
const blank = initialProfile(rules, 'v');

/** What happens when: minutes on the clock, type, data, and minutes by which the device claims it was earlier. */
type Happening = readonly [minute: number, type: string, data?: object, earlier?: number];

function walk(...happenings: Happening[]): Profile {
  return happenings.reduce((profile, [minute, type, data = {}, earlier = 0], index) => {
    const now = T0 + minute * MINUTE;
    return advance(rules, profile, now, touchpoint(type, data, now - earlier * MINUTE, `t${index + 1}`)).profile;
  }, blank);
}

const campaign = (name: string) => ({ channel: 'email', source: 'news', medium: 'email', campaign: name });
const clicked = (source: string) => ({ channel: 'paid-search', source, medium: 'cpc', click_ids: ['gclid'] });
const referred = { channel: 'referral', source: 'blog.example', medium: 'referral', referrer: 'blog.example' };

describe('a session', () => {
  it.each<[string, Happening[], { number: number; id: string; touchpoints: number }]>([
    ['opens with the first touchpoint, whatever it is', [[0, 'note']], { number: 1, id: 't1', touchpoints: 1 }],
    [
      'goes on while something happens',
      [
        [0, 'note'],
        [20, 'note'],
        [40, 'note'],
        [60, 'note'],
      ],
      { number: 1, id: 't1', touchpoints: 4 },
    ],
    [
      'goes on after thirty minutes of silence to the ms',
      [
        [0, 'note'],
        [30, 'note'],
      ],
      { number: 1, id: 't1', touchpoints: 2 },
    ],
    [
      'ends with more than thirty minutes of silence',
      [
        [0, 'note'],
        [30 + 1 / MINUTE, 'note'],
      ],
      { number: 2, id: 't2', touchpoints: 1 },
    ],
    [
      'ends when another campaign brings the visitor',
      [
        [0, 'note'],
        [1, 'campaign_details', campaign('a')],
      ],
      { number: 2, id: 't2', touchpoints: 1 },
    ],
    [
      'goes on when its own campaign is seen again',
      [
        [0, 'campaign_details', campaign('a')],
        [1, 'campaign_details', campaign('a')],
      ],
      { number: 1, id: 't1', touchpoints: 2 },
    ],
    [
      'ends with the next campaign',
      [
        [0, 'campaign_details', campaign('a')],
        [1, 'note'],
        [2, 'campaign_details', campaign('b')],
      ],
      { number: 2, id: 't3', touchpoints: 1 },
    ],
    [
      'ends with a click on an ad of another source',
      [
        [0, 'campaign_details', clicked('google')],
        [1, 'campaign_details', clicked('bing')],
      ],
      { number: 2, id: 't2', touchpoints: 1 },
    ],
    [
      'goes on with a referrer alone',
      [
        [0, 'note'],
        [1, 'campaign_details', referred],
      ],
      { number: 1, id: 't1', touchpoints: 2 },
    ],
    [
      'goes on with a referrer after a campaign',
      [
        [0, 'campaign_details', campaign('a')],
        [1, 'campaign_details', referred],
      ],
      { number: 1, id: 't1', touchpoints: 2 },
    ],
    [
      'goes on with an empty list of click ids',
      [
        [0, 'note'],
        [1, 'campaign_details', { ...referred, click_ids: [] }],
      ],
      { number: 1, id: 't1', touchpoints: 2 },
    ],
    [
      'goes on with campaign words in another type',
      [
        [0, 'note'],
        [1, 'note', campaign('a')],
      ],
      { number: 1, id: 't1', touchpoints: 2 },
    ],
    [
      'goes on when the same campaign comes after a referrer',
      [
        [0, 'campaign_details', campaign('a')],
        [1, 'campaign_details', referred],
        [2, 'campaign_details', campaign('a')],
      ],
      { number: 1, id: 't1', touchpoints: 3 },
    ],
    [
      'goes on with something earlier',
      [
        [0, 'note'],
        [20, 'note', {}, 15],
      ],
      { number: 1, id: 't1', touchpoints: 2 },
    ],
    [
      'is not shortened by something earlier',
      [
        [0, 'note'],
        [20, 'note'],
        [25, 'note', {}, 24],
        [50, 'note'],
      ],
      { number: 1, id: 't1', touchpoints: 4 },
    ],
    [
      'goes on with a campaign of an earlier day',
      [
        [0, 'note'],
        [4000, 'note'],
        [4001, 'campaign_details', campaign('fair'), 4001],
        [4002, 'note'],
      ],
      { number: 2, id: 't2', touchpoints: 3 },
    ],
    [
      'opens anew after a reset',
      [
        [0, 'note'],
        [1, 'reset', { visitor_id: 'w' }],
      ],
      { number: 1, id: 't2', touchpoints: 1 },
    ],
    [
      'goes on when the clock is set back',
      [
        [0, 'note'],
        [-5_000, 'note'],
        [-4_990, 'note'],
      ],
      { number: 1, id: 't1', touchpoints: 3 },
    ],
    [
      'ends by silence after the clock was set back',
      [
        [0, 'note'],
        [-5_000, 'note'],
        [-4_960, 'note'],
      ],
      { number: 2, id: 't3', touchpoints: 1 },
    ],
  ])('%s', (_, happenings, expected) => {
    expect(walk(...happenings).session).toMatchObject(expected);
  });

  it('tells one campaign from another by source, medium and name', () => {
    const parts = ['source', 'medium', 'campaign'].map(
      part => walk([0, 'campaign_details', { ...campaign('a'), [part]: 'x' }]).session?.campaign,
    );
    expect(new Set([...parts, walk([0, 'campaign_details', campaign('a')]).session?.campaign]).size).toBe(4);
  });

  it('has no campaign when a referrer opened it', () => {
    expect(walk([0, 'campaign_details', referred]).session?.campaign).toBeNull();
  });

  it('starts and lasts by what the device claims', () => {
    expect(walk([0, 'note', {}, 10], [5, 'note', {}, 3]).session).toMatchObject({
      startedAt: T0 - 10 * MINUTE,
      lastAt: T0 + 2 * MINUTE,
    });
  });

  it('never lasts a negative time, however the clock is set', () => {
    for (const back of [1, 10, 100, 100_000]) {
      const { session } = walk([0, 'note'], [-back, 'note']);
      expect(session?.lastAt).toBeGreaterThanOrEqual(session?.startedAt ?? Infinity);
    }
  });

  it.each([
    [{ source: { toString: 1 }, campaign: {} }],
    [{ source: null, medium: [[]], campaign: { valueOf: 1 } }],
    [{ click_ids: { length: 1 } }],
    [{ click_ids: 5, campaign: 7 }],
    [{}],
  ])('survives campaigns that are none: %j', data => {
    expect(walk([0, 'note'], [1, 'campaign_details', data]).session?.lastAt).toBe(T0 + MINUTE);
  });
});

describe('the visitor', () => {
  it.each<[string, Happening[], number, number]>([
    ['was seen first and last at the only touchpoint', [[0, 'note']], 0, 0],
    [
      'was seen last at the last one',
      [
        [0, 'note'],
        [90, 'note'],
      ],
      0,
      90,
    ],
    [
      'was seen first at the earliest claim',
      [
        [0, 'note'],
        [1, 'note', {}, 60],
      ],
      -59,
      0,
    ],
    ['was never seen in the future', [[0, 'note', {}, -60]], 0, 0],
    [
      'was seen when the clock says, after it was set back',
      [
        [0, 'note'],
        [-90, 'note'],
      ],
      -90,
      -90,
    ],
  ])('%s', (_, happenings, first, last) => {
    expect(walk(...happenings)).toMatchObject({ firstSeenAt: T0 + first * MINUTE, lastSeenAt: T0 + last * MINUTE });
  });
});

describe('clampAt', () => {
  const seen = { ...blank, lastSeenAt: T0 };

  it.each<[string, Profile, number, number, number]>([
    ['a claim in time', seen, T0 + 5, T0 + HOUR, T0 + 5],
    ['a claim after the clock', seen, T0 + 2 * HOUR, T0 + HOUR, T0 + HOUR],
    ['a claim thirty days before the last visit', seen, T0 - 30 * DAY, T0 + HOUR, T0 - 30 * DAY],
    ['an older claim', seen, T0 - 31 * DAY, T0 + HOUR, T0 - 30 * DAY],
    ['a much older claim', seen, 0, T0 + HOUR, T0 - 30 * DAY],
    ['any past claim of an unknown visitor', blank, T0 - 99 * DAY, T0, T0 - 99 * DAY],
    ['a claim when the last visit is in the future', { ...blank, lastSeenAt: T0 + 99 * DAY }, T0, T0, T0],
  ])('measures %s', (_, profile, at, now, expected) => {
    expect(clampAt(profile, at, now)).toBe(expected);
  });
});

describe('visit', () => {
  it('leaves slices, stage and what fired untouched', () => {
    const before = { ...blank, fired: { notes: { at: T0, session: 's', count: 1, times: 1 } } };
    const { slices, stage, fired } = visit(before, touchpoint('note'), T0);
    expect([slices, stage, fired]).toEqual([before.slices, before.stage, before.fired]);
    expect(slices).toBe(before.slices);
  });
});
