import { describe, expect, it } from 'vitest';
import { campaigns } from '../../src/capture/campaigns.js';
import type { Profile } from '../../src/core/profile.js';
import { conditionsOf, evaluate, ruleSentence } from '../../src/decide/evaluate.js';
import type { Rule, RuleLeaf } from '../../src/decide/rule.js';
import { ruleFunction } from '../../src/decide/rule-function.js';
import { care } from '../../src/learn/care.js';
import { engagement } from '../../src/learn/engagement.js';
import { lead } from '../../src/learn/lead.js';
import { mood } from '../../src/learn/mood.js';
import { segments } from '../../src/learn/segments.js';
import { storefront } from '../../src/storefront.js';
import { HOUR, MINUTE, T0, visitor } from '../journeys/journey.js';
import { knowing } from './rules.js';

const CEDAR = { item_id: 'cedar', item_name: 'Cedar 0-14', item_category: 'Guitars', price: 219 };
const STRINGS = { item_id: 'strings', item_name: 'Strings', item_category: 'Strings', price: 12 };

/** Monday at 10:12 UTC, two minutes after the last touchpoint. */
function known(): { readonly now: number; readonly profile: Profile } {
  const person = visitor(knowing(campaigns(), engagement(), lead()));
  person.track('consent_update', { choice: { personalization: 'granted', advertising: 'denied' }, source: 'site' });
  person.track('campaign_details', { channel: 'email' });
  person.track('identify', { user_id: '7', traits: { plan: 'gold', seats: 3 } });
  person.track('purchase', { transaction_id: '1', currency: 'EUR', value: 24, items: [{ ...STRINGS, quantity: 2 }] });
  person.track('search', { search_term: 'oak' });
  for (const item of [CEDAR, STRINGS, CEDAR]) person.track('view_item', { items: [item] });
  person.wait(10 * MINUTE);
  person.track('add_to_cart', { currency: 'EUR', items: [CEDAR] });
  return { now: person.now + 2 * MINUTE, profile: person.profile };
}

const at = known();
const terms = { offsetMinutes: 120, likelihood: () => ({ buy: 0.3, abandon: null }) };

