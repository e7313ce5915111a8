import { expect, it } from 'vitest';
import { uuidOf } from '../../src/destinations/uuid-of.js';
import { drawId } from '../../src/platform/id.js';

it('is a UUID of version 8, the same for the same id', () => {
  const uuid = uuidOf('t1');
  expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(uuidOf('t1')).toBe(uuid);
});

it('differs for ids that hardly differ, and for ids as they are drawn', () => {
  const ids = Array.from({ length: 20_000 }, (_, index) => [drawId(), `t1/${index}`, `${index}/stage`]).flat();
  expect(new Set(ids.map(uuidOf)).size).toBe(ids.length);
  // No part may be alike where the whole is not: 32 bits of 60,000 ids share less than one pair on average.
  for (const [from, to] of [
    [0, 8],
    [24, 36],
  ] as const) {
    expect(new Set(ids.map(id => uuidOf(id).slice(from, to))).size).toBeGreaterThan(ids.length - 20);
  }
});

it('takes any text', () => {
  expect(uuidOf('')).toHaveLength(36);
  expect(uuidOf('\ud800🎸')).toHaveLength(36);
});
