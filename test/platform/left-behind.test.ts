// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import { leaveBehind, takeOver } from '../../src/platform/left-behind.js';

afterEach(() => vi.unstubAllGlobals());

it('hands on what was left by a name, once', () => {
  leaveBehind('waymark.one', { page: '/' });
  leaveBehind('waymark.one', { page: '/guitars' });
  expect(takeOver('waymark.two')).toBeUndefined();
  expect(takeOver('waymark.one')).toEqual({ page: '/guitars' });
  expect(takeOver('waymark.one')).toBeUndefined();
  expect(Object.getOwnPropertySymbols(document)).not.toContain(Symbol.for('waymark.one'));
});

it('leaves nothing on a document that takes nothing, and throws nothing', () => {
  vi.stubGlobal('document', Object.freeze(Object.create(document)));
  leaveBehind('waymark.one', true);
  expect(takeOver('waymark.one')).toBeUndefined();
});

it('is not misled by what a page hung on Object.prototype', () => {
  Object.assign(Object.prototype, { get: () => 'forged' });
  leaveBehind('waymark.one', true);
  Reflect.deleteProperty(Object.prototype, 'get');
  expect(takeOver('waymark.one')).toBe(true);
});
