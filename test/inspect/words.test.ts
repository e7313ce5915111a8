import { describe, expect, it } from 'vitest';
import { countOf, listOf, moneyOf, plain, timeOf } from '../../src/inspect/words.js';

describe('words', () => {
  it('turns names for code into names for people', () => {
    expect(['view_item', 'repeat-look', 'stage'].map(plain)).toEqual(['View item', 'Repeat look', 'Stage']);
  });

  it('counts in singular and plural', () => {
    expect([countOf(0, 'line'), countOf(1, 'line'), countOf(2, 'line')]).toEqual(['0 lines', '1 line', '2 lines']);
  });

  it('names three and counts the rest', () => {
    expect(listOf(['a', 'b', 'c'])).toBe('a, b, c');
    expect(listOf(['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c and 2 more');
  });

  it('says the time today and the day before', () => {
    const now = new Date(2026, 0, 6, 15, 30).getTime();
    expect(timeOf(new Date(2026, 0, 6, 9, 5).getTime(), now)).toBe('09:05');
    expect(timeOf(new Date(2026, 0, 5, 9, 5).getTime(), now)).toBe('5 Jan');
  });

  it('says money without needless cents, and an unknown currency as a number', () => {
    expect([moneyOf(219, 'EUR'), moneyOf(19.9, 'EUR'), moneyOf(1200, 'JPY')]).toEqual(['€219', '€19.90', '¥1,200']);
    expect([moneyOf(5, ''), moneyOf(5, undefined), moneyOf(5, 'euros')]).toEqual(['5', '5', '5']);
  });
});
