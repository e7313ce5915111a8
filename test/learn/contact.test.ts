import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commerce } from '../../src/capture/commerce.js';
import { admit } from '../../src/core/admit.js';
import { advance } from '../../src/core/advance.js';
import { freeze } from '../../src/core/freeze.js';
import type { Profile } from '../../src/core/profile.js';
import { PURPOSES } from '../../src/core/purpose.js';
import { gatherRules, initialProfile } from '../../src/core/rules.js';
import type { Touchpoint } from '../../src/core/touchpoint.js';
import { type ContactOptions, contact } from '../../src/learn/contact.js';
import { prompts } from '../../src/learn/prompts.js';
import { T0 } from '../journeys/journey.js';

type Told = readonly [type: string, data?: object, channel?: string];

/** The answer after a journey; what is refused at the door is told by its sentence. */
function told(journey: readonly Told[], options?: ContactOptions) {
  const plugin = contact(options);
  const rules = gatherRules([commerce(), prompts(), plugin]);
  let profile = initialProfile(rules, 'visitor');
  const problems: string[] = [];
  for (const [index, [type, data = {}, channel]] of journey.entries()) {
    const at = T0 + index * 1000;
    const given = { id: `t${index}`, at, url: 'https://shop.example/', by: 'site', type, data, channel };
    const { touchpoint, problems: found } = admit(rules, given);
    problems.push(...found.map(({ message }) => message));
    if (touchpoint) ({ profile } = advance(rules, profile, at, touchpoint, { seq: index, purposes: PURPOSES }));
  }
  const { wish, ranking } = plugin.contact(profile);
  return {
    wish,
    ranking,
    problems,
    profile,
    ways: ranking.map(({ channel, used, answered }) => [channel, used, answered]),
  };
}

const ANY = { channels: [], without: [], perWeek: null };
const shown = (channel?: string): Told => ['show_nudge', { nudge_id: 'n', ...(channel && { channel }) }];
const came = (channel: string, more: object = {}): Told => ['campaign_details', { channel, ...more }];

describe('contact', () => {
  it('knows nothing at first, and where its slice is missing', () => {
    const nothing = { wish: ANY, ranking: [] };
    expect(told([['page_view']])).toMatchObject(nothing);
    expect(contact().contact(initialProfile(gatherRules([]), 'visitor'))).toEqual(nothing);
  });

  it('ranks channels by how they were answered, and says why', () => {
    const { ranking } = told([shown(), shown(), ['dismiss_nudge', { nudge_id: 'n' }], came('email'), came('email')]);
    expect(ranking).toEqual([
      { channel: 'email', score: 3 / 4, used: 2, answered: 2, reason: 'Answered 2 of 2, waved away 0' },
      { channel: 'page', score: 1 / 5, used: 2, answered: 0, reason: 'Answered 0 of 2, waved away 1' },
    ]);
  });

  it.each<readonly [string, Told, unknown]>([
    ['a prompt of the page', shown(), [['page', 1, 0]]],
    ['a prompt by a channel of the site', shown('carrier-pigeon'), [['carrier-pigeon', 1, 0]]],
    ['an answer to a prompt nobody told of', ['convert_nudge', { nudge_id: 'n', channel: 'push' }], [['push', 1, 1]]],
    ['an arrival by mail', came('email'), [['email', 1, 1]]],
    ['no arrival by what reaches nobody', came('paid-search'), []],
    ['a question to support', ['contact_support', { method: 'chat' }], [['chat', 1, 1]]],
    ['a question to support by whatever means', ['contact_support', {}], []],
    ['a call', ['contact_support', { method: 'chat' }, 'phone'], [['phone', 1, 1]]],
    ['a purchase in a store', ['purchase', { transaction_id: '1' }, 'store'], [['store', 1, 1]]],
    ['nothing that happened somewhere', ['purchase', { transaction_id: '1' }, 'offline'], []],
    ['no page', ['page_view'], []],
  ])('counts %s', (_, one, expected) => expect(told([one]).ways).toEqual(expected));

  it('knows from `prompts()` by which channel a prompt was said that is answered', () => {
    expect(told([shown('email'), ['convert_nudge', { nudge_id: 'n' }]]).ways).toEqual([['email', 1, 1]]);
  });

  it('knows more ways by option', () => {
    expect(told([came('whatsapp')]).ways).toEqual([]);
    expect(told([came('whatsapp')], { channels: ['whatsapp'] }).ways).toEqual([['whatsapp', 1, 1]]);
  });

  it('keeps the last twelve channels, by short names', () => {
    const { profile } = told(Array.from({ length: 20 }, (_, index) => shown(`${index}-${'x'.repeat(190)}`)));
    expect(profile.slices.contact?.channels).toHaveLength(12);
    expect(profile.slices.contact?.channels[0]?.channel).toBe(`19-${'x'.repeat(37)}`);
  });
});

