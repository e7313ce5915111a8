import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { gatherRules } from '../../src/core/rules.js';
import { isRested } from '../../src/core/trigger.js';
import { explain } from '../../src/runtime/explain.js';
import type { Shell } from '../../src/runtime/shell.js';
import { deciding } from '../decide/deciding.js';
import { rule, scenes } from '../decide/rules.js';
import { MINUTE, visitor } from '../journeys/journey.js';

beforeEach(() => void vi.spyOn(console, 'info').mockReturnValue(undefined));
afterEach(() => vi.restoreAllMocks());

it('says that all holds where a trigger decides, and of what lacks where it does not', async () => {
  await fc.assert(
    fc.asyncProperty(
      scenes,
      rule,
      rule,
      fc.constantFrom('visitor', 'other'),
      fc.nat(3),
      async (journey, one, other, id, hours) => {
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
          const why = await explain(shell, trigger.name, situation);
          expect([trigger.name, why?.holds, why]).toEqual([trigger.name, decides, why]);
          expect(why?.conditions.every(({ holds }) => holds)).toBe(why?.holds);
        }
        expect(problem).not.toHaveBeenCalled();
      },
    ),
    { numRuns: Number(process.env.WAYMARK_NUDGE_RUNS ?? 60) },
  );
});
