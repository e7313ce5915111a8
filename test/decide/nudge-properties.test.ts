import fc from 'fast-check';
import { expect, it } from 'vitest';
import { admit } from '../../src/core/admit.js';
import { advance } from '../../src/core/advance.js';
import { replay } from '../../src/core/fold.js';
import { PURPOSES } from '../../src/core/purpose.js';
import { gatherRules, initialProfile } from '../../src/core/rules.js';
import type { Row } from '../../src/core/touchpoint.js';
import { nextWake } from '../../src/core/trigger.js';
import { type NudgeDecision, nudge } from '../../src/decide/nudge.js';
import type { NudgeOptions } from '../../src/decide/nudge-options.js';
import { care } from '../../src/learn/care.js';
import { prompts } from '../../src/learn/prompts.js';
import { recent } from '../../src/learn/recent.js';
import { CEDAR, MINUTE, SECOND, shopPlugins, T0 } from '../journeys/journey.js';
import { rule } from './rules.js';

const IDS = ['a', 'b', 'c'];
const OFFER_MS = 30 * SECOND;
const ON_PAGE_MS = 30 * MINUTE;

const options: fc.Arbitrary<Omit<NudgeOptions, 'id'>> = fc.record({
  when: fc.oneof(rule, fc.constant({ on: 'view_item' as const }), fc.constant({ looks: {} })),
  content: fc.constant({ title: 'A' }),
  kind: fc.constantFrom('promotion', 'service', 'rescue'),
  priority: fc.integer({ min: -5, max: 5 }),
  quietWhileAware: fc.boolean(),
  holdout: fc.constantFrom(0, 0, 0.5),
  cap: fc.constantFrom({ per: 'session', max: 1 }, { per: 'day', max: 2 }, { per: 'visitor', max: 3 }),
  cooldown: fc.constantFrom({}, { minutes: 10 }),
});

/** What happens after how long; `reply` is what the page does about what is offered. */
const act = fc.record({
  after: fc.constantFrom(SECOND, 5 * SECOND, 31 * SECOND, 3 * MINUTE, 40 * MINUTE),
  type: fc.constantFrom(
    'view_item',
    'add_to_cart',
    'page_view',
    'payment_error',
    'form_start',
    'form_submit',
    'purchase',
    'contact_support',
    null,
  ),
  reply: fc.constantFrom('show_nudge', 'show_nudge', 'dismiss_nudge', 'convert_nudge', 'defer_nudge', null),
});

it('says one thing at a time, within its caps, for a reason that it tells, and the same when it is replayed', () => {
  fc.assert(
    fc.property(fc.array(options, { minLength: 1, maxLength: 3 }), fc.array(act, { maxLength: 25 }), (list, acts) => {
      const made = list.map((one, index) => nudge({ ...one, id: IDS[index] ?? '' }));
      const rules = gatherRules([shopPlugins(), care(), recent(), prompts(), made]);
      const start = initialProfile(rules, 'visitor');
      const rows: Row[] = [];
      let profile = start;
      let now = T0;
      let offered = { at: Number.NEGATIVE_INFINITY, id: '', openAt: Number.NEGATIVE_INFINITY };
      const shows = new Map(IDS.map(id => [id, [] as number[]]));

      const step = (type: string | null, data: object = {}): void => {
        const id = `t${rows.length + 1}`;
        const { touchpoint } = type
          ? admit(rules, { id, at: now, url: 'https://shop.example/', by: 'site', type, data })
          : { touchpoint: null };
        const place = { seq: rows.length + 1, purposes: PURPOSES };
        const before = profile;
        const made = advance(rules, before, now, touchpoint, place);
        expect(made.problems).toEqual([]);
        if (!touchpoint && !made.decisions.length) return;
        ({ profile } = made);
        rows.push({ ...place, now, touchpoint: made.touchpoint, decisions: made.decisions });
        const shown = made.decisions.filter(({ name }) => name === 'nudge.show');
        expect(shown.length).toBeLessThanOrEqual(1);
        for (const { data: said, trigger } of shown as readonly { data: NudgeDecision; trigger: string }[]) {
          const isFree = now - offered.openAt >= ON_PAGE_MS && now - offered.at >= OFFER_MS;
          expect(isFree || said.kind === 'rescue').toBe(true);
          const found = rules.triggers.find(one => one.trigger.name === trigger)?.trigger;
          const situation = {
            now,
            profile: { ...profile, fired: before.fired },
            before,
            touchpoint: made.touchpoint,
            stageChange: null,
            decided: [],
          };
          expect(found?.conditions?.(situation).filter(({ holds }) => !holds)).toEqual([]);
          const { cap } = list[IDS.indexOf(said.nudge)] ?? {};
          const session = profile.session?.startedAt ?? 0;
          const counted = (shows.get(said.nudge) ?? []).filter(at =>
            cap?.per === 'session' ? at >= session : cap?.per === 'day' ? now - at < 24 * 60 * MINUTE : true,
          );
          expect(counted.length).toBeLessThan(cap?.max ?? 0);
          offered = { at: now, id: said.nudge, openAt: Number.NEGATIVE_INFINITY };
        }
      };
      const reply = (type: string): void => {
        const { id } = offered;
        if (type === 'show_nudge') shows.get(id)?.push(now);
        // A page that showed it has it open; any other answer takes it away.
        offered = {
          ...offered,
          at: Number.NEGATIVE_INFINITY,
          openAt: type === 'show_nudge' ? now : Number.NEGATIVE_INFINITY,
        };
        step(type, { nudge_id: id, until: now + 5 * MINUTE });
      };

      for (const { after, type, reply: answer } of acts) {
        const until = now + after;
        for (
          let wake = nextWake(rules.triggers, profile, now);
          wake && wake <= until;
          wake = nextWake(rules.triggers, profile, now)
        ) {
          now = wake;
          step(null);
        }
        now = until;
        if (type === 'page_view') offered = { ...offered, openAt: Number.NEGATIVE_INFINITY };
        const data = /item|cart/.test(type ?? '') ? { currency: 'EUR', items: [CEDAR] } : { transaction_id: `o${now}` };
        step(type, data);
        if (answer && now - offered.at < OFFER_MS) {
          now += SECOND;
          reply(answer);
        }
      }
      expect(replay(rules, start, rows).rows).toEqual(rows);
    }),
    { numRuns: Number(process.env.WAYMARK_NUDGE_RUNS ?? 60) },
  );
});
