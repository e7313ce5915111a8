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

  it('may take 50,000 bytes where nothing else is said', () => {
    expect(recommender(SESSIONS).bytes).toBe(recommender(SESSIONS, { maxBytes: 50_000 }).bytes);
    expect(recommender(SESSIONS, {}).rec([3, 23], 10)).toEqual(recommender(SESSIONS).rec([3, 23], 10));
  });

  it('refuses bytes and sessions that are none', () => {
    for (const odd of [Number.NaN, 0, -1, '50000', null])
      expect(() => recommender(SESSIONS, { maxBytes: odd as number })).toThrow(
        `\`maxBytes\` of \`recommender\` is "${odd}". Give a number above 0.`,
      );
    for (const odd of [undefined, [null], ['cedar', 'strings']])
      expect(() => recommender(odd as never)).toThrow('Give each as a list of ids.');
  });

  it('measures uncompressed text where there is no zlib', () => {
    vi.stubGlobal('process', undefined);
    const { bytes } = recommender(SESSIONS, { maxBytes: 2_000 });
    vi.unstubAllGlobals();
    expect(bytes).toBe(JSON.stringify(cooccurrence(SESSIONS, { maxBytes: 2_000 })).length);
  });
});
