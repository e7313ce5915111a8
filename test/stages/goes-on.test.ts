import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { goesOn, hearSilence, NO_SILENCE, type Silence, safeSeconds } from '../../src/stages/goes-on.js';

const heard = (silences: readonly number[]): Silence => silences.reduce(hearSilence, NO_SILENCE);
const times = (count: number, seconds: number) => Array.from({ length: count }, () => seconds);

describe('goesOn', () => {
  it('starts with what shops usually see', () => {
    expect([0, 30, 60, 120, 300, 600].map(seconds => Math.round(100 * goesOn(NO_SILENCE, seconds)))).toEqual([
      55, 45, 39, 30, 17, 8,
    ]);
    expect(goesOn(NO_SILENCE, 1800)).toBe(0);
    expect(goesOn(NO_SILENCE, 1e9)).toBe(0);
  });

  it('follows the visitors of this site once there are many', () => {
    const slow = heard([...times(900, 600), ...times(100, 1800)]);
    expect(goesOn(slow, 100)).toBeGreaterThan(0.85);
    expect(goesOn(slow, 700)).toBeLessThan(0.1);
  });

  it('only falls as silence goes on', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 4000, noNaN: true }), { maxLength: 200 }), silences => {
        const known = heard(silences);
        const shares = Array.from({ length: 90 }, (_, index) => goesOn(known, index * 21));
        for (const [index, share] of shares.entries()) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual((shares[index - 1] ?? 1) + 1e-9);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('takes half an hour, and what is no number, for leaving', () => {
    expect(heard([1800, 1e9, Number.NaN]).left).toBe(3);
    expect(hearSilence(NO_SILENCE, -5).wentOn[0]).toBe(1);
  });
});

describe('safeSeconds', () => {
  it('is 160 s before anything is learned, and longer for a smaller share', () => {
    expect(safeSeconds(NO_SILENCE)).toBe(160);
    expect(safeSeconds(NO_SILENCE, 0.15)).toBeGreaterThan(300);
    expect(safeSeconds(NO_SILENCE, 0.35)).toBeLessThan(100);
  });

  it('waits longer where visitors are slow and less where they leave at once', () => {
    expect(safeSeconds(heard([...times(300, 500), ...times(50, 1800)]))).toBeGreaterThan(400);
    expect(safeSeconds(heard([...times(50, 10), ...times(300, 1800)]))).toBeLessThan(60);
  });

  it('moves by little for one visitor’s few silences', () => {
    expect(Math.abs(safeSeconds(heard([5, 1800])) - 160)).toBeLessThan(20);
  });
});
