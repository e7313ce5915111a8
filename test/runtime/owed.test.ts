// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest';
import { dropOwed, findOwed, leaveOwed } from '../../src/runtime/owed.js';

afterEach(() => localStorage.clear());

it('keeps places in the log for the next page, of the same database only', () => {
  leaveOwed('waymark:x', 'epoch', [
    ['tag', [1, 2]],
    ['pixel', []],
  ]);
  expect(findOwed('waymark:x', 'epoch')).toEqual([['tag', [1, 2]]]);
  expect(findOwed('waymark:x', 'another')).toEqual([]);
  expect(findOwed('waymark:y', 'epoch')).toEqual([]);
});

it('leaves nothing where nothing is owed any more', () => {
  leaveOwed('waymark:x', 'epoch', [['tag', [1]]]);
  leaveOwed('waymark:x', 'epoch', [['tag', []]]);
  expect(localStorage.length).toBe(0);
  leaveOwed('waymark:x', 'epoch', [['tag', [1]]]);
  dropOwed('waymark:x');
  expect(localStorage.length).toBe(0);
});

it.each([
  '{',
  'null',
  '7',
  '{"epoch":"epoch"}',
  '{"epoch":"epoch","left":[7]}',
  '{"epoch":"epoch","left":[["tag",7]]}',
])('takes %s for nothing', text => {
  localStorage.setItem('waymark:x:owed', text);
  expect(findOwed('waymark:x', 'epoch')).toEqual([]);
});
