// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { leaveBehind, takeOver } from '../../src/platform/left-behind.js';

it('hands on what was left by a name, once', () => {
  leaveBehind('waymark.one', { page: '/' });
  leaveBehind('waymark.one', { page: '/guitars' });
  expect(takeOver('waymark.two')).toBeUndefined();
  expect(takeOver('waymark.one')).toEqual({ page: '/guitars' });
  expect(takeOver('waymark.one')).toBeUndefined();
  expect(Object.getOwnPropertySymbols(document)).not.toContain(Symbol.for('waymark.one'));
});

it('shows nothing of it on the document', () => {
  leaveBehind('waymark.one', true);
  expect(Object.getOwnPropertySymbols(document)).not.toContain(Symbol.for('waymark.one'));
  expect(takeOver('waymark.one')).toBe(true);
});

it('is not misled by what a page hung on Object.prototype', () => {
  Object.assign(Object.prototype, { 'waymark.one': 'forged' });
  expect(takeOver('waymark.one')).toBeUndefined();
  Reflect.deleteProperty(Object.prototype, 'waymark.one');
});
