import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance } from '../../src/core/advance.js';
import { gatherRules, initialProfile } from '../../src/core/rules.js';
import type { Touchpoint } from '../../src/core/touchpoint.js';
import { type LeadOptions, lead } from '../../src/learn/lead.js';
import { T0, visitor } from '../journeys/journey.js';

const TYPES = ['identify', 'sign_up', 'generate_lead', 'contact_support', 'view_item', 'compare_items', 'nonsense'];
const sumOf = (reasons: readonly { readonly weight: number }[]) => reasons.reduce((sum, { weight }) => sum + weight, 0);

function leadOf(types: readonly string[], options?: LeadOptions) {
  const person = visitor([lead(options)]);
  for (const type of types) person.track(type, { user_id: 'customer-7', traits: { seats: 40 } });
  return person.profile.slices.lead ?? { score: Number.NaN, reasons: [] };
}

describe('the lead score', () => {
  it('is the sum of what was shown, the largest reason first', () => {
    expect(leadOf(['view_item', 'view_item', 'contact_support', 'sign_up'])).toEqual({
      score: 17,
      reasons: [
        { text: 'Made an account', weight: 10 },
        { text: 'Asked a question', weight: 5 },
        { text: 'Looked at products', weight: 2 },
      ],
    });
  });

  it('reaches 100 at most', () => {
    const everything = [...TYPES, 'file_download', 'page_view'].flatMap(type => Array(20).fill(type));
    expect(leadOf(everything, { fits: () => 5, isPricing: url => url.includes('shop') }).score).toBe(100);
  });

  it('counts a page of prices by its address', () => {
    const rules = gatherRules([lead()]);
    let profile = initialProfile(rules, 'visitor');
    for (const url of [
      'https://shop.test/pricing',
      'https://shop.test/en/plans?x=1',
      'https://shop.test/explanations',
    ]) {
      const view = { id: url, at: T0, url, by: 'pages', session: '', type: 'page_view', data: {} };
      profile = advance(rules, profile, T0, view as unknown as Touchpoint).profile;
    }
    expect(profile.slices.lead).toEqual({ score: 8, reasons: [{ text: 'Looked at prices', weight: 8 }] });
  });

  it('knows of the visitor only what was declared', () => {
    expect(leadOf(['identify']).score).toBe(10);
    const fits: LeadOptions['fits'] = ({ seats }) => Number(seats) / 80;
    expect(leadOf(['identify'], { fits }).reasons).toContainEqual({ text: 'Fits', weight: 5 });
    expect(leadOf(['identify'], { fits: () => Number.NaN }).score).toBe(10);
  });

  it('takes signs of the site', () => {
    expect(leadOf(['demo', 'demo'], { signs: { demo: ['Asked for a demo', 20, 30] } }).score).toBe(30);
  });

  it('never falls by another touchpoint, and its reasons sum to it', () => {
    const types = fc.array(fc.constantFrom(...TYPES), { maxLength: 30 });
    fc.assert(
      fc.property(types, fc.constantFrom(...TYPES), (list, type) => {
        const before = leadOf(list);
        const next = leadOf([...list, type]);
        expect(next.score).toBeGreaterThanOrEqual(before.score);
        expect(sumOf(next.reasons)).toBe(next.score);
        expect(next.reasons.every(({ weight }) => weight > 0)).toBe(true);
      }),
    );
  });

  it('is the same object when nothing is new', () => {
    const person = visitor([lead()]);
    person.track('sign_up');
    const before = person.profile.slices.lead;
    for (const type of ['sign_up', 'nonsense', 'constructor', 'page_view']) person.track(type);
    expect(person.profile.slices.lead).toBe(before);
  });
});
