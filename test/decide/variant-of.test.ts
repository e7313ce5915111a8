import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Split, variantOf } from '../../src/decide/variant-of.js';

const PRICE: Split = { id: 'price', variants: { plain: 1, bold: 3 } };
const IDS = Array.from({ length: 20_000 }, (_, number) => `visitor-${number}`);

/** How many of the visitors got each variant. */
function tally(split: Split, ids: readonly string[] = IDS): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const id of ids) {
    const variant = variantOf(id, split);
    counts.set(variant, (counts.get(variant) ?? 0) + 1);
  }
  return counts;
}

describe('variantOf', () => {
  it('is the same for the same visitor, and another draw under another id', () => {
    const draws = (split: Split) => IDS.map(id => variantOf(id, split));
    expect(draws(PRICE)).toEqual(draws(PRICE));
    const both = IDS.filter(
      id => variantOf(id, PRICE) === 'bold' && variantOf(id, { ...PRICE, id: 'other' }) === 'bold',
    );
    expect(Math.abs(both.length - (9 / 16) * IDS.length)).toBeLessThan(4 * Math.sqrt(IDS.length * (9 / 16) * (7 / 16)));
  });

  it('draws by weight, names alone evenly, within four standard errors', () => {
    const error = (share: number) => 4 * Math.sqrt(IDS.length * share * (1 - share));
    expect(Math.abs((tally(PRICE).get('bold') ?? 0) - 0.75 * IDS.length)).toBeLessThan(error(0.75));
    const even = tally({ id: 'slot', variants: ['a', 'b', 'c', 'd'] });
    for (const count of even.values()) expect(Math.abs(count - IDS.length / 4)).toBeLessThan(error(0.25));
    expect(even.size).toBe(4);
  });

  it('gives the control to who takes no part, and leaves the others as they are when the share grows', () => {
    const changed = (id: string, share: number) => variantOf(id, { ...PRICE, share });
    const bold = tally({ ...PRICE, share: 0.2 }).get('bold') ?? 0;
    expect(Math.abs(bold - 0.15 * IDS.length)).toBeLessThan(4 * Math.sqrt(IDS.length * 0.15 * 0.85));
    expect(IDS.filter(id => changed(id, 0.2) === 'bold' && changed(id, 0.6) !== 'bold')).toEqual([]);
  });

  it('gives machines the control', () => {
    const machines = IDS.map(id => `robot-${id}`);
    expect(tally(PRICE, machines)).toEqual(new Map([['plain', IDS.length]]));
  });

  it('is one of the variants for any visitor', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.double({ min: 1e-9, max: 1e9 }), { minKeys: 1 }),
        (id, variants) => {
          expect(Object.keys(variants)).toContain(variantOf(id, { id: 'any', variants }));
        },
      ),
    );
  });
});
