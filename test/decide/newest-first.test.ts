import { describe, expect, it } from 'vitest';
import { newestFirst } from '../../src/decide/newest-first.js';

describe('newestFirst', () => {
  it('gives each id once, and nothing that is none', () => {
    // A session read from a file may hold anything.
    const odd = ['a', null, 1, Number.NaN, '1', undefined, {}, '', true, 'b', 'a'] as unknown as string[];
    expect(newestFirst(odd)).toEqual(['a', 'b', '1']);
  });
});
