// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { addressOf } from '../../src/experiences/address-of.js';

it.each(['https://shop.example/a', 'http://shop.example', '/cart', 'cart?x=1', '#checkout', '//shop.example/'])(
  'takes an address of the web as it is: %s',
  url => {
    expect(addressOf(url)).toBe(url);
  },
);

it.each([
  'javascript:x',
  '\tjava\nscript:x',
  'data:,x',
  'mailto:a@b.example',
  'tel:1',
  'http://[',
  7,
  null,
  undefined,
  {},
])('takes nothing else: %j', url => {
  expect(addressOf(url)).toBe('');
});
