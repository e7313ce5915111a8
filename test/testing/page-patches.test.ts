import { expect, it } from 'vitest';
import { createPatches } from '../../src/testing/page-patches.js';

it('puts back what was there, and says what somebody else has put over it', () => {
  const page: Record<string, unknown> = { first: 1, second: 2 };
  const { put, restore } = createPatches();
  for (const name of ['first', 'second', 'third']) put(page, name, `watched ${name}`);
  expect(page).toEqual({ first: 'watched first', second: 'watched second', third: 'watched third' });
  Object.assign(page, { first: 'theirs', third: 'theirs' });
  expect(restore()).toEqual(['`third` is patched', '`first` is patched']);
  expect(page).toEqual({ first: 1, second: 2 });
});
