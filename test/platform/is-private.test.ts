import { expect, it } from 'vitest';
import { isPrivate } from '../../src/platform/is-private.js';

it.each([
  ['https://shop.example/rows', true],
  ['http://localhost:4173/', true],
  ['http://127.0.0.1:80/', true],
  ['http://[::1]/', true],
  ['http://shop.example/rows', false],
  ['http://localhost.example/', false],
  ['http://127.0.0.1.example/', false],
  ['ws://shop.example/', false],
])('knows whether others can read what is sent to %s', (url, expected) => {
  expect(isPrivate(new URL(url))).toBe(expected);
});
