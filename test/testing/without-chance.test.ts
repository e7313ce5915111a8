import { describe, expect, it } from 'vitest';
import { withoutChance } from '../../src/testing/without-chance.js';

describe('withoutChance', () => {
  it.each<[string, () => unknown]>([
    ['Date.now', () => Date.now()],
    ['new Date()', () => new Date()],
    ['Date()', () => Date()],
    ['Math.random', () => Math.random()],
    ['performance.now', () => performance.now()],
    ['crypto.randomUUID', () => crypto.randomUUID()],
    ['setTimeout', () => setTimeout(() => {}, 0)],
    ['fetch', () => void fetch('/')],
  ])('refuses `%s`, and gives it back', (name, run) => {
    const { now } = Date;
    expect(() => withoutChance(run)).toThrow(`\`${name}\` was called`);
    expect(Date.now).toBe(now);
    expect(Math.random()).toBeLessThan(1);
    expect(Object.hasOwn(performance, 'now')).toBe(false);
  });

  it('leaves dates of a known moment, and answers what the work answers', () => {
    expect(withoutChance(() => new Date(0).toISOString())).toBe('1970-01-01T00:00:00.000Z');
    expect(withoutChance(() => Date.UTC(1970, 0) + Date.parse('1970-01-01'))).toBe(0);
  });
});