describe('a leaf', () => {
  it.each<[RuleLeaf, boolean, unknown, string, string]>([
    [{ stage: 'pre-sale' }, false, 'purchase, purchase, post-sale', 'Stage', 'pre-sale'],
    [{ belief: 'nowhere', atLeast: 0.5 }, false, null, 'Belief nowhere', 'at least 0.5'],
    [{ next: 'moon', atMost: 0.1 }, true, 0, 'Next moon', 'at most 0.1'],
    [{ on: ['search', 'view_item'] }, false, null, 'On', 'search or view_item'],
    [{ total: 'view_item', atLeast: 3 }, true, 3, 'Total view_item', 'at least 3'],
    [{ total: 'visits', atMost: 1 }, true, 1, 'Total visits', 'at most 1'],
    [{ total: 'constructor' }, false, 0, 'Total constructor', 'at least 1'],
    [
      { count: 'search', where: { search_term: ['oak', 'elm'] } },
      true,
      1,
      'Count search where search_term oak or elm',
      'at least 1',
    ],
    [{ count: 'view_item', withinMinutes: 12 }, false, 0, 'Count view_item within 12 minutes', 'at least 1'],
    [{ count: 'view_item', withinDays: 1, atLeast: 4 }, false, 3, 'Count view_item within 1 day', 'at least 4'],
    [{ count: 'view_item', withinDays: 2, atLeast: 4 }, false, 3, 'Count view_item within 2 days', 'at least 4'],
    [{ repeats: 'view_item', atLeast: 2, atMost: 5 }, true, 2, 'Repeats view_item', 'at least 2, at most 5'],
    [{ looks: {}, atLeast: 2 }, true, 2, 'Looks', 'at least 2'],
    [{ looks: { item_category: 'Strings' }, atLeast: 2 }, false, 1, 'Looks item_category Strings', 'at least 2'],
    [{ looks: 'last-viewed', atLeast: 3 }, false, 2, 'Looks last-viewed', 'at least 3'],
    [{ inCart: 'last-viewed' }, true, 1, 'In cart last-viewed', 'at least 1'],
    [{ inCart: { price: { atMost: 100 } } }, false, 0, 'In cart price at most 100', 'at least 1'],
    [{ bought: { item_id: 'strings' }, atLeast: 2 }, true, 2, 'Bought item_id strings', 'at least 2'],
    [{ cartValue: 'EUR', atLeast: 200 }, true, 219, 'Cart value EUR', 'at least 200'],
    [{ cartValue: 'USD', atLeast: 200 }, false, 0, 'Cart value USD', 'at least 200'],
    [{ spent: 'EUR', atLeast: 24 }, true, 24, 'Spent EUR', 'at least 24'],
    [{ score: 'lead', atLeast: 10 }, true, 13, 'Score lead', 'at least 10'],
    [{ score: 'engagement', atMost: 0 }, false, 47.98960257608923, 'Score engagement', 'at most 0'],
    [{ score: 'mood', atMost: -0.3 }, false, null, 'Score mood', 'at most -0.3'],
    [{ overlay: ['issue-open', 'passive'] }, false, 'none', 'Overlay', 'issue-open or passive'],
    [{ likelihood: 'buy', atLeast: 0.25 }, true, 0.3, 'Likelihood buy', 'at least 0.25'],
    [{ likelihood: 'abandon', atMost: 1 }, false, null, 'Likelihood abandon', 'at most 1'],
    [{ segment: ['loyal', 'customer'] }, true, 'customer, cart-holder', 'Segment', 'loyal or customer'],
    [{ persona: ['player', 'stringer'] }, true, 'stringer', 'Persona', 'player or stringer'],
    [{ channel: 'email' }, true, 'email', 'Channel', 'email'],
    [{ consent: 'personalization' }, true, 'personalization', 'Consent', 'personalization'],
    [{ consent: 'advertising' }, false, 'personalization', 'Consent', 'advertising'],
    [{ traits: { plan: 'gold', seats: { atLeast: 2 } } }, true, 1, 'Traits plan gold, seats at least 2', 'at least 1'],
    [{ traits: { plan: 'silver' } }, false, 0, 'Traits plan silver', 'at least 1'],
    [{ hours: [9, 12] }, false, 12.2, 'Hours', '9 to 12'],
    [{ hours: [12, 9] }, true, 12.2, 'Hours', '12 to 9'],
    [{ hours: [24, 0] }, true, 12.2, 'Hours', '24 to 0'],
    [{ weekday: 'monday' }, true, 'monday', 'Weekday', 'monday'],
    [{ idleSeconds: 160 }, false, 120, 'Idle seconds', 'at least 160'],
  ])('%j', (rule, holds, value, text, threshold) => {
    const { leaves } = evaluate(rule, at, terms);
    const right = typeof value === 'number' ? expect.closeTo(value, 9) : value;
    expect(leaves).toEqual([{ path: 'rule', wanted: true, holds, value: right, text, threshold }]);
  });

  it('knows how the visitor feels, and what is open', () => {
    const person = visitor([storefront(), care(), mood()]);
    person.track('survey_answer', { kind: 'csat', score: 1 });
    const sight = { now: person.now, profile: person.profile };
    expect(evaluate({ score: 'mood', atMost: -0.3 }, sight).leaves).toMatchObject([{ holds: true, value: -1 }]);
    const { leaves } = evaluate({ overlay: 'issue-open' }, sight);
    expect(leaves).toMatchObject([{ holds: true, value: 'passive, issue-open' }]);
  });

  it('has the touchpoint only at its own step', () => {
    const { touchpoint } = visitor().track('search', { search_term: 'oak' });
    expect(evaluate({ on: 'search' }, { ...at, touchpoint }).leaves).toMatchObject([{ holds: true, value: 'search' }]);
  });

  it("reads the visitor's own clock, where the site says how far it is ahead", () => {
    const slices = { ...at.profile.slices, recent: { touchpoints: [], consent: {}, offsetMinutes: -11 * 60 } };
    const profile = { ...at.profile, slices };
    expect(evaluate({ weekday: 'sunday' }, { now: T0, profile }, terms).holds).toBe(true);
    expect(evaluate({ hours: [23, 24] }, { now: T0, profile }, terms).holds).toBe(true);
    expect(evaluate({ hours: [22, 23] }, { now: T0 + HOUR, profile }, terms).holds).toBe(false);
  });
});

