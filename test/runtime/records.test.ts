import { describe, expect, it } from 'vitest';
import { count, FORMAT, isNewer } from '../../src/runtime/records.js';

describe('isNewer', () => {
  it('tells what only a newer build may change, and nothing of a database that says nothing', () => {
    expect([0, FORMAT, FORMAT + 1].map(format => isNewer({ epoch: 'epoch', format }))).toEqual([false, false, true]);
    expect(isNewer()).toBe(false);
  });
});

describe('count', () => {
  it('raises one reason and leaves the others and its argument as they were', () => {
    const counts = Object.freeze({ consent: 2 });
    expect(count(count(counts, 'consent'), 'retention', 3)).toEqual({ consent: 3, retention: 3 });
    expect(counts).toEqual({ consent: 2 });
  });

  it('counts nothing without a reason, and no reason for nothing', () => {
    const counts = { consent: 2 };
    expect(count(counts, null)).toBe(counts);
    expect(count(counts, '')).toBe(counts);
    expect(count(counts, 'retention', 0)).toBe(counts);
  });
});
