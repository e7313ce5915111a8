import type { Profile } from '../core/profile.js';
import { DAY_MS, HOUR_MS, reachOf } from './fits.js';
import type { Question } from './question-of.js';
import type { Rule } from './rule.js';
import { offsetMs, type Terms } from './sight.js';
import { boundsOf, weigh } from './weigh.js';

/** Days on which an hour or a weekday is looked for, the first one included. */
const DAYS = 8;

/**
 * The first moment after another, which is the last touchpoint unless given, at which a rule holds by time alone, epoch
 * ms, or `null`. Pure. Silence, windows that run out, and hours and days of the week after each; functions are not asked
 * when they may change their mind.
 */
export function wakeOf(rule: Rule, profile: Profile, terms: Terms & { readonly after?: number } = {}): number | null {
  const since = profile.lastSeenAt;
  if (since === null) return null;
  const { after = since } = terms;
  const starts = [after];
  const hours: number[] = [];
  weigh(rule, { now: since, profile }, terms, ({ rule: part, wanted }) => {
    try {
      if (typeof part === 'function') return;
      const both: readonly number[] = part.target;
      if (part.name === 'hours') hours.push(...both);
      else if (part.name === 'weekday') hours.push(0);
      else starts.push(...momentsOf(part, wanted, profile));
    } catch {
      // A correction may have left a slice odd; nothing is known of its moments.
    }
  });
  const offset = offsetMs(profile, terms);
  // Between two of these moments only the clock changes anything.
  const moments = starts.flatMap(start => {
    const midnight = start - ((start + offset) % DAY_MS);
    const days = Array.from({ length: DAYS }, (_, day) => midnight + day * DAY_MS);
    return [start, ...days.flatMap(day => hours.map(hour => day + hour * HOUR_MS))];
  });
  const later = moments.map(Math.ceil).filter(at => at > after);
  return later.sort((a, b) => a - b).find(now => !weigh(rule, { now, profile }, terms)) ?? null;
}

/** When silence or a window that runs out may change an answer. */
function momentsOf(rule: Question, wanted: boolean, profile: Profile): readonly number[] {
  const { name, target, facts } = rule;
  if (name === 'idleSeconds') return [(profile.lastSeenAt ?? 0) + target * 1000];
  const reach = reachOf(facts);
  const bounds = boundsOf(rule);
  // A count in a window only shrinks: time alone can but bring it to what it may be at most, or below what it must not be.
  const [bound, other] = wanted ? (['atMost', 'atLeast'] as const) : (['atLeast', 'atMost'] as const);
  if (reach === Infinity || bounds[bound] === undefined) return [];
  const probe = { ...facts, ...bounds, [other]: undefined };
  const ends = happenings(rule, profile).map(at => at + reach);
  return [
    first(
      ends.sort((a, b) => a - b),
      now => !weigh(probe as Rule, { now, profile }) === wanted,
    ),
  ];
}

/** The first of sorted moments at which something is so that stays so; the last where it never is. */
function first(moments: readonly number[], isSo: (now: number) => boolean): number {
  let [low, high] = [0, moments.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isSo(moments[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return moments[low] ?? Number.NaN;
}

function happenings({ name, target }: Question, { slices: { recent, viewed, orders } }: Profile): readonly number[] {
  if (name === 'looks') return viewed?.flatMap(({ looks }) => looks) ?? [];
  if (name === 'bought') return orders?.recent.map(({ at }) => at) ?? [];
  return recent?.touchpoints.flatMap(({ type, at }) => (type === target ? at : [])) ?? [];
}
