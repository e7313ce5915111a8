import fc from 'fast-check';
import { expect, it } from 'vitest';
import { admit } from '../../src/core/admit.js';
import { advance } from '../../src/core/advance.js';
import { replay } from '../../src/core/fold.js';
import type { AnyTrigger } from '../../src/core/plugin.js';
import { PURPOSES } from '../../src/core/purpose.js';
import { gatherRules, initialProfile } from '../../src/core/rules.js';
import type { Row } from '../../src/core/touchpoint.js';
import type { Condition } from '../../src/core/trigger.js';
import { type Decision, isRested, nextWake } from '../../src/core/trigger.js';
import { type NudgeDecision, nudge } from '../../src/decide/nudge.js';
import type { NudgeOptions } from '../../src/decide/nudge-options.js';
import { care } from '../../src/learn/care.js';
import { prompts } from '../../src/learn/prompts.js';
import { CEDAR, DAY, MINUTE, SECOND, T0, visitor } from '../journeys/journey.js';
import { knowing, rule } from './rules.js';

interface Act {
  readonly after: number;
  readonly type: string | null;
  readonly reply: string | null;
}

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
const act: fc.Arbitrary<Act> = fc.record({
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

it('says one thing at a time, within its caps, for a reason that it tells, and the same when it is replayed', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(options, { minLength: 1, maxLength: 3 }),
      fc.array(act, { maxLength: 25 }),
      async (list, acts) => {
        const asked: unknown[] = [];
        const made = list.map((one, index) => nudge({ ...one, id: IDS[index] ?? '' }));
        const rules = gatherRules(knowing(care(), prompts(), made));
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
            asked.push(found?.conditions?.(situation));
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
          const data = /item|cart/.test(type ?? '')
            ? { currency: 'EUR', items: [CEDAR] }
            : { transaction_id: `o${now}` };
          step(type, data);
          if (answer && now - offered.at < OFFER_MS) {
            now += SECOND;
            reply(answer);
          }
        }
        const conditions = (await Promise.all(asked)).flat() as readonly Condition[];
        expect(conditions.filter(({ holds }) => !holds)).toEqual([]);
        expect(replay(rules, start, rows).rows).toEqual(rows);
      },
    ),
    { numRuns: Number(process.env.WAYMARK_NUDGE_RUNS ?? 60) },
  );
});

/** A journey with one nudge `a`, whatever the page answers. */
function play(one: Omit<NudgeOptions, 'id'>, acts: readonly Act[], isAnswered: boolean) {
  const made = nudge({ ...one, id: 'a' });
  const person = visitor(knowing(care(), prompts(), made));
  const said: (readonly [at: number, trigger: string])[] = [];
  const keep = (decisions: readonly Decision[]) =>
    said.push(
      ...decisions.flatMap(({ at, trigger }) => (/^(holdout-)?nudge-/.test(trigger) ? [[at, trigger] as const] : [])),
    );
  for (const { after, type, reply } of acts) {
    keep(person.wait(after));
    const data = /item|cart/.test(type ?? '')
      ? { currency: 'EUR', items: [CEDAR] }
      : { transaction_id: `o${person.now}` };
    if (type) keep(person.track(type, data).decisions);
    if (isAnswered && reply) keep(person.track(reply, { nudge_id: 'a', until: person.now + 5 * MINUTE }).decisions);
  }
  return { person, made, said, keep };
}

it('comes at the first right moment by time alone, as a look at every second finds', () => {
  fc.assert(
    fc.property(options, fc.array(act, { minLength: 1, maxLength: 12 }), (one, acts) => {
      const { person, made } = play(one, acts, true);
      const { now, profile } = person;
      for (const trigger of (made.triggers ?? []).filter(({ name }) => !name.startsWith('hold-')) as AnyTrigger[]) {
        const isRight = (at: number) =>
          isRested(trigger, profile.fired[trigger.name], at, profile.session?.id) &&
          trigger.when({ now: at, profile, before: profile, touchpoint: null, stageChange: null, decided: [] }) !==
            null;
        let alarm = nextWake([{ trigger }], profile, now);
        while (alarm && !isRight(alarm)) alarm = nextWake([{ trigger }], profile, alarm);
        // By seconds for twenty minutes, then by four minutes for nine days.
        const looks = [...Array(1200).keys()].map(second => now + (second + 1) * SECOND);
        const later = [...Array(9 * 360).keys()].map(minute => now + (20 + 4 * minute) * MINUTE);
        const first = [...looks, ...later].find(isRight);
        // What was right all along was said, or needs more than time.
        if (first === undefined || isRight(now)) continue;
        expect([one, alarm !== null && alarm <= first]).toEqual([one, true]);
      }
    }),
    { numRuns: Number(process.env.WAYMARK_NUDGE_RUNS ?? 40) },
  );
});

it('counts in a holdout who would have been shown it, at that very moment', () => {
  fc.assert(
    fc.property(options, fc.array(act, { maxLength: 20 }), (one, acts) => {
      const first = (holdout: number) => {
        const { person, said, keep } = play({ ...one, holdout }, acts, false);
        keep(person.wait(DAY));
        return said[0] ?? [];
      };
      const [at, trigger] = first(0);
      expect(first(1)).toEqual(at === undefined ? [] : [at, `holdout-${trigger}`]);
    }),
    { numRuns: 3 * Number(process.env.WAYMARK_NUDGE_RUNS ?? 60) },
  );
});
