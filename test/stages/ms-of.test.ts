import { afterEach, expect, it, vi } from 'vitest';
import { msOf } from '../../src/stages/ms-of.js';

const TEN = Date.UTC(2026, 0, 5, 10);

afterEach(() => vi.unstubAllEnvs());

it('reads numbers, and times in text as UTC unless they say another zone', () => {
  vi.stubEnv('TZ', 'America/New_York');
  expect(new Date(TEN).getHours()).toBe(5);
  const texts = ['2026-01-05T10:00:00', '2026-01-05 10:00:00.000', '2026-01-05 10:00', '2026-01-05T12:00:00+02:00'];
  for (const told of [TEN, `${TEN}`, new Date(TEN), ...texts]) expect(msOf(told), `${told}`).toBe(TEN);
});

it('finds no moment in blanks and words', () => {
  for (const told of ['', ' ', 'soon', null, undefined]) expect(msOf(told)).toBeNaN();
});
