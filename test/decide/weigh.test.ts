import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freeze } from '../../src/core/freeze.js';
import type { Profile } from '../../src/core/profile.js';
import type { Touchpoint } from '../../src/core/touchpoint.js';
import { checkRule } from '../../src/decide/check-rule.js';
import { evaluate } from '../../src/decide/evaluate.js';
import type { Bounds, OneOf, Rule, Where, Which, Window } from '../../src/decide/rule.js';
import { wakeOf } from '../../src/decide/wake-of.js';
import { weigh } from '../../src/decide/weigh.js';
import { DAY, MINUTE, SECOND, T0, visitor } from '../journeys/journey.js';
import { knowing, odd, rule, scenes } from './rules.js';

interface At {
  readonly now: number;
  readonly profile: Profile;
  readonly touchpoint: Touchpoint | null;
}

/** Every leaf and group at once. */
interface Wide extends Bounds, Window {
  readonly all?: readonly Rule[];
  readonly any?: readonly Rule[];
  readonly not?: Rule;
  readonly where?: Where;
  readonly looks?: Which;
  readonly inCart?: Which;
  readonly bought?: Which;
  readonly hours?: readonly [number, number];
  readonly idleSeconds?: number;
  readonly stage?: OneOf;
  readonly on?: OneOf;
  readonly segment?: OneOf;
  readonly persona?: OneOf;
  readonly interest?: OneOf;
  readonly weekday?: OneOf;
  readonly belief?: string;
  readonly next?: string;
  readonly total?: string;
  readonly count?: string;
  readonly repeats?: string;
}

const never = () => false;
const always = () => true;

describe('what is missing', () => {
  const { profile, now } = visitor();
  it.each<[string, Rule, number]>([
    ['all of nothing holds', { all: [] }, 0],
    ['any of nothing never can', { any: [] }, Infinity],
    ['not all of nothing never can', { not: { all: [] } }, Infinity],
    ['one function that says no', never, 1],
    ['all count what is open', { all: [never, always, never] }, 2],
    ['any takes the nearest', { any: [{ all: [never, never] }, never] }, 1],
    ['any of which one holds', { any: [never, always] }, 0],
    ['not turns it', { not: never }, 0],
    ['not any needs all of them to fail', { not: { any: [always, always, never] } }, 2],
    ['not all needs one to fail', { not: { all: [always, always] } }, 1],
    ['what is unknown does not hold', { likelihood: 'buy', atLeast: 0 }, 1],
  ])('%s', (_, given, missing) => {
    expect(weigh(given, { now, profile })).toBe(missing);
  });
});

