import { describe, expect, it } from 'vitest';
import { type CooccurrenceFile, cooccurrence } from '../../src/decide/cooccurrence.js';
import { recommendWith } from '../../src/decide/recommend-with.js';
import { sessionsOf } from './sessions.js';

const fileOf = (sessions: readonly (readonly (string | number)[])[]): CooccurrenceFile =>
  cooccurrence(sessions, { maxBytes: 100_000 });
const times = <T>(count: number, session: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: count }, () => session);

/** Drums are looked at most, alone. */
const GUITARS = fileOf([
  ...times(30, ['drum']),
  ...times(8, ['drum', 'sticks']),
  ...times(8, ['cedar', 'strings']),
  ...times(2, ['cedar', 'tuner']),
]);

describe('recommendWith', () => {
  it('foretells what was looked at together, the most often first', () => {
    const found = recommendWith(GUITARS).rec(['cedar'], 5);
    const others = found.filter(id => id !== 'cedar');
    expect(others.slice(0, 2)).toEqual(['strings', 'tuner']);
  });

  it('reads a pair in both directions', () => {
    const { rec } = recommendWith(GUITARS);
    expect(rec(['tuner'], 2)).toContain('cedar');
    expect(rec(['strings'], 2)).toContain('cedar');
  });

  it('goes by the last six products, the newest most', () => {
    const { rec } = recommendWith(GUITARS);
    const others = (items: readonly string[]) => rec(items, 12).filter(id => !items.includes(`${id}`));
    expect(others(['cedar', 'sticks'])[0]).toBe('drum');
    expect(others(['sticks', 'cedar'])[0]).toBe('strings');
    const six = Array.from({ length: 6 }, (_, index) => `x${index}`);
    expect(others(['cedar', ...six.slice(1)])[0]).toBe('strings');
    expect(others(['cedar', ...six])[0]).toBe('drum');
  });

  it('puts own products where the file says', () => {
    const withOwn = (own: readonly number[]) => recommendWith({ ...GUITARS, own }).rec(['drum', 'cedar'], 3);
    expect(withOwn([2, 1.5])).toEqual(['cedar', 'drum', 'strings']);
    expect(withOwn([0.9, 0.01]).slice(0, 2)).toEqual(['strings', 'cedar']);
    expect(withOwn([0.9, 0.01])).not.toContain('drum');
  });

  it('fills up with what is popular, each once, at most as many as asked', () => {
    const found = recommendWith(GUITARS).rec(['unknown'], 4);
    expect(found[0]).toBe('unknown');
    expect(found[1]).toBe('drum');
    expect(found).toHaveLength(4);
    expect(new Set(recommendWith(GUITARS).rec(['cedar'], 20)).size).toBe(5);
    expect(recommendWith(GUITARS).rec([], 2)).toHaveLength(2);
    expect(recommendWith(GUITARS).rec(['cedar'], 0)).toEqual([]);
  });

  it('names a product once, as the file does, whether it is asked about as a number or as text', () => {
    const texts = recommendWith(fileOf(times(4, ['0', '7', '8'])));
    expect([...texts.rec([0, 7], 20)].sort()).toEqual(['0', '7', '8']);
    const numbers = recommendWith(fileOf(times(4, [0, 7, 8])));
    expect([...numbers.rec(['0', '7'], 20)].sort()).toEqual([0, 7, 8]);
  });

  it('gives nothing where fewer than none are asked for', () => {
    expect(recommendWith(GUITARS).rec(['cedar'], -1)).toEqual([]);
    expect(recommendWith(GUITARS).together(['cedar'], -1)).toEqual([]);
  });

  it('tells apart what was looked at together', () => {
    const { together } = recommendWith(GUITARS);
    expect(together(['sticks', 'cedar'], 9)).toEqual(['strings', 'drum', 'tuner']);
    expect(together(['cedar'], 1)).toEqual(['strings']);
    expect(together(['unknown'], 9)).toEqual([]);
  });

  it('gives ids of the type the sessions had, and knows either', () => {
    const { rec } = recommendWith(fileOf(times(5, [7, 9])));
    expect(rec([7], 2)).toContain(9);
    expect(rec(['7'], 2)).toContain(9);
    expect(recommendWith(fileOf(times(5, ['7', '9']))).rec(['7'], 2)).toContain('9');
  });

  it('foretells nothing new by a file of another format', () => {
    // A file of a later build.
    const later = { ...GUITARS, format: 2 } as unknown as CooccurrenceFile;
    expect(recommendWith(later).rec(['drum', 'cedar'], 3)).toEqual(['cedar', 'drum']);
  });

  it('loses nothing on the way through a file: it finds the groups of a shop', () => {
    const { rec } = recommendWith(fileOf(sessionsOf(3_000, 20)));
    for (const item of [0, 7, 105, 399])
      expect(rec([item], 11).filter(id => Number(id) % 20 === item % 20).length).toBeGreaterThan(9);
  });
});
