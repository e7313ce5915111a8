import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Delivered } from '../../src/core/plugin.js';
import type { Row } from '../../src/core/touchpoint.js';
import { deliverSpoiled } from '../../src/runtime/spoiled.js';
import { row } from './builders.js';

interface Played {
  readonly answer: Delivered;
  /** Places that were taken, in the order they were. */
  readonly taken: readonly number[];
  readonly posts: number;
}

/** A destination that refuses every part with a bad row in it; `away` may say of a part that nobody took it. */
async function play(
  length: number,
  bad: readonly number[],
  away: (part: readonly Row[]) => boolean = () => false,
): Promise<Played> {
  const batch = Array.from({ length }, (_, index) => row(index + 1));
  const taken: number[] = [];
  let posts = 0;
  const answer = await deliverSpoiled(batch, async part => {
    posts++;
    if (away(part)) return { accepted: 0, retryAfterMs: 5 };
    if (part.some(({ seq }) => bad.includes(seq))) return { rejected: true };
    taken.push(...part.map(({ seq }) => seq));
    return {};
  });
  return { answer, taken, posts };
}

/** A destination that takes at most so many rows at once, and refuses what is more for its size. */
async function playSized(length: number, most: number, bad: readonly number[] = []): Promise<Played> {
  const batch = Array.from({ length }, (_, index) => row(index + 1));
  const taken: number[] = [];
  let posts = 0;
  const answer = await deliverSpoiled(batch, async part => {
    posts++;
    if (part.length > most) return { rejected: true, tooLarge: true };
    if (part.some(({ seq }) => bad.includes(seq))) return { rejected: true };
    taken.push(...part.map(({ seq }) => seq));
    return {};
  });
  return { answer, taken, posts };
}

describe('deliverSpoiled', () => {
  it.each(Array.from({ length: 50 }, (_, index) => index + 1))(
    'finds row %i of fifty in seven posts more',
    async bad => {
      const { answer, taken, posts } = await play(50, [bad]);
      expect(answer).toEqual({ accepted: 50, rejected: [bad] });
      expect(taken).toEqual(Array.from({ length: 50 }, (_, index) => index + 1).filter(seq => seq !== bad));
      expect(posts - 1).toBeLessThanOrEqual(7);
    },
  );

  it('refuses exactly the bad rows and delivers all others once, in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 100 }),
        fc.array(fc.nat(99), { minLength: 1 }),
        async (length, places) => {
          const bad = [...new Set(places.map(place => (place % length) + 1))].sort((a, b) => a - b);
          const { answer, taken, posts } = await play(length, bad);
          expect(answer).toEqual({ accepted: length, rejected: bad });
          expect(taken).toEqual(Array.from({ length }, (_, index) => index + 1).filter(seq => !bad.includes(seq)));
          expect(posts).toBeLessThanOrEqual(9 * bad.length + 2);
        },
      ),
    );
  });

  it('costs little more than a post a row where all are bad', async () => {
    const all = Array.from({ length: 100 }, (_, index) => index + 1);
    const { answer, posts } = await play(100, all);
    expect(answer).toEqual({ accepted: 100, rejected: all });
    expect(posts).toBeLessThanOrEqual(115);
  });

  it('refuses no row that was never refused, where a part names its own', async () => {
    const batch = [row(1), row(2)];
    const answer = await deliverSpoiled(batch, async part => (part[0]?.seq === 1 ? { rejected: [1] } : {}));
    expect(answer).toEqual({ accepted: 2, rejected: [1] });
  });

  it('loses no row where a batch is refused for its size alone', async () => {
    for (let most = 1; most < 100; most++) {
      const { answer, taken, posts } = await playSized(100, most);
      expect(answer).toEqual({ accepted: 100, rejected: [] });
      expect(taken).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
      expect(posts).toBeLessThanOrEqual(2 * Math.ceil(100 / most) + 7);
    }
  });

  it('refuses exactly the bad rows where a batch is too large, too', async () => {
    for (const bad of [1, 8, 50, 51, 100]) {
      const { answer, taken } = await playSized(100, 13, [bad]);
      expect(answer).toEqual({ accepted: 100, rejected: [bad] });
      expect(taken).toHaveLength(99);
    }
  });

  it('refuses a row that is too large alone', async () => {
    const answer = await deliverSpoiled([row(1), row(2)], async ([first]) =>
      first?.seq === 1 ? { rejected: true, tooLarge: true } : {},
    );
    expect(answer).toEqual({ accepted: 2, rejected: [1] });
  });

  it('stops where nobody takes a part, and says how far it came and how long to wait', async () => {
    const { answer, taken } = await play(8, [2], part => part.some(({ seq }) => seq > 4) && part[0]?.seq === 3);
    expect(taken).toEqual([1]);
    expect(answer).toEqual({ accepted: 2, rejected: [2], retryAfterMs: 5 });
  });

  it('keeps what a part took of its rows', async () => {
    const batch = [1, 2, 3, 4].map(seq => row(seq));
    const answer = await deliverSpoiled(batch, async part => (part.length > 2 ? { rejected: true } : { accepted: 1 }));
    expect(answer).toEqual({ accepted: 1, rejected: [] });
  });
});
