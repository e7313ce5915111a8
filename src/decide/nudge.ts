import { definePlugin, type Plugin } from '../core/plugin.js';
import type { Profile } from '../core/profile.js';
import type { Situation } from '../core/trigger.js';
import type {} from '../learn/prompts.js';
import { checkRule } from './check-rule.js';
import { completeNudge } from './complete-nudge.js';
import { decidedOf, NUDGE, winnerOf } from './decided-nudges.js';
import { type Gate, gatesOf, type HoldReason } from './nudge-gates.js';
import type { NudgeOptions, NudgeTerms } from './nudge-options.js';
import { measureOf, type NudgeDecision, type NudgeMeasure, said } from './said.js';
import type { Sight, Terms } from './sight.js';
import { wakeOf } from './wake-of.js';
import { weigh } from './weigh.js';

export type { Ground, NudgeDecision } from './said.js';

declare module '../core/trigger.js' {
  interface DecisionMap {
    /** Something is to be said to the visitor. */
    'nudge.show': NudgeDecision;
    /** Its conditions hold, and it is not said. */
    'nudge.hold': Partial<NudgeMeasure> & {
      /** Id of the nudge. */
      readonly nudge: string;
      /** Why not. */
      readonly reason: HoldReason;
      /** The nudge that is said in its place. */
      readonly winner?: string;
    };
  }
}

/** What takes away a nudge that is on the page, too. */
const LASTING = /^(issue|payment)$/;
/** Offers in one visit that nobody answers, before it is given up. */
const OFFERS = 20;

/**
 * Something a shop may say to the visitor when its conditions hold and nothing keeps it back: one at a time over all
 * tabs, the highest priority first. Decides `nudge.show`, with its content, and once a visit `nudge.hold` with the reason.
 * It counts as shown when it was seen (`show_nudge`); who was to see it and left is offered it again after 30 s.
 * Needs `prompts()` before it. Throws `WaymarkError` with the path to what is wrong.
 */
export function nudge(options: NudgeOptions, terms: NudgeTerms & Terms = {}): Plugin {
  const path = `nudges.${options.id}`;
  const whole = completeNudge(options, terms, path);
  const { id, kind, rule, channel, priority, about } = whole;
  const reads = checkRule(options.when, `${path}.when`).concat(
    checkRule(options.unless ?? { all: [] }, `${path}.unless`),
  );
  const slices = about === 'cart' ? ['cart' as const] : about ? ['viewed' as const] : [];
  const holds = (sight: Sight) => !weigh(rule, sight, terms);
  const closed = ({ profile, now }: Situation) => gatesOf(whole, profile, now).filter(({ opensAt }) => now < opensAt);
  /** When time alone makes it right, for who is held out or for all others. */
  const wakeOn = (isHeldOut: boolean) => (profile: Profile) => {
    const { lastSeenAt } = profile;
    if (lastSeenAt === null) return null;
    // What was decided by time alone is later than the last touchpoint.
    const now = Math.max(lastSeenAt, ...decidedOf(profile).map(([, at]) => at));
    const gates = gatesOf(whole, profile, now);
    const others = gates.filter(one => !isHoldout(one));
    const opensAt = Math.max(now, ...others.map(gate => gate.opensAt));
    if (opensAt === Infinity || gates.some(one => isHoldout(one) && now < one.opensAt) !== isHeldOut) return null;
    return holds({ profile, now: opensAt }) ? opensAt : wakeOf(rule, profile, { ...terms, after: opensAt });
  };
  return definePlugin({
    name: `${NUDGE}${id}`,
    purpose: kind === 'promotion' ? 'personalization' : 'functional',
    needs: [...new Set([...reads, ...slices, 'prompts' as const])],
    triggers: [
      {
        name: `${NUDGE}${id}`,
        decision: 'nudge.show',
        priority,
        perSession: OFFERS,
        when(situation) {
          const isFree = !winnerOf(situation.decided) && holds(situation) && !closed(situation).length;
          return isFree ? said(whole, situation, terms) : null;
        },
        wakeAt: wakeOn(false),
        conditions: situation =>
          import('./nudge-conditions.js').then(({ nudgeConditions }) => nudgeConditions(whole, situation, terms)),
        prompt: {
          id,
          isOnPage: channel === 'page',
          stands: situation => holds(situation) && closed(situation).every(({ reason }) => reason === 'offered'),
          // By the clock, the silence and the prompts of then, of which a rescue takes the place: none takes it back.
          lasts({ now, profile }, { now: then, profile: before, touchpoint }) {
            const { prompts } = before.slices;
            const { open } = profile.slices.prompts ?? {};
            const slices = { ...profile.slices, ...(prompts && { prompts }) };
            const past = { ...profile, lastSeenAt: before.lastSeenAt, slices };
            const isShut = gatesOf(whole, profile, now).some(gate => LASTING.test(gate.reason) && now < gate.opensAt);
            return (
              [undefined, '', id, prompts?.open].includes(open) &&
              !isShut &&
              holds({ now: then, profile: past, touchpoint })
            );
          },
          preview: profile => said(whole, { profile, now: profile.lastSeenAt ?? 0 }, terms),
        },
      },
      {
        // Who is held out counts when all others would see it.
        name: `holdout-${NUDGE}${id}`,
        decision: 'nudge.hold',
        priority,
        perSession: 1,
        when(situation) {
          const [gate, ...others] = holds(situation) ? closed(situation) : [];
          const isHeldOut = gate && [gate, ...others].every(isHoldout) && !winnerOf(situation.decided);
          return isHeldOut ? { nudge: id, reason: gate.reason, ...measureOf(whole) } : null;
        },
        wakeAt: wakeOn(true),
      },
      {
        name: `hold-${NUDGE}${id}`,
        decision: 'nudge.hold',
        priority,
        perSession: 1,
        when(situation) {
          const winner = winnerOf(situation.decided);
          if (winner === id || !holds(situation)) return null;
          const all = closed(situation);
          if (!all.length) return winner ? { nudge: id, reason: 'outranked', winner } : null;
          const [gate, ...others] = all.filter(one => !isHoldout(one));
          // What it waits for by its own terms is no news.
          return gate && ![gate, ...others].some(({ isOwn }) => isOwn) ? { nudge: id, reason: gate.reason } : null;
        },
      },
    ],
  });
}

function isHoldout({ reason }: Gate): boolean {
  return /holdout$/.test(reason);
}
