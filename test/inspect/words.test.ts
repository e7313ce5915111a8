import { describe, expect, it } from 'vitest';
import type { Reason, Stage } from '../../src/core/stage.js';
import { countOf, listOf, moneyOf, plain, sentenceOf, timeOf } from '../../src/inspect/words.js';

function stage(...reasons: readonly (readonly [text: string, weight: number, touchpoint?: null])[]): Stage {
  return {
    name: 'consideration',
    label: 'Consideration',
    group: '',
    micro: 'consider',
    sure: true,
    belief: {},
    since: 0,
    next: [],
    reasons: reasons.map(
      ([text, weight, touchpoint = 't1' as never]): Reason => ({ text, weight, touchpoint, type: '', at: 0 }),
    ),
  };
}

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

  it('makes one sentence of the two largest reasons', () => {
    const text = sentenceOf(
      stage(['Compared 3 guitars', 3], ['Looked at Cedar 0-14 for the second time', 1.5], ['Searched', 0.2]),
    );
    expect(text).toBe(
      'Consideration, mainly because of: compared 3 guitars, looked at Cedar 0-14 for the second time.',
    );
  });

  it('says what speaks against it, and nothing twice', () => {
    const text = sentenceOf(
      stage(['Put Cedar in the cart', 5], ['Put Cedar in the cart', 4], ['Took Cedar out of the cart', -3]),
    );
    expect(text).toBe(
      'Consideration, mainly because of: put Cedar in the cart. Against it: took Cedar out of the cart.',
    );
  });

  it('leaves out what hardly counts', () => {
    expect(sentenceOf(stage(['Could not pay', 7], ['Went to the checkout', 0.3], ['Read a help page', -0.1]))).toBe(
      'Consideration, mainly because of: could not pay.',
    );
  });

  it('speaks of what was no touchpoint only when there is nothing else', () => {
    expect(sentenceOf(stage(['Nothing points further yet', 1, null]))).toBe(
      'Consideration: nothing points further yet.',
    );
    expect(sentenceOf(stage(['What came earlier', 9, null], ['Searched', 0.2]))).toBe(
      'Consideration, mainly because of: searched.',
    );
    expect(sentenceOf(stage())).toBe('Consideration.');
  });
});
