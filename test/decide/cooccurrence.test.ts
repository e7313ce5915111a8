import { describe, expect, it } from 'vitest';
import { type CooccurrenceFile, cooccurrence } from '../../src/decide/cooccurrence.js';
import { unpack } from '../../src/decide/packed.js';
import { sessionsOf } from './sessions.js';

const size = (file: CooccurrenceFile): number => JSON.stringify(file).length;
const pairsIn = (file: CooccurrenceFile): number => unpack(file.gaps).length;
const SESSIONS = sessionsOf(2_000, 20);

describe('cooccurrence', () => {
  it('fills what it may take, and no more', () => {
    for (const maxBytes of [1_000, 3_000, 5_000]) {
      const bytes = size(cooccurrence(SESSIONS, { maxBytes }));
      expect(bytes).toBeLessThanOrEqual(maxBytes);
      expect(bytes).toBeGreaterThan(maxBytes * 0.9);
    }
  });

  it('measures as it is told to', () => {
    const half = cooccurrence(SESSIONS, { maxBytes: 2_000, sizeOf: text => text.length / 2 });
    expect(size(half)).toBeGreaterThan(3_600);
    expect(size(half)).toBeLessThanOrEqual(4_000);
  });

  it('keeps what is seen most often', () => {
    const often = Array.from({ length: 50 }, () => ['tuner', 'strings']);
    const rare = Array.from({ length: 40 }, (_, index) => [`left-${index}`, `right-${index}`]);
    const { ids } = cooccurrence([...rare, ...often], { maxBytes: 220 });
    expect(ids).toContain('tuner');
    expect(ids).toContain('strings');
    expect(ids.length).toBeLessThan(20);
  });

  it('holds everything where there is room', () => {
    const file = cooccurrence([[1, 2, 3]], { maxBytes: 10_000 });
    expect(pairsIn(file)).toBe(3);
    expect(unpack(file.degrees)).toHaveLength(3);
  });

  it('packs ids that are whole numbers, as texts too, and lists others', () => {
    const idsOf = (sessions: readonly (readonly (string | number)[])[]) => cooccurrence(sessions, { maxBytes: 10_000 });
    expect([...unpack(`${idsOf([[44600062, 5]]).ids}`)]).toEqual([5, 44600057]);
    expect(idsOf([[44600062, 5]]).isText).toBe(false);
    expect(idsOf([['44600062', '5']])).toMatchObject({ isText: true, ids: idsOf([[44600062, 5]]).ids });
    expect(idsOf([['05', '5']]).ids).toEqual(['05', '5']);
  });

  it('is a file of nothing where nothing fits or is known', () => {
    expect(pairsIn(cooccurrence(SESSIONS, { maxBytes: 10 }))).toBe(0);
    expect(size(cooccurrence([], { maxBytes: 10 }))).toBeLessThan(200);
  });

  it('survives JSON, and is the same each time', () => {
    const file = cooccurrence(SESSIONS, { maxBytes: 3_000 });
    expect(JSON.parse(JSON.stringify(file))).toEqual(file);
    expect(cooccurrence(SESSIONS, { maxBytes: 3_000 })).toEqual(file);
  });
});