describe('rules, over random journeys', () => {
  it('say what another reading of them says', () => {
    fc.assert(
      fc.property(scenes, fc.array(rule, { minLength: 5, maxLength: 10 }), fc.nat(30), (journey, rules, days) => {
        const at = play(journey, days);
        for (const given of rules) {
          const { holds, missing } = evaluate(given, at);
          expect([given, holds]).toEqual([given, naive(given, at)]);
          expect(holds).toBe(missing === 0);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('are their own double negation, pass the check, and change nothing', () => {
    fc.assert(
      fc.property(scenes, rule, (journey, given) => {
        const at = freeze(play(journey, 0));
        const frozen = freeze(given);
        checkRule(frozen);
        expect(weigh({ not: { not: frozen } }, at)).toBe(weigh(frozen, at));
        expect(weigh({ all: [frozen] }, at)).toBe(weigh({ any: [frozen] }, at));
        expect(evaluate(JSON.parse(JSON.stringify(frozen)), at)).toEqual(evaluate(frozen, at));
      }),
      { numRuns: 150 },
    );
  });

  it('wake at the first moment they hold by time alone', () => {
    fc.assert(
      fc.property(scenes, rule, fc.nat(6 * 24 * 60), (journey, given, minutes) => {
        const { profile } = play(journey, 0);
        const wake = wakeOf(given, profile);
        const since = profile.lastSeenAt;
        expect(since === null && wake !== null).toBe(false);
        if (since === null) return;
        if (wake !== null)
          expect([given, naive(given, { now: wake, profile, touchpoint: null })]).toEqual([given, true]);
        const now = since + minutes * MINUTE;
        // Where it holds just now it either did so all along, or woke before.
        const held = [since, now].map(moment => naive(given, { now: moment, profile, touchpoint: null }));
        if (held[1] && !held[0]) expect([given, wake !== null && wake <= now]).toEqual([given, true]);
      }),
      { numRuns: 300 },
    );
  });

  it('never throw on odd profiles', () => {
    fc.assert(
      fc.property(odd, rule, (profile, given) => {
        const at = freeze({ now: T0, profile });
        expect([true, false]).toContain(evaluate(given, at).holds);
        expect(['number', 'object']).toContain(typeof wakeOf(given, profile));
      }),
      { numRuns: 300 },
    );
  });
});

function play(journey: readonly (readonly [number, string, object])[], days: number): At {
  const person = visitor(knowing());
  let touchpoint: Touchpoint | null = null;
  for (const [index, [minutes, type, data]] of journey.entries()) {
    person.leave(minutes * MINUTE);
    touchpoint = person.track(type, { ...data, transaction_id: `${index}` }).touchpoint;
  }
  if (!days) return { now: person.now, profile: person.profile, touchpoint };
  return { now: person.now + days * DAY + 7 * SECOND, profile: person.profile, touchpoint: null };
}

/** The same language, read in another way: leaf by leaf, as the documentation says it. */
function naive(given: Rule, { now, profile, touchpoint }: At, wanted = true): boolean {
  const { stage, slices, lastSeenAt } = profile;
  if (typeof given === 'function') return given(profile, now);
  // Read as data, for that is what it is.
  const has = given as Wide;
  const deep = (one: Rule, isWanted = wanted) => naive(one, { now, profile, touchpoint }, isWanted);
  const among = (value: string | undefined, wanted: string | readonly string[]) =>
    value !== undefined && (typeof wanted === 'string' ? wanted === value : wanted.includes(value));
  const amount = (value: number | undefined) => {
    if (value === undefined || Number.isNaN(value)) return false;
    if (has.atLeast === undefined && has.atMost === undefined) return value >= 1;
    return !(has.atLeast !== undefined && value < has.atLeast) && !(has.atMost !== undefined && value > has.atMost);
  };
  const inWindow = (at: number) => {
    if (has.withinDays !== undefined) return at > now - has.withinDays * 86_400_000;
    return has.withinMinutes === undefined || at > now - has.withinMinutes * 60_000;
  };
  const fitting = (which: 'last-viewed' | Where, item: object): boolean => {
    const record = item as Readonly<Record<string, unknown>>;
    if (which === 'last-viewed') return record.item_id === slices.viewed?.[0]?.item_id;
    return Object.keys(which).every(key => {
      const values = Array.isArray(record[key]) ? record[key] : [record[key]];
      const wanted = which[key];
      if (Array.isArray(wanted)) return values.some(value => wanted.includes(value));
      if (typeof wanted === 'object') return values.some(value => value >= ((wanted as Bounds).atLeast ?? -1e9));
      return values.includes(wanted);
    });
  };
  const recent = (type: string) =>
    slices.recent!.touchpoints.filter(
      one => one.type === type && inWindow(one.at) && fitting(has.where ?? {}, one.fields),
    );
  const sum = (items: readonly { readonly quantity: number }[]) => items.reduce((all, one) => all + one.quantity, 0);
  const isNothingViewed = (which: unknown) => which === 'last-viewed' && !slices.viewed?.length;
  const [name = ''] = Object.keys(given);
  switch (name) {
    case 'all':
      return !has.all!.some(one => !deep(one));
    case 'any':
      return has.any!.filter(one => deep(one)).length > 0;
    case 'not':
      return !deep(has.not!, !wanted);
    case 'stage':
      if (stage && !stage.sure) return !wanted;
      return !!stage && [stage.name, stage.micro, stage.group].some(value => among(value, has.stage!));
    case 'belief':
      return !!stage && amount(stage.belief[has.belief!]);
    case 'next':
      return !!stage && amount(Object.fromEntries(stage.next.map(({ type, p }) => [type, p]))[has.next!] ?? 0);
    case 'on':
      return among(touchpoint?.type, has.on!);
    case 'total':
      return amount(
        has.total === 'visits' ? (profile.session?.number ?? 0) : (slices.activity!.types[has.total!]?.count ?? 0),
      );
    case 'count':
      return amount(recent(has.count!).length);
    case 'repeats': {
      const tally = new Map<unknown, number>();
      for (const { fields } of recent(has.repeats!))
        for (const id of fields.item_id ?? []) tally.set(id, (tally.get(id) ?? 0) + 1);
      return amount([...tally.values()].sort((a, b) => b - a)[0] ?? 0);
    }
    case 'looks': {
      const counts = slices
        .viewed!.filter(item => fitting(has.looks!, item))
        .map(({ looks }) => looks.filter(inWindow).length);
      return amount(counts.sort((a, b) => b - a)[0] ?? 0);
    }
    case 'inCart':
      return amount(sum(slices.cart!.lines.filter(line => !isNothingViewed(has.inCart) && fitting(has.inCart!, line))));
    case 'bought': {
      const items = slices.orders!.recent.filter(({ at }) => inWindow(at)).flatMap(order => order.items);
      return amount(sum(items.filter(item => !isNothingViewed(has.bought) && fitting(has.bought!, item))));
    }
    case 'cartValue':
      return amount(slices.cart!.value);
    case 'spent':
      return amount(slices.orders!.spent.EUR ?? 0);
    case 'segment':
      return slices.segments!.some(segment => among(segment, has.segment!));
    case 'persona':
      return among(slices.personas!.best ?? undefined, has.persona!);
    case 'interest':
      return slices.interests!.some(({ name: own }, index) => index < 3 && among(own, has.interest!));
    case 'hours': {
      const [first, to] = has.hours!;
      const from = first === 24 ? 0 : first;
      const time = new Date(now);
      const hour = time.getUTCHours() + time.getUTCMinutes() / 60 + time.getUTCSeconds() / 3600;
      return from < to ? hour >= from && hour < to : !(hour >= to && hour < from);
    }
    case 'weekday':
      return among(
        new Date(now).toLocaleDateString('en', { weekday: 'long', timeZone: 'UTC' }).toLowerCase(),
        has.weekday!,
      );
    case 'idleSeconds':
      return lastSeenAt !== null && now - lastSeenAt >= has.idleSeconds! * 1000;
    default:
      throw new Error(name);
  }
}
