import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance } from '../../src/core/advance.js';
import { fold } from '../../src/core/fold.js';
import { PURPOSES } from '../../src/core/purpose.js';
import { gatherRules, initialProfile } from '../../src/core/rules.js';
import type { Row, Touchpoint } from '../../src/core/touchpoint.js';
import { armedCart } from '../../src/decide/armed-cart.js';
import { atRisk } from '../../src/decide/at-risk.js';
import { audience } from '../../src/decide/audience.js';
import { leads } from '../../src/decide/leads.js';
import { personaRules } from '../../src/decide/persona-rules.js';
import { repurchase } from '../../src/decide/repurchase.js';
import { care } from '../../src/learn/care.js';
import { engagement } from '../../src/learn/engagement.js';
import { lead } from '../../src/learn/lead.js';
import { mood } from '../../src/learn/mood.js';
import { personas } from '../../src/learn/personas.js';
import { recent } from '../../src/learn/recent.js';
import { rhythm } from '../../src/learn/rhythm.js';
import { waits } from '../../src/learn/waits.js';
import { shopSteps } from '../../src/stages/shop-steps.js';
import { steps } from '../../src/stages/steps.js';
import { shopPlugins, T0 } from '../journeys/journey.js';

const TYPES = [
  ...['page_view', 'campaign_details', 'view_item_list', 'search', 'view_item', 'compare_items', 'add_to_wishlist'],
  ...[
    'add_to_cart',
    'remove_from_cart',
    'view_cart',
    'begin_checkout',
    'add_shipping_info',
    'add_payment_info',
    'payment_error',
  ],
  ...['purchase', 'refund', 'return_order', 'deliver_order', 'view_order_status', 'view_help', 'contact_support'],
  ...['promise_delivery', 'solve_issue', 'sign_up', 'generate_lead', 'assign_stage'],
  ...['survey_answer', 'write_review', 'join_community', 'share', 'constructor', '__proto__', 'nonsense'],
];

const scalar = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.constant(Object.create(null)),
);
const item = fc.oneof(
  scalar,
  fc.record(
    {
      item_id: fc.oneof(scalar, fc.constantFrom('cedar', 'strings', 'tuner')),
      item_name: scalar,
      item_category: fc.oneof(scalar, fc.constantFrom('Guitars', 'constructor', '__proto__')),
      item_brand: scalar,
      item_variant: scalar,
      price: scalar,
      quantity: scalar,
    },
    { requiredKeys: [] },
  ),
);
const data = fc.oneof(
  fc.object(),
  fc.record(
    {
      items: fc.oneof(scalar, fc.array(item, { maxLength: 6 }), fc.object()),
      item_id: scalar,
      currency: scalar,
      value: scalar,
      transaction_id: fc.oneof(scalar, fc.constantFrom('1', '2')),
      stage: fc.oneof(scalar, fc.constantFrom('aware', 'Loyalty', 'toString')),
      days: scalar,
      source: scalar,
      kind: fc.oneof(scalar, fc.constantFrom('nps', 'csat')),
      score: fc.oneof(scalar, fc.integer({ min: 0, max: 10 })),
      search_term: scalar,
      channel: scalar,
      delivered_at: scalar,
      promised_at: fc.oneof(scalar, fc.constantFrom(T0, T0 + 1e8, -1, Infinity)),
    },
    { requiredKeys: [] },
  ),
);
const journey = fc.array(
  fc.record({ type: fc.constantFrom(...TYPES), data, wait: fc.integer({ min: -1e8, max: 4e9 }) }),
  { maxLength: 40 },
);

const rules = gatherRules([
  ...shopPlugins(),
  [
    care(),
    mood(),
    rhythm(),
    waits(),
    engagement(),
    lead({ fits: traits => Number(traits.seats) }),
    steps({ prior: shopSteps }),
    recent(),
    personas({
      personas: personaRules({ keen: { signs: [{ when: { score: 'lead', atLeast: 20 } }, { when: { looks: {} } }] } }),
    }),
  ],
  [
    [atRisk(), leads(), repurchase({ cycles: { Guitars: 5 } }), armedCart({ restoreUrl: 'https://shop.example/cart' })],
    [
      audience({ name: 'keen', when: { looks: {}, atLeast: 2 } }),
      audience({ name: 'buyers-again', when: { bought: {} } }),
    ],
  ],
]);

