import { definePlugin, type Plugin } from '../core/plugin.js';
import type {} from '../learn/care.js';

/** What is open between the visitor and the shop, for a person to see to. */
export interface Issue {
  /** Type of the touchpoint that opened it, such as `contact_support`. */
  readonly issue: string;
  /** Since when it is open, epoch ms. */
  readonly at: number;
}

declare module '../core/trigger.js' {
  interface DecisionMap {
    /** An issue opens, once; more of it while it is open is no other. */
    'issue.open': Issue;
    /** An issue is settled. */
    'issue.solve': Issue & {
      /** How long it was open, ms. */
      readonly openMs: number;
      /** `solved` by `solve_issue`, `answered` by a good answer to a survey, `over` when it was open for too long. */
      readonly reason: 'solved' | 'answered' | 'over';
    };
  }
}

const REASONS: Readonly<Record<string, 'solved' | 'answered'>> = { solve_issue: 'solved', survey_answer: 'answered' };

/** Says when an issue opens and when it is settled, as `care()` has it, for CRM and help desk. A logout settles nothing. */
export function issues(): Plugin {
  return definePlugin({
    name: 'issues',
    needs: ['care'],
    triggers: [
      {
        name: 'issue-solve',
        decision: 'issue.solve',
        when({ now, before, profile, touchpoint }) {
          const { issue, issueAt } = before.slices.care ?? {};
          const { type = '', at = now } = touchpoint ?? {};
          if (!issue || !issueAt || profile.slices.care.issueAt === issueAt || type === 'reset') return null;
          const reason = Object.hasOwn(REASONS, type) && REASONS[type];
          // A correction may have left the slice odd.
          const openMs = Math.max(0, Math.min(now, at) - issueAt) || 0;
          return { issue, at: issueAt, openMs, reason: reason || 'over' };
        },
      },
      {
        name: 'issue-open',
        decision: 'issue.open',
        when({ before, profile }) {
          const { issue, issueAt } = profile.slices.care;
          return issueAt && issueAt !== before.slices.care?.issueAt ? { issue, at: issueAt } : null;
        },
      },
    ],
  });
}
