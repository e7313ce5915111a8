import { describe, expect, it } from 'vitest';
import { withFired } from '../../src/core/advance.js';
import { gatherRules, initialProfile } from '../../src/core/rules.js';
import { turnsOf } from '../../src/core/turns.js';

const { enter, leave, isIn } = turnsOf('segment', 'loyal');
const nobody = initialProfile(gatherRules([]), 'v');
const firing = (...triggers: readonly string[]) =>
  triggers.reduce((profile, trigger, index) => withFired(profile, [{ trigger, at: 10 * (index + 1) }]), nobody);

describe('turns', () => {
  it('names both triggers after the thing', () => {
    expect([enter, leave]).toEqual(['segment-enter-loyal', 'segment-leave-loyal']);
  });

  it('is in between an enter and a leave', () => {
    expect(isIn(nobody)).toBe(false);
    expect(isIn(firing(enter))).toBe(true);
    expect(isIn(firing(enter, leave))).toBe(false);
    expect(isIn(firing(enter, leave, enter))).toBe(true);
  });

  it('is so whatever the clock says', () => {
    expect(isIn(withFired(firing(enter), [{ trigger: leave, at: 1 }]))).toBe(false);
  });
});
