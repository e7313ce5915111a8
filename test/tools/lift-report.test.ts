import { describe, expect, it } from 'vitest';
import { type Arm, liftOf } from '../../src/tools/lift-of.js';
import { liftReport, sentencesOf } from '../../src/tools/lift-report.js';

function arm(variant: string, visitors: number, conversions: number, exposed = visitors): Arm {
  const value = { sum: conversions * 50, squares: conversions * 2_500, most: 50 };
  return { variant, exposed, visitors, conversions, value, weight: 1 };
}

function report(arms: readonly [Arm, ...Arm[]], leftOut = 0, currency = ''): string {
  return liftReport({ kind: 'nudge', id: 'coupon', goal: 'sign_up', arms, leftOut }, liftOf(arms), { currency });
}

const sentences = (...arms: readonly [Arm, ...Arm[]]) => sentencesOf(liftOf(arms)).join('\n');

describe('liftReport', () => {
  it('shows a line a group, whether sizes are right, and what may be said', () => {
    const lines = report([arm('held', 10_000, 300, 10_020), arm('shown', 10_000, 450)], 3, 'EUR').split('\n');
    expect(lines[1]).toBe('coupon (nudge), goal `sign_up`, values in EUR');
    expect(lines[3]).toMatch(/^ {2}held +10000 +20 +300 +3\.00 % +1\.50$/);
    expect(lines[4]).toMatch(
      /^ {2}shown +10000 +0 +450 +4\.50 % +1\.50 \[\d\.\d\d, \d\.\d\d\] +\[\d\.\d\d, \d\.\d\d\] +50 % \[\d+, \d+\] +2\.25 +0\.75 \[\d\.\d\d, \d\.\d\d\]$/,
    );
    expect(lines.slice(5)).toEqual([
      '  3 visitors met it while it had other weights or another goal and are left out.',
      '  The groups have the sizes they were drawn with (p = 1.000).',
      expect.stringMatching(
        /"shown" helps: more reach the goal than of "held", between 0\.\d\d and 2\.\d\d points \(95 % sure/,
      ),
    ]);
  });

  it('leaves values out where they have no one currency', () => {
    expect(report([arm('held', 1_000, 30), arm('shown', 1_000, 45)])).not.toMatch(/value/);
  });

  it('says of one group alone that there is nothing to compare with', () => {
    expect(report([arm('shown', 1_000, 30)])).toMatch(/one group only: nothing to compare with/);
  });

  it('says how to have sizes checked where the weights are unknown', () => {
    expect(report([{ ...arm('held', 10, 1), weight: null }, arm('shown', 10, 1)])).toMatch(/Name them with --weights/);
  });

  it('says nothing of the groups where their sizes are off', () => {
    const text = report([arm('held', 8_000, 300), arm('shown', 10_000, 450)]);
    expect(text).toMatch(/BELIEVE NO FIGURE HERE: the groups \(8000 held, 10000 shown\)/);
    expect(text).not.toMatch(/helps/);
  });
});

describe('sentencesOf', () => {
  it('does not say more than is known', () => {
    expect(sentences(arm('held', 100, 9), arm('shown', 100, 30))).toMatch(
      /"shown": not enough visitors yet to say\. It takes 10/,
    );
    expect(sentences(arm('held', 1_000, 30), arm('shown', 1_000, 35))).toMatch(
      /"shown": not enough visitors yet to say\. The difference from "held" may be anything between -\d\.\d\d and \d\.\d\d points/,
    );
    expect(sentences(arm('held', 10_000, 450), arm('shown', 10_000, 300))).toMatch(/"shown" harms: fewer reach/);
    expect(sentences(arm('a', 10_000, 300), arm('b', 10_000, 450), arm('c', 10_000, 310))).toMatch(
      /"b" helps.*97\.5 % sure.*\n"c": not enough/,
    );
  });
});
