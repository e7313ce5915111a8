import { WaymarkError } from '../core/problem.js';
import { isInside } from './fits.js';
import type { Cap, NudgeContent, NudgeOptions, NudgeTerms } from './nudge-options.js';
import type { Rule } from './rule.js';

/** A nudge that was checked, with nothing left out. */
export interface Nudge
  extends Required<Omit<NudgeOptions, 'when' | 'unless' | 'content' | 'variants' | 'about' | 'from' | 'until'>> {
  readonly rule: Rule;
  readonly contents: readonly (readonly [variant: string | null, content: NudgeContent])[];
  readonly about: NudgeOptions['about'];
  /** Epoch ms. */
  readonly from: number;
  readonly until: number;
  readonly terms: Required<NudgeTerms>;
}

const ONCE: Cap = { per: 'session', max: 1 };
const OFTEN: Cap = { per: 'session', max: 3 };
/** Periods of a cap, days; a visit of its own starts anew. */
export const PERIODS: Readonly<Record<Cap['per'], number>> = {
  session: Infinity,
  day: 1,
  week: 7,
  month: 30,
  visitor: Infinity,
};
/** As many as are remembered. */
const TIMES = /^([1-9]|10)$/;
const FROM_ZERO = { atLeast: 0, atMost: Number.MAX_VALUE };
const KINDS: readonly string[] = ['promotion', 'service', 'rescue'];

/** Fills in what is left out. Pure. Throws `WaymarkError` with the path to what is wrong; rules are checked elsewhere. */
export function completeNudge(given: NudgeOptions, limits: NudgeTerms, path: string): Nudge {
  const {
    id,
    when,
    unless,
    content,
    variants,
    about,
    from,
    until,
    kind = 'promotion',
    channel = 'page',
    priority = 0,
    cap = ONCE,
    cooldown = {},
    goal = 'purchase',
    within = { days: 7 },
    holdout = 0,
    quietWhileAware = true,
    // What is left has names that nobody knows.
    ...odd
  } = given;
  const { quietSeconds = 10, pauseSeconds = 120, dismissedDays = 7, caps = {} } = limits;
  const { cap: capOfAll = OFTEN, holdout: holdoutOfAll = 0 } = limits;
  const terms = { quietSeconds, pauseSeconds, dismissedDays, cap: capOfAll, caps, holdout: holdoutOfAll };
  const contents = Object.entries(variants ?? {});
  const must = (isRight: unknown, field: string, wanted: string) => {
    if (!isRight) throw new WaymarkError('nudge-odd', `\`${path}.${field}\` must be ${wanted}.`);
  };
  const mustShare = (share: number, field: string) =>
    must(isInside(share, { atLeast: 0, atMost: 1 }), field, 'a share, 0 to 1');
  const mustCap = (one: Cap | null, field: string) =>
    must(
      one && Object.hasOwn(PERIODS, one.per) && TIMES.test(`${one.max}`),
      field,
      `at most 10 times \`per\` ${Object.keys(PERIODS).join(', ')}`,
    );
  const moment = (text: string | undefined, field: string, none: number) => {
    const at = text === undefined ? none : Date.parse(text);
    must(!Number.isNaN(at), field, 'a date, such as "2026-11-27"');
    return at;
  };
  for (const name of Object.keys(odd)) must(false, name, 'left out: there is no such option');
  must(/^[a-z\d-]{1,60}$/.test(id), 'id', 'lower case letters, digits and hyphens, at most 60');
  must(KINDS.includes(kind), 'kind', `one of ${KINDS.join(', ')}`);
  must(!about || /^(cart|last-viewed)$/.test(about), 'about', '"cart" or "last-viewed"');
  must(isInside(priority, { atLeast: -99, atMost: 99 }), 'priority', 'from -99 to 99');
  mustShare(holdout, 'holdout');
  mustShare(terms.holdout, 'terms.holdout');
  mustCap(cap, 'cap');
  must(terms.caps, 'terms.caps', 'caps by channel');
  for (const [field, one] of Object.entries({ cap: terms.cap, ...terms.caps })) mustCap(one, `terms.${field}`);
  for (const [field, name] of Object.entries({ id, channel, goal })) must(name && `${name}` === name, field, 'a name');
  for (const [field, span] of Object.entries({ cooldown, within }))
    must(isAmounts(span, /^(days|minutes)$/), field, 'of `days` and `minutes`');
  must(Object.values(within).some(Boolean), 'within', 'above 0');
  for (const [field, amount] of Object.entries({ quietSeconds, pauseSeconds, dismissedDays }))
    must(isAmounts({ amount }, /./), `terms.${field}`, 'an amount');
  for (const [name, one] of contents.length ? contents : [['', content] as const])
    must(one && typeof one.title === 'string', name ? `variants.${name}` : 'content', 'an object with a `title`');
  return {
    id,
    about,
    channel,
    goal,
    cooldown,
    within,
    quietWhileAware,
    kind,
    cap,
    holdout,
    priority: priority + 200 * KINDS.indexOf(kind),
    rule: unless ? { all: [when, { not: unless }] } : when,
    contents: contents.length ? contents : [[null, content]],
    from: moment(from, 'from', -Infinity),
    until: moment(until, 'until', Infinity),
    terms,
  };
}

/** Amounts by names of this kind, and nothing else. */
function isAmounts(value: unknown, names: RegExp): boolean {
  return (
    Object(value) === value &&
    Object.entries(Object(value)).every(([name, amount]) => names.test(name) && isInside(amount, FROM_ZERO))
  );
}
