import { expect, it } from 'vitest';
import { textOf } from '../../src/core/text-of.js';

it('takes texts and numbers, and nothing else', () => {
  expect([textOf('a'), textOf(3), textOf(null), textOf({})]).toEqual(['a', '3', '', '']);
});

it('takes no more than 200 characters', () => {
  expect(textOf('x'.repeat(5_000))).toHaveLength(200);
});
