import { describe, expect, it } from 'vitest';
import { completeNudge } from '../../src/decide/complete-nudge.js';
import type { NudgeTerms } from '../../src/decide/nudge-options.js';

const OPTIONS = { id: 'help', when: { on: 'search' }, content: { title: 'Help?' } };
const complete = (options: object = {}, terms: object = {}) =>
  completeNudge({ ...OPTIONS, ...options }, terms, 'nudge');

describe('completeNudge', () => {
  it('ranks a rescue above a service, and both above any promotion', () => {
    const priorities = [
      { kind: 'rescue', priority: -99 },
      { kind: 'service', priority: 99 },
      { kind: 'service', priority: -99 },
      { priority: 99 },
    ].map(options => complete(options).priority);
    expect(priorities).toEqual([...priorities].sort((a, b) => b - a));
    expect(new Set(priorities).size).toBe(4);
  });

  it.each<keyof NudgeTerms>(['quietSeconds', 'pauseSeconds', 'dismissedDays', 'cap', 'caps', 'holdout'])(
    'takes `%s` for left out where it is undefined',
    name => {
      expect(complete({}, { [name]: undefined }).terms).toEqual(complete().terms);
    },
  );

  it('takes no option that it does not know: a misspelt `holdout` would measure nothing', () => {
    expect(() => complete({ holdOut: 0.1 })).toThrow('`nudge.holdOut` must be left out: there is no such option.');
  });
});
