import fc from 'fast-check';
import { expect, it } from 'vitest';
import { commerce } from '../../src/capture/commerce.js';
import { advance } from '../../src/core/advance.js';
import { fold, replay } from '../../src/core/fold.js';
import type { PluginList } from '../../src/core/plugin.js';
import type { Profile } from '../../src/core/profile.js';
import { PURPOSES } from '../../src/core/purpose.js';
import { gatherRules, initialProfile } from '../../src/core/rules.js';
import type { Row } from '../../src/core/touchpoint.js';
import { type Decision, nextWake } from '../../src/core/trigger.js';
import type { Sequence } from '../../src/decide/sequence.js';
import { sequences } from '../../src/decide/sequences.js';
import { care } from '../../src/learn/care.js';
import { contact } from '../../src/learn/contact.js';
import { orders } from '../../src/learn/orders.js';
import { recent } from '../../src/learn/recent.js';
import { DAY, HOUR, T0 } from '../journeys/journey.js';
import { type Event, interpret, type Told } from './sequence-interpreter.js';

const TYPES = [
  ...['page_view', 'join_community', 'search', 'purchase', 'contact_support', 'solve_issue', 'write_review'],
  ...['unsubscribe', 'contact_wish'],
];

const step = fc.record({
  channel: fc.constantFrom('page', 'page', 'email', 'push'),
  delay: fc.constantFrom(HOUR, DAY, 3 * DAY),
  afterSearch: fc.boolean(),
});

const told: fc.Arbitrary<Told> = fc
  .record({
    startsOn: fc.constantFrom('join_community', 'purchase', 'write_review'),
    exitsOn: fc.constantFrom(null, null, 'write_review'),
    rest: fc.constantFrom(null, 2 * DAY, 9 * DAY),
    from: fc.constantFrom(0, T0 + DAY),
    until: fc.constantFrom(Infinity, Infinity, T0 + 8 * DAY),
    isAtOnce: fc.boolean(),
    steps: fc.array(step, { minLength: 1, maxLength: 5 }),
  })
  .map(({ isAtOnce, steps, ...rest }) => ({
    ...rest,
    steps: steps.map((one, index) => ({
      ...one,
      name: `s${index}`,
      delay: isAtOnce && !index ? 1 : one.delay,
      afterSearch: one.afterSearch && one.channel === 'page',
    })),
  }));

const gaps: fc.Arbitrary<readonly (readonly [gap: number, type: string | null])[]> = fc.array(
  fc.tuple(
    fc.constantFrom(0, 1, 20 * 60_000, HOUR, 5 * HOUR, DAY, DAY, 4 * DAY),
    fc.constantFrom(null, ...TYPES, 'join_community', 'purchase'),
  ),
  { maxLength: 40 },
);

/** The same as data for the plugin. */
function asData({ startsOn, exitsOn, rest, from, until, steps }: Told): Sequence {
  return {
    start: { on: startsOn },
    ...(exitsOn && { exit: { on: exitsOn } }),
    ...(rest && { everyDays: rest / DAY }),
    ...(from && { from: new Date(from).toISOString() }),
    ...(until < Infinity && { until: new Date(until).toISOString() }),
    steps: steps.map(({ name, channel, delay, afterSearch }) => ({
      name,
      channel,
      ...(delay % HOUR ? { afterMinutes: 0 } : delay % DAY ? { afterHours: delay / HOUR } : { afterDays: delay / DAY }),
      ...(afterSearch && { when: { count: 'search' } }),
    })),
  };
}

function pluginsOf(sequence: Sequence): PluginList {
  return [
    commerce(),
    orders(),
    recent(),
    care({ days: 1000 }),
    contact(),
    sequences({ sequences: JSON.parse(JSON.stringify({ one: sequence })) }),
  ];
}

function touchpoint(index: number, type: string, at: number) {
  const data = { search_term: 'oak', transaction_id: `o${index}`, currency: 'EUR', value: 1, items: [] };
  return { id: `t${index}`, type, at, url: 'https://shop.example/', by: 'site', session: '', data } as never;
}

/** Rows as the shell writes them: a step of time alone that decides nothing never was. */
function run(plugins: PluginList, events: readonly Event[]) {
  const rules = gatherRules(plugins);
  const base = initialProfile(rules, 'visitor');
  const rows: Row[] = [];
  const decided: (readonly Decision[])[] = [];
  let profile: Profile = base;
  for (const [index, [now, type]] of events.entries()) {
    const place = { seq: rows.length + 1, purposes: PURPOSES };
    const next = advance(rules, profile, now, type === null ? null : touchpoint(index, type, now), place);
    expect(next.problems).toEqual([]);
    if (!next.touchpoint && !next.decisions.length) continue;
    profile = next.profile;
    rows.push({ ...place, now, touchpoint: next.touchpoint, decisions: next.decisions });
    decided.push(next.decisions);
  }
  return { rules, base, rows, decided, profile };
}

function inShort({ name, at, data }: Decision): string {
  if (name === 'sequence.plan')
    return `${at} plan ${JSON.stringify(data.steps.map(({ step, channel, dueAt }) => [step, channel, dueAt]))}`;
  if (name === 'sequence.exit') return `${at} exit ${data.reason}`;
  return name === 'sequence.step' ? `${at} step ${data.step} ${data.dueAt}` : name;
}

function eventsOf(parts: readonly (readonly [number, string | null])[]): readonly Event[] {
  let now = T0;
  return parts.map(([gap, type]) => {
    now += gap;
    return [now, type];
  });
}

