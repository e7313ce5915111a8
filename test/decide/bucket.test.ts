import { describe, expect, it } from 'vitest';
import { bucketOf } from '../../src/decide/bucket.js';

const VISITORS = Array.from({ length: 20_000 }, (_, number) => `visitor-${number}`);

describe('bucketOf', () => {
  it('is the same for the same visitor and salt', () => {
    expect(bucketOf('a', 'coupon')).toBe(bucketOf('a', 'coupon'));
    expect(bucketOf('a', 'coupon')).not.toBe(bucketOf('a', 'survey'));
  });

  it('is even: every tenth holds a tenth of the visitors, within four standard errors', () => {
    const counts = new Array<number>(10).fill(0);
    for (const id of VISITORS) {
      const tenth = Math.floor((bucketOf(id, 'coupon') ?? 0) * 10);
      counts[tenth] = (counts[tenth] ?? 0) + 1;
    }
    const error = Math.sqrt(VISITORS.length * 0.1 * 0.9);
    for (const count of counts) expect(Math.abs(count - VISITORS.length / 10)).toBeLessThan(4 * error);
  });

  it('is independent for two salts: those in one half are evenly in both halves of another', () => {
    const half = VISITORS.filter(id => (bucketOf(id, 'one') ?? 0) < 0.5);
    const both = half.filter(id => (bucketOf(id, 'two') ?? 0) < 0.5).length;
    expect(Math.abs(both - half.length / 2)).toBeLessThan(4 * Math.sqrt(half.length / 4));
  });

  it('knows no place for a machine', () => {
    expect(bucketOf('robot1234', 'coupon')).toBeNull();
  });
});
