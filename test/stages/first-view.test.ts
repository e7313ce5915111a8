import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FirstViewContext, firstView, firstViewShift } from '../../src/stages/first-view.js';

const USUAL: FirstViewContext = {
  secondsToView: 40,
  pageViews: 2,
  scrolls: 1,
  searches: 0,
  promotions: 0,
  engagements: 1,
  price: 20,
  isNew: true,
  earlierVisits: 0,
  boughtBefore: false,
  sameCategory: false,
};

describe('firstView', () => {
  it('answers the usual chance when nothing is known, and lets what is missing say nothing', () => {
    expect(firstView({})).toBeCloseTo(0.04, 12);
    expect(firstViewShift({ secondsToView: null, price: undefined as unknown as null })).toBe(0);
    expect(firstViewShift({ scrolls: 5 })).toBeCloseTo(-0.1 * (Math.log(6) - 0.47), 12);
  });

  it('rates a returning buyer far above somebody new', () => {
    const again = {
      ...USUAL,
      isNew: false,
      earlierVisits: 3,
      boughtBefore: true,
      daysSinceLast: 1,
      sameCategory: true,
    };
    expect(firstView(again)).toBeGreaterThan(3 * firstView(USUAL));
  });

  it('believes less and less in whoever was away for long, and takes a first visit for no return', () => {
    const back = (daysSinceLast: number) => firstView({ ...USUAL, isNew: false, earlierVisits: 1, daysSinceLast });
    expect(back(1)).toBeGreaterThan(back(10));
    expect(back(10)).toBeGreaterThan(back(100));
    expect(firstView({ ...USUAL, daysSinceLast: 0 })).toBe(firstView(USUAL));
  });

  it('takes a number of orders, or of anything that is so or not, for a yes', () => {
    const counts = { isNew: 1, boughtBefore: 3, sameCategory: 12 };
    const answers = { isNew: true, boughtBefore: true, sameCategory: true };
    const counted = { ...USUAL, ...(counts as object) };
    expect(firstView(counted)).toBe(firstView({ ...USUAL, ...answers }));
  });

  it('rises with engagement and falls with a long way to the first product', () => {
    expect(firstView({ ...USUAL, engagements: 4 })).toBeGreaterThan(firstView(USUAL));
    expect(firstView({ ...USUAL, secondsToView: 900 })).toBeLessThan(firstView(USUAL));
  });

  it('is a chance whatever it is given', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(USUAL), 'daysSinceLast'), fc.anything()), context => {
        const chance = firstView(context);
        expect(chance >= 0 && chance <= 1).toBe(true);
      }),
    );
  });
});
