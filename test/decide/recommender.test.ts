import { brotliCompressSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { cooccurrence } from '../../src/decide/cooccurrence.js';
import { recommendWith } from '../../src/decide/recommend-with.js';
import { recommender } from '../../src/decide/recommender.js';
import { sessionsOf } from './sessions.js';

const SESSIONS = sessionsOf(2_000, 20);
const brotli = (text: string): number => brotliCompressSync(text).length;

afterEach(() => vi.unstubAllGlobals());

describe('recommender', () => {
  it('says the compressed bytes of the very file a page would load, and keeps to the bound', () => {
    const { bytes, rec } = recommender(SESSIONS, { maxBytes: 2_000 });
    const file = cooccurrence(SESSIONS, { maxBytes: 2_000, sizeOf: brotli });
    expect(bytes).toBe(brotli(JSON.stringify(file)));
    expect(bytes).toBeLessThanOrEqual(2_000);
    expect(rec([3, 23], 10)).toEqual(recommendWith(file).rec([3, 23], 10));
  });

  it('foretells more with more bytes', () => {
    const hits = (maxBytes: number): number => {
      const { rec } = recommender(SESSIONS.slice(0, 1_800), { maxBytes });
      const asked = SESSIONS.slice(1_800).map(session => [session.slice(0, -1), session.at(-1) ?? ''] as const);
      return asked.filter(([before, next]) => rec(before, 10).includes(next)).length;
    };
    expect(hits(4_000)).toBeGreaterThan(hits(600) * 1.2);
  });

  it('measures uncompressed text where there is no zlib', () => {
    vi.stubGlobal('process', undefined);
    const { bytes } = recommender(SESSIONS, { maxBytes: 2_000 });
    vi.unstubAllGlobals();
    expect(bytes).toBe(JSON.stringify(cooccurrence(SESSIONS, { maxBytes: 2_000 })).length);
  });
});
