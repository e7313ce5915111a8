import { expect, it } from 'vitest';
import { ended } from '../../src/platform/ended.js';

it('resolves when the signal ends, and at once where it has', async () => {
  const controller = new AbortController();
  const told: string[] = [];
  const end = ended(controller.signal).then(() => told.push('ended'));
  await Promise.resolve();
  expect(told).toEqual([]);
  controller.abort();
  await end;
  await ended(controller.signal);
  expect(told).toEqual(['ended']);
});
