import { afterEach, describe, expect, it, vi } from 'vitest';
import { deviceOf, readDevice } from '../../src/capture/device-of.js';

afterEach(() => vi.unstubAllGlobals());

/** A window as CSS describes it. */
function open(innerWidth: number, innerHeight: number, pointer: string): void {
  for (const [name, value] of Object.entries({ innerWidth, innerHeight })) vi.stubGlobal(name, value);
  vi.stubGlobal('matchMedia', (query: string) => ({ matches: query === `(pointer: ${pointer})` }));
}

describe('the class of a device', () => {
  it.each([
    ['mobile', 390, 844, 'coarse'],
    ['mobile', 844, 390, 'coarse'],
    ['mobile', 599, 960, 'coarse'],
    ['tablet', 600, 960, 'coarse'],
    ['tablet', 1_180, 820, 'coarse'],
    ['desktop', 1_440, 900, 'fine'],
    ['desktop', 400, 500, 'fine'],
    ['desktop', 1_920, 1_080, 'none'],
  ])('is %s for a window of %i × %i with a pointer that is %s', (device, width, height, pointer) => {
    open(width, height, pointer);
    expect(readDevice()).toBe(device);
  });

  it.each([
    ['is missing', undefined],
    ['answers nothing', () => null],
    [
      'throws',
      () => {
        throw new Error('no');
      },
    ],
  ])('is not told where `matchMedia` %s', (_, matchMedia) => {
    vi.stubGlobal('matchMedia', matchMedia);
    expect(readDevice()).toBeNull();
  });

  it('takes the shorter side, whole or not', () => {
    expect([deviceOf(true, 599.9), deviceOf(true, 600), deviceOf(false, 0)]).toEqual(['mobile', 'tablet', 'desktop']);
  });
});
