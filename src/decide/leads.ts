import { definePlugin, type Plugin } from '../core/plugin.js';
import type { Lead } from '../learn/lead.js';

export interface LeadsOptions {
  /** Score from which the visitor is worth a call. Default 50. */
  readonly threshold?: number;
}

declare module '../core/trigger.js' {
  interface DecisionMap {
    /** The visitor is promising enough to be talked to. */
    'lead.enter': Lead;
  }
}

/** Notices when the lead score reaches the threshold: once for a visitor, whatever it does later. */
export function leads({ threshold = 50 }: LeadsOptions = {}): Plugin {
  return definePlugin({
    name: 'leads',
    needs: ['lead'],
    triggers: [
      {
        name: 'lead-enter',
        decision: 'lead.enter',
        when({ profile: { slices, fired, firstSeenAt } }) {
          // What fired outlives a logout, after which it is another visitor.
          const isDone = (fired['lead-enter']?.at ?? -1) >= (firstSeenAt ?? 0);
          return slices.lead.score >= threshold && !isDone ? slices.lead : null;
        },
      },
    ],
  });
}
