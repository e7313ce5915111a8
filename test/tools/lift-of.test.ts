import { describe, expect, it } from 'vitest';
import { type Arm, liftOf } from '../../src/tools/lift-of.js';
import { seeded } from '../../src/tools/seeded.js';

function arm(variant: string, visitors: number, conversions: number, more: Partial<Arm> = {}): Arm {
  const value = { sum: conversions * 50, squares: conversions * 2_500, most: conversions ? 50 : 0 };
  return { variant, exposed: visitors, visitors, conversions, value, weight: 1, ...more };
}

describe('liftOf', () => {
  it('compares each group with the first', () => {
    const { control, groups, ratio } = liftOf([arm('held', 10_000, 300), arm('shown', 10_000, 450)]);
    expect(control).toBe('held');
    expect(groups).toMatchObject([
      { variant: 'shown', alpha: 0.05, rate: { absolute: { value: expect.closeTo(0.015) } } },
    ]);
    expect(groups[0]?.rate?.absolute.anytime[0]).toBeGreaterThan(0);
    expect(groups[0]?.value?.absolute.value).toBeCloseTo(0.75, 12);
    expect(ratio).toMatchObject({ isOff: false });
  });

  it('widens the intervals where several groups are compared, so that all hold together', () => {
    const [held, shown] = [arm('held', 10_000, 300), arm('shown', 10_000, 450)] as const;
    const widthIn = (...more: readonly Arm[]) => {
      const [low, high] = liftOf([held, shown, ...more]).groups[0]?.rate?.absolute.anytime ?? [];
      return (high ?? 0) - (low ?? 0);
    };
    expect(widthIn(arm('other', 10_000, 300))).toBeGreaterThan(widthIn());
    expect(liftOf([held, shown, arm('other', 1, 1)]).groups.map(({ alpha }) => alpha)).toEqual([0.025, 0.025]);
  });

  it('says nothing while ten do not reach the goal, or ten reach it, in some group', () => {
    const rateOf = (held: Arm, shown: Arm) => liftOf([held, shown]).groups[0]?.rate;
    expect(rateOf(arm('held', 1_000, 9), arm('shown', 1_000, 50))).toBeNull();
    expect(rateOf(arm('held', 1_000, 50), arm('shown', 1_000, 991))).toBeNull();
    expect(rateOf(arm('held', 1_000, 10), arm('shown', 1_000, 990))).not.toBeNull();
    expect(rateOf(arm('held', 0, 0), arm('shown', 0, 0))).toBeNull();
  });

  it('checks the sizes of everybody exposed, whose window may still be open', () => {
    const held = arm('held', 100, 20, { exposed: 5_000 });
    expect(liftOf([held, arm('shown', 100, 20, { exposed: 6_000 })]).ratio?.isOff).toBe(true);
    expect(liftOf([held, arm('shown', 200, 20, { exposed: 5_000 })]).ratio?.isOff).toBe(false);
    expect(liftOf([held, arm('shown', 100, 20, { weight: null })]).ratio).toBeNull();
    expect(liftOf([held]).ratio).toBeNull();
  });

  it('has no value to compare where nothing is worth anything', () => {
    const value = { sum: 0, squares: 0, most: 0 };
    expect(liftOf([arm('held', 1_000, 50, { value }), arm('shown', 1_000, 50)]).groups[0]).toMatchObject({
      value: null,
    });
  });

  it('contains 0 for two groups that are treated alike, in 95 of 100 A/A tests at least', () => {
    const random = seeded(11);
    const buyers = () => Array.from({ length: 4_000 }).filter(() => random() < 0.03).length;
    const holds = Array.from({ length: 100 }, () => {
      const [low, high] = liftOf([arm('held', 4_000, buyers()), arm('shown', 4_000, buyers())]).groups[0]?.rate
        ?.absolute.anytime ?? [1, 1];
      return (low ?? 0) <= 0 && (high ?? 0) >= 0;
    });
    expect(holds.filter(Boolean).length).toBeGreaterThanOrEqual(95);
  });
});
