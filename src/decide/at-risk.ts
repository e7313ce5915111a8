import { definePlugin, type Plugin } from '../core/plugin.js';
import type { Profile } from '../core/profile.js';
import type {} from '../learn/rhythm.js';
import { overdue, unlessFired } from './overdue.js';
import { type Risk, riskOf, riskyFrom } from './risk-of.js';

export interface AtRiskOptions {
  /** Risk from which the visitor is at risk, above 0 and below 1. Default 0.6. */
  readonly threshold?: number;
}

declare module '../core/trigger.js' {
  interface DecisionMap {
    /** The visitor may be about to leave. */
    'risk.enter': Risk;
    /** The visitor has been away for so long that a return would be a surprise. */
    'visitor.lapse': {
      /** The last touchpoint, epoch ms. */
      readonly lastSeenAt: number;
      /** When the next visit was due, epoch ms. */
      readonly expectedAt: number;
    };
  }
}

/**
 * Notices visitors who may be about to leave, and those who have. Each is decided once a silence or a grievance, also at
 * the next visit for what became due meanwhile; `risk.enter` at most once a visit. Reads `care` and `mood` where they are.
 */
export function atRisk({ threshold = 0.6 }: AtRiskOptions = {}): Plugin {
  const riskAt = (profile: Profile) => unlessFired(profile, 'risk-enter', riskyFrom(profile, threshold));
  const lapseAt = (profile: Profile) => unlessFired(profile, 'visitor-lapse', profile.slices.rhythm?.lapsesAt ?? null);
  return definePlugin({
    name: 'at-risk',
    needs: ['rhythm'],
    triggers: [
      {
        name: 'risk-enter',
        decision: 'risk.enter',
        perSession: 1,
        wakeAt: riskAt,
        when(situation) {
          const profile = overdue(situation, riskAt);
          return profile ? riskOf(profile, situation.now) : null;
        },
      },
      {
        name: 'visitor-lapse',
        decision: 'visitor.lapse',
        wakeAt: lapseAt,
        when(situation) {
          const { lastAt, expectedAt } = overdue(situation, lapseAt)?.slices.rhythm ?? {};
          return lastAt && expectedAt ? { lastSeenAt: lastAt, expectedAt } : null;
        },
      },
    ],
  });
}