it('decides what an interpreter with a cursor decides', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(told, gaps, (sequence, parts) => {
      const events = eventsOf(parts);
      const decided = run(pluginsOf(asData(sequence)), events)
        .decided.flat()
        .map(inShort);
      for (const text of decided) seen.add(text.replace(/^\d+ (exit \S+|\w+).*/, '$1'));
      expect(decided).toEqual(interpret(sequence, events));
    }),
    { numRuns: 2000 },
  );
  const reasons = ['done', 'converted', 'exit', 'over', 'open-issue', 'wish'];
  expect([...seen].sort()).toEqual(['plan', 'step', ...reasons.map(reason => `exit ${reason}`)].sort());
});

/** What is handed over leaves out the steps of the page before it; a clock that goes back does not bring them back. */
const OVERTAKEN: Told = {
  ...{ startsOn: 'join_community', exitsOn: null, rest: null, from: 0, until: Infinity },
  steps: [
    { name: 's0', channel: 'page', delay: HOUR, afterSearch: false },
    { name: 's1', channel: 'push', delay: 3 * DAY, afterSearch: false },
    { name: 's2', channel: 'page', delay: HOUR, afterSearch: false },
  ],
};
const START = [
  [0, 'join_community'],
  [0, null],
] as const;

it('says no step twice in a run and none out of order, whatever the clock does', () => {
  fc.assert(
    fc.property(told, gaps, fc.array(fc.constantFrom(0, 0, 0, -HOUR, -2 * DAY, 3 * DAY)), (sequence, parts, shifts) => {
      const events = eventsOf(parts).map(([now, type], index): Event => [now + (shifts[index] ?? 0), type]);
      let last = -1;
      for (const decisions of run(pluginsOf(asData(sequence)), events).decided) {
        expect(decisions.length).toBeLessThan(2);
        for (const decision of decisions) {
          if (decision.name === 'sequence.plan') last = -1;
          if (decision.name !== 'sequence.step') continue;
          const index = Number(decision.data.step.slice(1));
          expect(index).toBeGreaterThan(last);
          last = index;
        }
      }
    }),
    { numRuns: 1000, examples: [[OVERTAKEN, [...START, [5 * HOUR, null], [0, null]], [0, 0, 3 * DAY]]] },
  );
});

it('decides the same when the log is played again, and folds to the same profile', () => {
  fc.assert(
    fc.property(told, gaps, (sequence, parts) => {
      const { rules, base, rows, profile } = run(pluginsOf(asData(sequence)), eventsOf(parts));
      expect(fold(rules, base, rows)).toEqual(profile);
      expect(replay(rules, base, rows)).toEqual({ profile, rows });
    }),
    { numRuns: 200 },
  );
});

it('wakes at the very moment a step is due or a sequence ends, while the page is open', () => {
  fc.assert(
    fc.property(told, gaps, (sequence, parts) => {
      const rules = gatherRules(pluginsOf(asData(sequence)));
      const touches = eventsOf(parts).filter(([, type]) => type);
      const events: Event[] = [];
      let profile = initialProfile(rules, 'visitor');
      let now = T0;
      const take = (at: number, type: string | null) => {
        now = at;
        events.push([at, type]);
        const next = advance(rules, profile, at, type === null ? null : touchpoint(events.length, type, at));
        if (next.touchpoint || next.decisions.length) profile = next.profile;
      };
      for (const [at, type] of [...touches, [T0 + 400 * DAY, 'page_view'] as const]) {
        for (let wake = nextWake(rules.triggers, profile, now); wake && wake < at; ) {
          take(wake, null);
          wake = nextWake(rules.triggers, profile, now);
        }
        take(at, type);
      }
      // Looked at far more often, nothing comes earlier.
      const often = [
        ...events,
        ...Array.from({ length: 600 }, (_, hour): Event => [T0 + hour * HOUR + 7 * 60_000, null]),
      ];
      often.sort(([a], [b]) => a - b);
      expect(interpret(sequence, often)).toEqual(interpret(sequence, events));
    }),
    { numRuns: 300 },
  );
});

it('decides once over two tabs that share a log', () => {
  fc.assert(
    fc.property(told, gaps, fc.array(fc.integer({ min: 0, max: 1 })), (sequence, parts, turns) => {
      const events = eventsOf(parts);
      const rules = gatherRules(pluginsOf(asData(sequence)));
      const base = initialProfile(rules, 'visitor');
      const log: Row[] = [];
      const decided: Decision[] = [];
      const tabs = [0, 1].map(() => ({ profile: base, seen: 0 }));
      for (const [index, [now, type]] of events.entries()) {
        // Both tabs have the same alarm; what happens, happens in one of them.
        const order = type ? [turns[index] ?? 0] : [turns[index] ?? 0, 1 - (turns[index] ?? 0)];
        for (const number of order) {
          const tab = tabs[number];
          if (!tab) continue;
          // A commit folds the rows of the other tab first.
          tab.profile = fold(rules, tab.profile, log.slice(tab.seen));
          const place = { seq: log.length + 1, purposes: PURPOSES };
          const next = advance(rules, tab.profile, now, type === null ? null : touchpoint(index, type, now), place);
          tab.seen = log.length;
          if (!next.touchpoint && !next.decisions.length) continue;
          tab.profile = next.profile;
          decided.push(...next.decisions);
          log.push({ ...place, now, touchpoint: next.touchpoint, decisions: next.decisions });
          tab.seen = log.length;
        }
      }
      const doubled = events.flatMap(event => (event[1] ? [event] : [event, event]));
      expect(decided.map(inShort)).toEqual(interpret(sequence, doubled));
    }),
    { numRuns: 300 },
  );
});
