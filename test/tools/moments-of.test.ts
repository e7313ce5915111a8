import { describe, expect, it } from 'vitest';
import { momentsOf } from '../../src/tools/moments-of.js';
import { MINUTE, T0 } from '../journeys/journey.js';

describe('momentsOf', () => {
  it('stops at the first order of a visit and remembers it for the next', () => {
    const act = (minutes: number, type: string) => ({ at: T0 + minutes * MINUTE, type, item: '' });
    const visits = [
      { visitor: 'v', session: 'one', acts: [act(0, 'view_item'), act(1, 'purchase'), act(2, 'view_item')] },
      { visitor: 'v', session: 'two', acts: [act(600, 'view_item')] },
    ];
    const moments = momentsOf(visits);
    expect(moments.map(({ y, shown }) => [y, shown.visits, shown.buying])).toEqual([
      [1, 0, 0],
      [0, 1, 1],
    ]);
  });
});