describe('a wish', () => {
  it('comes before what was observed, in its own order', () => {
    const { wish, ranking } = told([
      came('email'),
      shown('sms'),
      ['contact_wish', { channel: ['phone', 'sms'], perWeek: 2 }],
    ]);
    expect(wish).toEqual({ channels: ['phone', 'sms'], without: [], perWeek: 2 });
    expect(ranking.map(({ channel, reason }) => [channel, reason])).toEqual([
      ['phone', 'Wished; answered 0 of 0, waved away 0'],
      ['sms', 'Wished; answered 0 of 1, waved away 0'],
      ['email', 'Answered 1 of 1, waved away 0'],
    ]);
  });

  it.each([
    [{ channel: 'email' }, { channels: ['email'] }],
    [{ channel: ['email', 'email'] }, { channels: ['email'] }],
    [{ perWeek: 0.5 }, { perWeek: 0.5 }],
    [{ none: true, perWeek: 3 }, { perWeek: 0 }],
    [{ channel: [] }, {}],
    [{}, {}],
  ])('is the last that was declared, as a whole: %o', (data, expected) => {
    const { wish } = told([['contact_wish', { channel: 'sms', perWeek: 7 }], ['unsubscribe'], ['contact_wish', data]]);
    expect(wish).toEqual({ ...ANY, ...expected });
  });

  it('keeps the rest when the visitor unsubscribes from a channel, which then is no way any more', () => {
    const { wish, ranking } = told([
      ['contact_wish', { channel: ['email', 'sms'], perWeek: 2 }],
      ['unsubscribe', { channel: 'push' }],
      ['unsubscribe'],
      ['unsubscribe'],
      came('push'),
    ]);
    expect(wish).toEqual({ channels: ['email', 'sms'], without: ['email', 'push'], perWeek: 2 });
    expect(ranking.map(({ channel }) => channel)).toEqual(['sms']);
  });

  it('keeps the ten channels that were unsubscribed from last', () => {
    const { wish } = told(Array.from({ length: 12 }, (_, index) => ['unsubscribe', { channel: `c${index}` }]));
    expect(wish.without).toHaveLength(10);
    expect(wish.without[0]).toBe('c11');
  });

  it('for no contact leaves no channel', () => {
    expect(told([came('email'), ['contact_wish', { none: true }]]).ranking).toEqual([]);
  });

  it.each([
    [{ channel: null }, '`channel` must be'],
    [{ channel: 'by mail' }, '`channel` must be'],
    [{ channel: ['email', 7] }, '`channel` must be'],
    [{ channel: Array.from({ length: 11 }, (_, index) => `c${index}`) }, '`channel` must be'],
    [{ perWeek: -1 }, '`perWeek` must be'],
    [{ perWeek: true }, '`perWeek` must be'],
    [{ none: false }, '`none` must be'],
  ])('is refused when it is odd: %o', (data, sentence) => {
    const { wish, problems } = told([['contact_wish', data]]);
    expect([wish, problems.length]).toEqual([ANY, 1]);
    expect(problems[0]).toContain(sentence);
  });

  it('to hear no more by what is no channel is refused', () => {
    const { wish, problems } = told([['unsubscribe', { channel: 'by mail' }]]);
    expect([wish, problems.length]).toEqual([ANY, 1]);
  });
});

