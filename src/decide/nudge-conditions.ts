import type { Condition, Situation } from '../core/trigger.js';
import type { Nudge } from './complete-nudge.js';
import { conditionsOf } from './evaluate.js';
import { channelCapOf, type GateReason, gatesOf } from './nudge-gates.js';
import type { Cap } from './nudge-options.js';
import type { Terms } from './sight.js';

const UNITS = [
  [86_400_000, 'days'],
  [3_600_000, 'hours'],
  [60_000, 'minutes'],
] as const;

/** What a nudge asks for, one by one, in plain words: its rule, and what may keep it back. Pure. */
export function nudgeConditions(nudge: Nudge, situation: Situation, terms: Terms): readonly Condition[] {
  const { now, profile } = situation;
  const texts = textsOf(nudge);
  const gates = gatesOf(nudge, profile, now);
  return [
    ...conditionsOf(nudge.rule, situation, terms),
    ...gates.map(({ reason, opensAt }) => ({
      text: texts[reason],
      holds: now >= opensAt,
      value: waitInWords(opensAt, now),
    })),
  ];
}

/** What has to be so for each gate to be open. */
function textsOf(nudge: Nudge): Readonly<Record<GateReason, string>> {
  const { cap, channel, terms } = nudge;
  return {
    dates: 'It has begun and is not over',
    dismissed: `Not waved away in ${terms.dismissedDays} days`,
    deferred: 'The page did not ask to wait',
    cap: capText(cap),
    cooldown: 'Its rest is over',
    visit: 'The visit goes on',
    offered: 'It is not being said',
    'global-cap': `All prompts: ${capText(terms.cap)}`,
    'channel-cap': `By ${channel}: ${capText(channelCapOf(nudge))}`,
    wish: 'As the visitor wishes to be contacted (`contact_wish`)',
    pause: `${terms.pauseSeconds} s since another prompt`,
    busy: 'No other prompt is being said',
    quiet: `The visit is ${terms.quietSeconds} s old`,
    aware: 'The visitor is more than aware (`quietWhileAware`)',
    issue: 'No issue is open',
    payment: 'The visitor is not paying',
    form: 'No form is being filled in',
    slow: 'The page is not slow',
    'global-holdout': 'Not held back to measure all prompts',
    holdout: 'Not held back to measure it',
  };
}

function capText(cap: Cap | undefined): string {
  return cap ? `at most ${cap.max} a ${cap.per}` : 'no cap';
}

function waitInWords(opensAt: number, now: number): string {
  if (now >= opensAt) return 'yes';
  if (opensAt === Infinity) return 'no';
  // The largest unit of which there are two and more.
  const [ms, unit] = UNITS.find(([length]) => opensAt - now >= 2 * length) ?? [1000, 's'];
  return `in ${Math.ceil((opensAt - now) / ms)} ${unit}`;
}
