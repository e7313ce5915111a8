import { expect, it } from 'vitest';
import { isOwn, markOwn } from '../../src/platform/own-push.js';

it('knows an object again that was marked, and no other', () => {
  const object = markOwn({ value: 1 });
  expect(isOwn(object)).toBe(true);
  expect(isOwn({ ...object })).toBe(false);
});

it('marks without a trace in what is read or sent', () => {
  const object = markOwn({ value: 1 });
  expect(Object.keys(object)).toEqual(['value']);
  expect(JSON.stringify(object)).toBe('{"value":1}');
});
