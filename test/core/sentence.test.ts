import { describe, expect, it } from 'vitest';
import { sentenceOf } from '../../src/core/sentence.js';
import type { Reason, Stage } from '../../src/core/stage.js';

function stage(...reasons: readonly (readonly [text: string, weight: number, touchpoint?: null])[]): Stage {
  return {
    name: 'consideration',
    label: 'Consideration',
    group: '',
    micro: 'consider',
    sure: true,
    overlays: [],
    belief: {},
    since: 0,
    next: [],
    reasons: reasons.map(
      ([text, weight, touchpoint = 't1' as never]): Reason => ({ text, weight, touchpoint, type: '', at: 0, left: 1 }),
    ),
  };
}

describe('sentenceOf', () => {
  it('makes one sentence of the two largest reasons', () => {
    const text = sentenceOf(
      stage(['Compared 3 guitars', 3], ['Looked at Cedar 0-14 for the second time', 1.5], ['Searched', 0.2]),
    );
    expect(text).toBe('Consideration: compared 3 guitars and looked at Cedar 0-14 for the second time.');
  });

  it('says what speaks against it, and nothing twice', () => {
    const text = sentenceOf(
      stage(['Put Cedar in the cart', 5], ['Put Cedar in the cart', 4], ['Took Cedar out of the cart', -3]),
    );
    expect(text).toBe('Consideration: put Cedar in the cart. Against it: took Cedar out of the cart.');
  });

  it('says of repeated looks at a product only the last', () => {
    const looks = ['again and again', 'for the fifth time', 'for the fourth time'];
    const reasons = looks.map(times => [`Looked at Cedar 0-14 ${times}`, 2] as const);
    expect(sentenceOf(stage(...reasons, ['Looked at Cedar 0-14', 0.4], ['Searched', 0.4]))).toBe(
      'Consideration: looked at Cedar 0-14 again and again and searched.',
    );
  });

  it('takes the end of a name for the end of the sentence, and leaves abbreviations as they are', () => {
    const text = sentenceOf(stage(['Looked at Fender Inc.', 2], ['FAQ read', 1], ['Took What? out of the cart', -1]));
    expect(text).toBe('Consideration: looked at Fender Inc. and FAQ read. Against it: took What? out of the cart.');
    expect(sentenceOf(stage(['Looked at Fender Inc.', 2]))).toBe('Consideration: looked at Fender Inc.');
    expect(sentenceOf(stage(['Searched', 2], ['Left What?', -1]))).toBe(
      'Consideration: searched. Against it: left What?',
    );
  });

  it('leaves out what hardly counts', () => {
    expect(sentenceOf(stage(['Could not pay', 7], ['Went to the checkout', 0.3], ['Read a help page', -0.1]))).toBe(
      'Consideration: could not pay.',
    );
  });

  it('speaks of what was no touchpoint only when there is nothing else', () => {
    expect(sentenceOf(stage(['Nothing points further yet', 1, null]))).toBe(
      'Consideration: nothing points further yet.',
    );
    expect(sentenceOf(stage(['What came earlier', 9, null], ['Searched', 0.2]))).toBe('Consideration: searched.');
    expect(sentenceOf(stage())).toBe('Consideration.');
  });
});
