import { describe, expect, it } from 'vitest';
import type { Plugin } from '../../src/core/plugin.js';
import type { Problem } from '../../src/core/problem.js';
import type { Profile } from '../../src/core/profile.js';
import { gatherRules, initialProfile } from '../../src/core/rules.js';
import type { Likelihood } from '../../src/core/stage.js';
import { createReading } from '../../src/runtime/reading.js';
import { stages } from '../../src/stages/stages.js';
import { SECOND, T0, visitor } from '../journeys/journey.js';

const LIKELY: Likelihood = { buy: 0.5, abandon: null, basis: 'default', score: 0, reasons: [] };

function reading(likelihood: () => Likelihood | null) {
  let now = T0;
  const problems: Problem[] = [];
  const plugin = stages();
  const model = plugin.stageModel as NonNullable<Plugin['stageModel']>;
  const rules = gatherRules([{ ...plugin, stageModel: { ...model, likelihood } }]);
  const read = createReading(
    () => now,
    problem => problems.push(problem),
  );
  const person = visitor([]);
  person.track('page_view', {});
  return {
    problems,
    person,
    of: (profile: Profile = person.profile) => read(rules, profile),
    blank: initialProfile(rules, ''),
    wait: (ms: number) => {
      now += ms;
    },
  };
}

describe('createReading', () => {
  it('looks again when the profile changes or ten seconds pass, and gives the same frozen object before', () => {
    let buy = 0;
    const { of, wait, person } = reading(() => {
      buy += 0.1;
      return { ...LIKELY, buy };
    });
    const first = of();
    expect(Object.isFrozen(first)).toBe(true);
    wait(9 * SECOND);
    expect(of()).toBe(first);
    wait(SECOND);
    const second = of();
    expect(second).not.toBe(first);
    person.track('page_view', {});
    expect(of(person.profile)).not.toBe(second);
  });

  it('gives the same object while it says the same', () => {
    const { of, wait, person } = reading(() => ({ ...LIKELY }));
    const first = of();
    wait(10 * SECOND);
    expect(of()).toBe(first);
    person.track('page_view', {});
    expect(of(person.profile)).toBe(first);
  });

  it('knows nothing before anything happened', () => {
    const { of, blank } = reading(() => LIKELY);
    expect(of(blank)).toBeNull();
  });

  it('tells of a model that throws, once for each reading, and goes on', () => {
    const { of, problems } = reading(() => {
      throw new Error('no weights');
    });
    expect([of(), of()]).toEqual([null, null]);
    expect(problems.map(({ code }) => code)).toEqual(['likelihood-failed']);
  });

  it('has nothing to say without a stage model', () => {
    const read = createReading(
      () => T0,
      () => undefined,
    );
    const rules = gatherRules([]);
    expect(read(rules, initialProfile(rules, ''))).toBeNull();
  });
});