function play(steps: readonly { readonly type: string; readonly data: unknown; readonly wait: number }[]) {
  let profile = initialProfile(rules, 'visitor');
  let now = T0;
  const rows: Row[] = [];
  const problems: unknown[] = [];
  for (const [seq, { type, data, wait }] of steps.entries()) {
    now += wait;
    // Past the door on purpose: unchecked types arrive like this.
    const raw = { id: `t${seq}`, at: now, url: '', by: 'site', session: '', type, data } as unknown as Touchpoint;
    for (const touchpoint of [raw, null]) {
      const step = advance(rules, profile, now, touchpoint, { seq, purposes: PURPOSES });
      profile = step.profile;
      problems.push(...step.problems);
      rows.push({ seq, now, purposes: PURPOSES, touchpoint: step.touchpoint, decisions: step.decisions });
    }
  }
  return { profile, rows, problems };
}

describe('the pure plugins under odd data', () => {
  it('never throw', () => {
    fc.assert(
      fc.property(journey, steps => {
        expect(play(steps).problems).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('keep slices and decisions that JSON carries unchanged', () => {
    fc.assert(
      fc.property(journey, steps => {
        const { profile, rows } = play(steps);
        const { slices, stage, fired } = profile;
        expect(JSON.parse(JSON.stringify({ slices, stage, fired }))).toEqual({ slices, stage, fired });
        const decisions = rows.flatMap(row => row.decisions);
        expect(JSON.parse(JSON.stringify(decisions))).toEqual(decisions);
      }),
      { numRuns: 100 },
    );
  });

  it('are a fold of what went into the log', () => {
    fc.assert(
      fc.property(journey, steps => {
        const { profile, rows } = play(steps);
        const kept = rows.filter(row => row.touchpoint || row.decisions.length);
        const folded = fold(rules, initialProfile(rules, 'visitor'), rows);
        expect(folded).toEqual(profile);
        expect(fold(rules, initialProfile(rules, 'visitor'), kept).slices).toEqual(profile.slices);
      }),
      { numRuns: 50 },
    );
  });

  it('keep a belief that sums to one', () => {
    fc.assert(
      fc.property(journey, steps => {
        const { stage } = play(steps).profile;
        if (!stage) return;
        const beliefs = Object.values(stage.belief);
        expect(Math.abs(beliefs.reduce((sum, share) => sum + share, 0) - 1)).toBeLessThan(1e-9);
        expect(beliefs.every(share => share >= 0)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('stay small however long the journey is', () => {
    const long = 'x'.repeat(3000);
    const steps = Array.from({ length: 3000 }, (_, index) => {
      const id = `${long}${index}`;
      const items = Array.from({ length: 5 }, (_, place) => ({
        item_id: `${place}${id}`.slice(0, 150) + index,
        item_name: long,
        item_category: `${index}${long}`,
      }));
      return {
        type: TYPES[index % TYPES.length] ?? '',
        data: { items, transaction_id: `${index}`, currency: `${index}` },
        wait: 60_000,
      };
    });
    const { slices } = play(steps).profile;
    expect(JSON.stringify(slices).length).toBeLessThan(1_200_000);
    expect(slices.viewed?.length).toBeLessThanOrEqual(30);
    expect(slices.cart?.lines.length).toBeLessThanOrEqual(100);
    expect(slices.evidence?.pieces.length).toBeLessThanOrEqual(31);
    expect(JSON.stringify([slices.care, slices.mood, slices.rhythm, slices.engagement]).length).toBeLessThan(4_000);
    expect(JSON.stringify([slices.lead, slices.steps]).length).toBeLessThan(10_000);
  });
});
