import fc from 'fast-check';
import { expect, it } from 'vitest';
import { admit } from '../../src/core/admit.js';
import { advance } from '../../src/core/advance.js';
import { fold, replay } from '../../src/core/fold.js';
import { PURPOSES, type Purpose } from '../../src/core/purpose.js';
import { gatherRules, initialProfile } from '../../src/core/rules.js';
import type { Row } from '../../src/core/touchpoint.js';
import { nextWake } from '../../src/core/trigger.js';
import { CEDAR, DAY, HOUR, MINUTE, SECOND, STRINGS, T0 } from '../journeys/journey.js';
import { deciding } from './deciding.js';
import { rule } from './rules.js';

const TYPES = [
  'view_item',
  'add_to_cart',
  'remove_from_cart',
  'begin_checkout',
  'add_shipping_info',
  'add_payment_info',
  'payment_error',
  'out_of_stock',
  'form_start',
  'form_error',
  'purchase',
  'deliver_order',
  'refund',
  'contact_support',
  'solve_issue',
  'show_nudge',
  'dismiss_nudge',
  'convert_nudge',
  'defer_nudge',
  'page_view',
  'search',
  'reset',
  'consent_update',
];
const act = fc.record({
  after: fc.constantFrom(0, SECOND, 31 * SECOND, 3 * MINUTE, HOUR, DAY, 9 * DAY, -HOUR, -3 * DAY),
  type: fc.constantFrom(...TYPES),
  nudge_id: fc.constantFrom('a', 'b', 'payment-error', 'help'),
  item: fc.constantFrom(CEDAR, STRINGS),
  isOpen: fc.boolean(),
  granted: fc.subarray([...PURPOSES]),
});

it('is decided again in the same way, and folded to the same profile, whatever happens to consent and clock', () => {
  fc.assert(
    fc.property(rule, rule, fc.array(act, { maxLength: 30 }), (one, other, acts) => {
      const rules = gatherRules(deciding(one, other));
      const start = initialProfile(rules, 'visitor');
      const rows: Row[] = [];
      let profile = start;
      let now = T0;
      let purposes: readonly Purpose[] = PURPOSES;
      const step = (type: string | null, data: object = {}): void => {
        const id = `t${rows.length + 1}`;
        const at = { id, at: now, url: 'https://shop.example/', by: 'site' };
        const touchpoint = type ? admit(rules, { ...at, type, data }).touchpoint : null;
        if (type && !touchpoint) return;
        const place = { seq: rows.length + 1, purposes };
        const made = advance(rules, profile, now, touchpoint, place);
        expect(made.problems).toEqual([]);
        if (!made.touchpoint && !made.decisions.length) return;
        ({ profile } = made);
        rows.push({ ...place, now, touchpoint: made.touchpoint, decisions: made.decisions });
      };
      for (const { after, type, item, granted, ...more } of acts) {
        const wake = nextWake(rules.triggers, profile, now);
        const until = now + after;
        if (more.isOpen && wake && wake <= until) {
          now = wake;
          step(null);
        }
        now = until;
        if (type === 'consent_update') purposes = granted;
        const choice = Object.fromEntries(PURPOSES.map(one => [one, granted.includes(one) ? 'granted' : 'denied']));
        step(type, {
          ...(type === 'consent_update' ? { choice, source: 'site' } : {}),
          ...(type === 'reset' ? { visitor_id: `v${now}` } : {}),
          ...(/nudge/.test(type) ? { nudge_id: more.nudge_id, until: now + HOUR } : {}),
          ...(/item|cart|purchase|stock/.test(type) ? { currency: 'EUR', items: [item] } : {}),
          ...(/purchase|order|refund/.test(type) ? { transaction_id: `o${now}` } : {}),
          ...(type === 'add_shipping_info' ? { shipping: 4.9 } : {}),
          ...(type === 'search' ? { search_term: 'oak' } : {}),
        });
        step(null);
      }
      expect(replay(rules, start, rows).rows).toEqual(rows);
      expect(fold(rules, start, rows)).toEqual(profile);
      expect(JSON.parse(JSON.stringify(profile))).toEqual(profile);
    }),
    { numRuns: Number(process.env.WAYMARK_NUDGE_RUNS ?? 40) },
  );
});
