import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { forms } from '../../src/capture/forms.js';
import type { PluginList } from '../../src/core/plugin.js';
import { gatherRules } from '../../src/core/rules.js';
import { isRested } from '../../src/core/trigger.js';
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
import { explain } from '../../src/runtime/explain.js';
import type { Shell } from '../../src/runtime/shell.js';
import { knowing, rule, scenes } from '../decide/rules.js';
import { MINUTE, visitor } from '../journeys/journey.js';

beforeEach(() => void vi.spyOn(console, 'info').mockReturnValue(undefined));
afterEach(() => vi.restoreAllMocks());

/** Everything that decides by conditions. */
function deciding(one: Rule, other: Rule): PluginList {
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

it('says that all holds where a trigger decides, and of what lacks where it does not', () => {
  fc.assert(
    fc.property(
      scenes,
      rule,
      rule,
      fc.constantFrom('visitor', 'other'),
      fc.nat(3),
      (journey, one, other, id, hours) => {
        const plugins = deciding(one, other);
        const rules = gatherRules(plugins);
        const person = visitor(plugins, { id });
        for (const [index, [minutes, type, data]] of journey.entries()) {
          person.leave(minutes * MINUTE);
          person.track(type, { ...data, transaction_id: `${index}` });
        }
        person.leave(hours * 61 * MINUTE);
        const { profile } = person;
        const situation = { now: person.now, profile, before: profile, touchpoint: null, stageChange: null };
        const problem = vi.fn();
        // Only what it asks for.
        const shell = {
          rules,
          bus: { problem },
          consent: { granted: ['personalization', 'analytics', 'functional', 'advertising'] },
        } as unknown as Shell;
        for (const { trigger } of rules.triggers) {
          const isRestedNow = isRested(trigger, profile.fired[trigger.name], person.now, profile.session?.id);
          const decides = isRestedNow && trigger.when(situation) !== null;
          const why = explain(shell, trigger.name, situation);
          expect([trigger.name, why?.holds, why]).toEqual([trigger.name, decides, why]);
          expect(why?.conditions.every(({ holds }) => holds)).toBe(why?.holds);
        }
        expect(problem).not.toHaveBeenCalled();
      },
    ),
    { numRuns: Number(process.env.WAYMARK_NUDGE_RUNS ?? 60) },
  );
});
