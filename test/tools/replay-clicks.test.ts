import { describe, expect, it } from 'vitest';
import { gatherRules } from '../../src/core/rules.js';
import { storefront } from '../../src/storefront.js';
import type { Click } from '../../src/tools/click-formats.js';
import { replayClicks } from '../../src/tools/replay-clicks.js';
import { replayReport } from '../../src/tools/replay-report.js';
import { DAY, MINUTE, T0 } from '../journeys/journey.js';

const item = { item_id: 'cedar', item_name: 'cedar' };
const click = (visitor: string, minutes: number, type = 'view_item'): Click => ({
  visitor,
  at: T0 + minutes * MINUTE,
  type,
  item,
});
const CLICKS = [
  click('a', 0),
  click('a', 1),
  click('a', 2, 'add_to_cart'),
  click('b', 0),
  { visitor: 'b', at: T0 + MINUTE, type: 'view_item' },
];

describe('replayClicks', () => {
  const replayed = replayClicks(gatherRules(storefront()), CLICKS);

  it('counts visitors, what was taken, and what was refused', () => {
    expect(replayed).toMatchObject({ visitors: 2, seen: 4, refused: 1 });
    expect(replayed.costs).toHaveLength(4);
    expect([...replayed.problems]).toEqual([]);
  });

  it('decides what time alone makes due, within a day after the last click of a visitor', () => {
    expect(replayed.timeSteps).toBeGreaterThan(0);
    expect(replayed.decisions.get('cart.abandon')).toBe(1);
  });

  it('counts the stages after the first touchpoints of each visitor', () => {
    const counted = [...replayed.stages].map(([mark, counts]) => [
      mark,
      [...counts.values()].reduce((a, b) => a + b, 0),
    ]);
    expect(counted).toEqual([1, 2, 3, 5, 10, 20, 50].map(mark => [mark, mark === 1 ? 2 : mark < 4 ? 1 : 0]));
  });

  it('starts anew with every visitor, however long after the one before', () => {
    const later = CLICKS.map(one => (one.visitor === 'b' ? { ...one, at: one.at + 9 * DAY } : one));
    expect(replayClicks(gatherRules(storefront()), later).stages).toEqual(replayed.stages);
  });
});

describe('replayReport', () => {
  it('says how fast it was, what was decided, and the stages, the most frequent first', () => {
    const text = replayReport({
      visitors: 3,
      seen: 4,
      refused: 1,
      timeSteps: 2,
      seconds: 2,
      costs: [0.004, 0.001, 0.002, 0.003],
      decisions: new Map(Object.entries({ rare: 1, often: 5 })),
      problems: new Map([['odd', 1]]),
      stages: new Map([
        [1, new Map(Object.entries({ Awareness: 1, Consideration: 3 }))],
        [2, new Map<string, number>()],
      ]),
    });
    expect(text.split('\n')).toEqual([
      '  4 touchpoints of 3 visitors in 2.0 s: 2 a second with check, redaction and 2 steps by time alone; one `advance`: median 3 µs, 95 % under 4 µs; 1 refused',
      '  decisions: often 5, rare 1; problems: odd 1',
      '  after  1 touchpoints (4 visitors): Consideration 75.0 %, Awareness 25.0 %',
    ]);
  });
});
