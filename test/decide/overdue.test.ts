import { describe, expect, it } from 'vitest';
import type { Profile } from '../../src/core/profile.js';
import { overdue, unlessFired } from '../../src/decide/overdue.js';
import { T0, visitor } from '../journeys/journey.js';

const { profile: empty } = visitor([]);
const seenAt = (lastSeenAt: number): Profile => ({ ...empty, lastSeenAt });
const [before, profile] = [seenAt(T0), seenAt(T0 + 9)];
const at = (now: number) =>
  overdue({ now, before, profile, touchpoint: null, stageChange: null }, ({ lastSeenAt }) => lastSeenAt);

describe('what is overdue', () => {
  it('is read before the touchpoint of the return', () => {
    expect(at(T0 - 1)).toBeUndefined();
    expect(at(T0)).toBe(before);
  });

  it('may have come with this step', () => {
    const now = { now: T0 + 9, before: empty, profile, touchpoint: null, stageChange: null };
    expect(overdue(now, ({ lastSeenAt }) => lastSeenAt)).toBe(profile);
  });
});

it('is no moment once the trigger fired at it or since', () => {
  const fired = { tell: { at: T0, session: '', count: 1, times: 1 } };
  expect(unlessFired({ ...empty, fired }, 'tell', T0)).toBeNull();
  expect(unlessFired({ ...empty, fired }, 'tell', T0 + 1)).toBe(T0 + 1);
  expect(unlessFired(empty, 'tell', T0)).toBe(T0);
  expect(unlessFired(empty, 'tell', null)).toBeNull();
});
