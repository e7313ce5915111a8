import { forms } from '../../src/capture/forms.js';
import type { PluginList } from '../../src/core/plugin.js';
import { birthday } from '../../src/decide/birthday.js';
import { experiment } from '../../src/decide/experiment.js';
import { moments } from '../../src/decide/moments.js';
import { nudge } from '../../src/decide/nudge.js';
import { occasions } from '../../src/decide/occasions.js';
import { repurchase } from '../../src/decide/repurchase.js';
import { rescue } from '../../src/decide/rescue.js';
import { reviewInvitation } from '../../src/decide/review-invitation.js';
import type { Rule } from '../../src/decide/rule.js';
import { sequences } from '../../src/decide/sequences.js';
import { thankYou } from '../../src/decide/thank-you.js';
import { care } from '../../src/learn/care.js';
import { hurdles } from '../../src/learn/hurdles.js';
import { prompts } from '../../src/learn/prompts.js';
import { knowing } from './rules.js';

/** Everything that decides by conditions. */
export function deciding(one: Rule, other: Rule): PluginList {
  const content = { title: 'A' };
  return knowing(
    care(),
    forms(),
    prompts(),
    hurdles(),
    rescue(),
    nudge({ id: 'a', when: one, unless: other, content, quietWhileAware: false }),
    nudge({ id: 'b', when: other, content, holdout: 0.5 }),
    occasions({ occasions: { a: { when: one, everyDays: 1 } } }),
    experiment({ id: 'a', variants: ['x', 'y'], when: one, share: 0.5 }),
    experiment({ id: 'b', variants: ['x', 'y'], when: other }),
    sequences({
      sequences: {
        a: {
          start: one,
          exit: other,
          everyDays: 1,
          steps: [
            { name: 'x', afterDays: 0 },
            { name: 'y', afterMinutes: 30, when: other },
          ],
        },
        b: {
          start: other,
          from: '2026-01-06',
          until: '2026-01-08',
          steps: [{ name: 'x', channel: 'email', afterHours: 1 }],
        },
        'thank-you': thankYou(),
      },
    }),
    reviewInvitation(),
    repurchase(),
    moments(),
    birthday(),
  );
}
