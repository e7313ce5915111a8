import { describe, expect, it } from 'vitest';
import { facts, sketch } from '../../src/inspect/sketch.js';

describe('sketch', () => {
  it('describes an element', () => {
    expect(sketch('li.row', 'text')).toEqual({ kind: 'li.row', content: 'text', attributes: {} });
  });
});

describe('facts', () => {
  it('leaves out what is empty', () => {
    const [list] = facts([
      ['Cart', 'empty'],
      ['Orders', 0],
      ['Segments', ''],
      ['Visit', null],
      ['Looked at', undefined],
      ['Bought', 2],
    ]);
    expect(list).toEqual(
      sketch('dl', [sketch('dt', 'Cart'), sketch('dd', 'empty'), sketch('dt', 'Bought'), sketch('dd', '2')]),
    );
  });
});
