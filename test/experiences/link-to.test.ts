// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { linkTo } from '../../src/experiences/link-to.js';

it('leads to a page of the web as it was given', () => {
  expect(linkTo('/cart?x=1')?.getAttribute('href')).toBe('/cart?x=1');
});

it.each(['javascript:x', '', 7, null, undefined])('is none to anything else: %j', url => {
  expect(linkTo(url)).toBeUndefined();
});