const WAYS = ['page', 'email', 'sms', 'phone'];
const way = fc.constantFrom(...WAYS);
const act: fc.Arbitrary<Told> = fc.oneof(
  way.map(shown),
  way.map(came),
  fc
    .tuple(fc.constantFrom('dismiss_nudge', 'convert_nudge'), way)
    .map(([type, channel]) => [type, { nudge_id: 'n', channel }] as const),
  way.map(method => ['contact_support', { method }] as const),
);

it('never rises by silence or a wave, and never falls by an answer', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 25 }), way, (journey, channel) => {
      const score = (more: readonly Told[]) =>
        told([...journey, ...more]).ranking.find(one => one.channel === channel)?.score ?? 0.5;
      const before = score([]);
      expect(score([shown(channel)])).toBeLessThan(before);
      expect(score([['dismiss_nudge', { nudge_id: 'n', channel }]])).toBeLessThan(before);
      expect(score([['convert_nudge', { nudge_id: 'n', channel }]])).toBeGreaterThan(before);
      expect(score([came(channel)])).toBeGreaterThan(before);
    }),
    { numRuns: 60 },
  );
});

it('counts what another reading of the journey counts', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 25 }), journey => {
      const counts = new Map<unknown, { used: number; answered: number; refused: number }>();
      for (const [type, data] of journey) {
        const { channel, method = channel } = data as { readonly channel?: string; readonly method?: string };
        const one = counts.get(method) ?? { used: 0, answered: 0, refused: 0 };
        counts.set(method, one);
        if (type === 'dismiss_nudge') one.refused++;
        else if (type !== 'show_nudge') one.answered++;
        if (!/^(dismiss|convert)/.test(type)) one.used++;
        one.used = Math.max(one.used, one.answered, one.refused);
      }
      const { ranking } = told(journey);
      expect(ranking.length).toBe(counts.size);
      for (const { channel, used, answered, score } of ranking) {
        const one = counts.get(channel);
        expect(one).toMatchObject({ used, answered });
        expect(score).toBeCloseTo((answered + 1) / (used + (one?.refused ?? 0) + 2), 12);
      }
      const scores = ranking.map(({ score }) => score);
      expect([...scores].sort((a, b) => b - a)).toEqual(scores);
    }),
    { numRuns: 100 },
  );
});

it('takes any data that no check has seen, and stays JSON', () => {
  const rules = gatherRules([prompts(), contact()]);
  const types = [
    'contact_wish',
    'unsubscribe',
    'show_nudge',
    'dismiss_nudge',
    'convert_nudge',
    'campaign_details',
    'contact_support',
  ];
  const odd = fc.oneof(fc.jsonValue(), fc.constantFrom('email', 'constructor', '__proto__', -0, 5e-324, true));
  const data = fc.record({
    channel: fc.oneof(odd, fc.array(odd)),
    perWeek: odd,
    none: odd,
    method: odd,
    refines: odd,
    nudge_id: odd,
  });
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...types), data), { maxLength: 20 }), journey => {
      let profile: Profile = initialProfile(rules, 'visitor');
      for (const [index, [type, given]] of journey.entries()) {
        const at = T0 + index;
        // Past the door on purpose: unchecked types arrive like this.
        const raw = {
          id: `t${index}`,
          at,
          url: '',
          by: 'site',
          session: '',
          type,
          data: given,
        } as unknown as Touchpoint;
        const step = advance(rules, profile, at, freeze(raw), { seq: index, purposes: PURPOSES });
        expect(step.problems).toEqual([]);
        ({ profile } = step);
      }
      const { contact: state } = profile.slices;
      expect(JSON.parse(JSON.stringify(state))).toEqual(state);
      expect(JSON.stringify(contact().contact(profile)).length).toBeLessThan(8_000);
    }),
    { numRuns: 200 },
  );
});
