import { expect, it } from 'vitest';
import { bare } from '../../src/learn/bare.js';

it('keeps own fields alone, and what was given as it was', () => {
  const given = Object.freeze(Object.assign(Object.create({ weight: 3 }), { text: 'x' }));
  const { text, weight = 1 } = bare<{ text?: string; weight?: number }>(given);
  expect([text, weight]).toEqual(['x', 1]);
  expect(Object.getPrototypeOf(bare({}))).toBeNull();
});
