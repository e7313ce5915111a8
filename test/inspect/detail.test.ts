import { describe, expect, it } from 'vitest';
import { detailOf, namesOf } from '../../src/inspect/detail.js';

const ITEMS = [
  { item_id: 'cedar', item_name: 'Cedar 0-14' },
  { item_id: 'oak', item_name: 'Oak OM' },
];

const SAID: readonly (readonly [what: string, data: object, text: string])[] = [
  ['a look', { currency: 'EUR', value: 219, items: ITEMS.slice(0, 1) }, 'Cedar 0-14, €219'],
  ['a search', { search_term: 'beginner guitar' }, 'beginner guitar'],
  ['an answer of zero', { kind: 'nps', score: 0 }, 'nps, score 0'],
  [
    'an order',
    { transaction_id: '1042', value: 219, currency: 'EUR', items: ITEMS },
    'order 1042, Cedar 0-14, Oak OM, €219',
  ],
  ['a campaign', { channel: 'email', source: 'letter', referrer: 'x.example', click_ids: ['gclid'] }, 'email, letter'],
  [
    'a choice',
    { choice: { analytics: 'granted', advertising: 'denied' }, source: 'site' },
    'analytics granted, advertising denied, site',
  ],
  [
    'a page',
    { page_title: 'Guitars', page_location: 'https://x.example/', restored: true, view: 't1' },
    'Guitars, restored',
  ],
  ['cart.abandon', { lines: ITEMS.slice(0, 1), value: 219, currency: 'EUR', lastActAt: 1, ageMs: 5 }, '€219, 1 line'],
  [
    'nudge.show',
    {
      nudge: 'third-look',
      kind: 'promotion',
      content: { later: 'Not now', title: 'Still thinking?' },
      because: [{ asked: { looks: 'last-viewed', atLeast: 3 }, found: 3 }],
    },
    'third-look, promotion, title Still thinking?',
  ],
  ['audience.leave', { name: 'buyers', categories: ['Guitars', 'Strings'], stages: [] }, 'buyers, 2 categories'],
  ['products.suggest', { strategy: 'similar', items: ITEMS }, 'similar, Cedar 0-14, Oak OM'],
  [
    'audience.enter',
    { name: 'buyers', days: 30, since: 1, categories: ['Guitars'], items: ['cedar'], value: 5, currency: 'USD' },
    'buyers, 1 category, 1 item, $5',
  ],
  [
    'coupon.offer',
    { item_id: 'cedar', item_name: 'Cedar 0-14', looks: 3, code: 'CEDAR10' },
    'Cedar 0-14, 3 looks, CEDAR10',
  ],
  [
    'stage.enter',
    { from: 'awareness', to: 'consideration', label: 'Consideration', micro: 'consider', reasons: [] },
    'Awareness → Consideration',
  ],
  ['the first stage.enter', { from: null, to: 'awareness', label: 'Awareness' }, 'Awareness'],
  [
    'checkout.finish',
    { count: 1, step: 'begin_checkout', ms: 61_400, steps: [{}], fields: [], isShippingLate: true },
    'count 1, begin checkout, 61 s, 1 step, shipping late',
  ],
  ['issue.open', { kind: 'contact_support', at: 1_767_607_261_000 }, 'contact support'],
  ['risk.enter', { risk: 0.66818777, reasons: [{}, {}] }, 'risk 0.67, 2 reasons'],
  ['nothing', {}, ''],
];

describe('detailOf', () => {
  it.each(SAID)('says %s in words', (_what, data, text) => {
    expect(detailOf(data)).toBe(text);
  });

  it('stays short', () => {
    expect(detailOf({ text: 'x'.repeat(500) })).toHaveLength(91);
  });

  it('takes odd data', () => {
    const odd = { items: [null, 3, { item_name: 7 }], lines: 'two', value: 'much', deep: { deep: { n: 1 } } };
    expect(detailOf(odd)).toBe('3 items, n 1, much, two');
  });
});

describe('namesOf', () => {
  it('takes only names', () => {
    expect(namesOf([...ITEMS, null, 'x', { item_name: 7 }])).toEqual(['Cedar 0-14', 'Oak OM']);
  });
});
