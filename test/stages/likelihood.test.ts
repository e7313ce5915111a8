import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { likelihoodOf, reachOf, signalsOf } from '../../src/stages/likelihood.js';
import { defaultLikelihood, type LikelihoodModel } from '../../src/stages/likelihood-model.js';
import { NOTHING, type Shown, show } from '../../src/stages/shown.js';
import { MINUTE, T0 } from '../journeys/journey.js';

const TYPES = [
  'page_view',
  'view_item',
  'login',
  'view_cart',
  'add_to_cart',
  'remove_from_cart',
  'begin_checkout',
  'purchase',
];

/** A visit in which these happened, a minute apart. */
function visitOf(...types: readonly string[]): Shown {
  let at = T0 - MINUTE;
  return types.reduce((shown, type) => {
    at += MINUTE;
    return show(shown, { type, at, item: type === 'view_item' ? `${at}` : '' }, 'one');
  }, NOTHING);
}

const buy = (shown: Shown, model: LikelihoodModel = defaultLikelihood) => likelihoodOf(model, shown, shown.at).buy;

describe('likelihoodOf', () => {
  it('starts near the base rate of the site', () => {
    expect(buy(visitOf('page_view'))).toBeGreaterThan(0.02);
    expect(buy(visitOf('page_view'))).toBeLessThan(0.04);
    const busy = { ...defaultLikelihood, baseRate: 0.2 };
    expect(buy(visitOf('page_view'), busy)).toBeGreaterThan(0.15);
  });

  it('takes no signal from Object.prototype', () => {
    const usual = buy(visitOf('page_view'));
    const prototype = Object.prototype as { each?: unknown };
    try {
      for (const hung of [() => {}, 'a text', [9, 9]]) {
        prototype.each = hung;
        expect(buy(visitOf('page_view'))).toBe(usual);
        expect(
          likelihoodOf(defaultLikelihood, visitOf('page_view'), T0).reasons.map(({ signal }) => signal),
        ).not.toContain('each');
      }
    } finally {
      delete prototype.each;
    }
  });

  it('rises with the cart and with the checkout', () => {
    const [looked, filled, paying] = [
      visitOf('view_item'),
      visitOf('view_item', 'add_to_cart'),
      visitOf('view_item', 'add_to_cart', 'begin_checkout'),
    ].map(shown => buy(shown));
    expect(filled).toBeGreaterThan(4 * (looked ?? 1));
    expect(paying).toBeGreaterThan(filled ?? 1);
  });

  it('falls with every look elsewhere and every minute after the cart', () => {
    const filled = ['view_item', 'add_to_cart'];
    expect(buy(visitOf(...filled, 'view_item', 'view_item'))).toBeLessThan(buy(visitOf(...filled)));
    const shown = visitOf(...filled);
    const later = (minutes: number) => likelihoodOf(defaultLikelihood, shown, shown.at + minutes * MINUTE).buy;
    expect(later(3)).toBeLessThan(later(0));
    expect(later(30)).toBeLessThan(later(3));
  });

  it('says how likely the cart is left only while there is one', () => {
    expect(likelihoodOf(defaultLikelihood, visitOf('view_item'), T0).abandon).toBeNull();
    const { buy: bought, abandon } = likelihoodOf(defaultLikelihood, visitOf('add_to_cart'), T0);
    expect(abandon).toBe(1 - bought);
    expect(likelihoodOf(defaultLikelihood, visitOf('add_to_cart', 'purchase'), T0).abandon).toBeNull();
  });

  it('learns the habit of a visitor, and believes the base rate at first', () => {
    const visits = (count: number, orders: number): Shown => ({
      ...visitOf('view_item', 'page_view'),
      visits: count,
      buying: orders,
    });
    expect(buy(visits(10, 5))).toBeGreaterThan(5 * buy(visits(0, 0)));
    expect(buy(visits(10, 0))).toBeLessThan(buy(visits(0, 0)));
    expect(buy(visits(10, 5))).toBeGreaterThan(buy(visits(1, 1)) * 0.9);
  });

  it('gives reasons that sum to the score, and a score that is the chance in log-odds', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...TYPES), { maxLength: 30 }), fc.nat(1e7), (types, silence) => {
        const shown = visitOf(...types);
        const { buy: chance, score, reasons } = likelihoodOf(defaultLikelihood, shown, shown.at + silence);
        expect(reasons.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(score, 12);
        expect(Math.log(chance / (1 - chance))).toBeCloseTo(score, 9);
        expect(JSON.parse(JSON.stringify(reasons))).toEqual(
          reasons.map(reason => ({ ...reason, weight: reason.weight + 0 })),
        );
      }),
    );
  });

  it('is what `firstView` says at the first look, and the scorecard before and after it', () => {
    const signals = (...types: readonly string[]) =>
      likelihoodOf(defaultLikelihood, visitOf(...types), T0).reasons.map(({ signal }) => signal);
    expect(signals('login', 'view_item')).toEqual(['none', 'context']);
    for (const types of [['login'], ['view_item', 'page_view'], ['view_item', 'view_item']])
      expect(signals(...types)).toContain('habit');
    expect(signals('add_to_cart', 'view_item')[0]).toBe('cart');
    const fitted = { ...defaultLikelihood, basis: 'fitted' as const };
    expect(likelihoodOf(fitted, visitOf('view_item'), T0).reasons.map(({ signal }) => signal)).toContain('habit');
  });

  it('takes a fitted model, and leaves out signals it does not know', () => {
    const fitted: LikelihoodModel = {
      ...defaultLikelihood,
      basis: 'fitted',
      weights: {
        ...defaultLikelihood.weights,
        none: { again: [2, 0], moon: [5, 1] } as LikelihoodModel['weights']['none'],
      },
    };
    const { basis, reasons } = likelihoodOf(fitted, visitOf('view_item'), T0);
    expect(basis).toBe('fitted');
    expect(reasons.find(({ signal }) => signal === 'moon')?.weight).toBe(0);
  });
});

describe('the signals', () => {
  it('tell how far the visit has come', () => {
    expect(reachOf(visitOf('view_item'))).toBe('none');
    expect(reachOf(visitOf('add_to_cart', 'view_item'))).toBe('cart');
    expect(reachOf(visitOf('add_to_cart', 'begin_checkout', 'page_view'))).toBe('checkout');
    expect(reachOf(visitOf('add_to_cart', 'remove_from_cart'))).toBe('none');
    expect(reachOf(visitOf('begin_checkout', 'purchase'))).toBe('none');
  });

  it('are finite however odd the clock', () => {
    const shown = { ...visitOf('add_to_cart'), at: T0 - 1e12, startAt: T0, cartAt: T0 };
    expect(Object.values(signalsOf(shown)).every(Number.isFinite)).toBe(true);
    expect(buy(shown)).toBeGreaterThan(0);
  });
});