describe('a rule', () => {
  const never = () => false;
  const rule: Rule = {
    all: [
      { looks: 'last-viewed', atLeast: 3 },
      { not: { bought: 'last-viewed' } },
      { any: [{ segment: 'loyal' }, { not: never }, { spent: 'EUR', atLeast: 20 }] },
    ],
  };

  it('answers every question, also those that do not matter, with the path to each', () => {
    const { holds, missing, leaves } = evaluate(rule, at);
    expect([holds, missing]).toEqual([false, 1]);
    expect(leaves.map(({ path, holds, wanted }) => [path, holds, wanted])).toEqual([
      ['rule.all[0]', false, true],
      ['rule.all[1].not', false, false],
      ['rule.all[2].any[0]', false, true],
      ['rule.all[2].any[1].not', false, false],
      ['rule.all[2].any[2]', true, true],
    ]);
    expect(leaves[3]).toMatchObject({ text: 'never', value: false, threshold: 'yes' });
  });

  it('is said in one sentence', () => {
    expect(ruleSentence(evaluate(rule, at))).toBe(
      'Not yet, 1 to go: Looks last-viewed: 2, needs at least 3; Segment: customer, cart-holder, needs loyal.',
    );
    expect(ruleSentence(evaluate({ all: [{ idleSeconds: 60 }, { not: { inCart: { item_id: 'oak' } } }] }, at))).toBe(
      'Holds: Idle seconds: 120, needs at least 60; In cart item_id oak: 0, needs not at least 1.',
    );
  });

  it('says of a rule that never can hold that it never does, and of one that asks nothing that it always does', () => {
    expect(ruleSentence(evaluate({ any: [] }, at))).toBe('It never holds.');
    expect(ruleSentence(evaluate({ all: [] }, at))).toBe('It always holds.');
    expect(ruleSentence(evaluate({ all: [{ segment: 'loyal' }, { any: [] }] }, at))).toBe('It never holds.');
  });

  it('says of a stage in doubt that it is unsure', () => {
    const person = visitor(knowing());
    for (const _ of [1, 2, 3]) person.track('view_item_list', { items: [CEDAR] });
    const unsure = { now: person.now, profile: person.profile };
    const stage: Rule = { stage: 'consideration' };
    expect(ruleSentence(evaluate(stage, unsure))).toBe('Not yet, 1 to go: Stage: unsure, needs consideration.');
    expect(ruleSentence(evaluate({ not: stage }, unsure))).toBe(
      'Not yet, 1 to go: Stage: unsure, needs not consideration.',
    );
    expect(evaluate({ any: [stage, { not: stage }] }, unsure).holds).toBe(false);
  });

  it('is a condition of the panel for each part of `all`, so that what is open is what is missing', () => {
    expect(conditionsOf(rule, at)).toEqual([
      { text: 'Looks last-viewed', holds: false, value: '2, needs at least 3' },
      { text: 'Bought last-viewed', holds: true, value: '0, needs not at least 1' },
      {
        text: 'Segment or never or Spent EUR',
        holds: true,
        value: 'customer, cart-holder, needs loyal; no, needs no; 24, needs at least 20',
      },
    ]);
    expect(conditionsOf({ segment: 'loyal' }, at)).toHaveLength(1);
    expect(conditionsOf(never, at)).toEqual([{ text: 'never', holds: false, value: 'no, needs yes' }]);
  });

  it('is a segment, too, as a function', () => {
    const others = knowing()
      .flat()
      .filter(plugin => plugin && 'name' in plugin && !/^(segments|personas)$/.test(plugin.name));
    const searcher = ruleFunction({ count: 'search', atLeast: 2 });
    const person = visitor([...others, segments({ searcher })]);
    person.track('search', { search_term: 'oak' });
    expect(person.profile.slices.segments).not.toContain('searcher');
    person.track('search', { search_term: 'elm' });
    person.track('page_view');
    expect(person.profile.slices.segments).toContain('searcher');
  });
});
