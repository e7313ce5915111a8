// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import { foundCookie, leaveCookie } from '../../src/platform/shared-cookie.js';

(window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL('https://a.shop.example/');
afterEach(() => vi.restoreAllMocks());

it('keeps a cookie for the domain above, finds it among others and removes it', () => {
  leaveCookie('waymarks', 'other', 'shop.example', 60);
  leaveCookie('waymark', 'a~b', 'shop.example', 60);
  expect(foundCookie('waymark')).toBe('a~b');
  (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL('https://b.shop.example/');
  expect(foundCookie('waymark')).toBe('a~b');
  leaveCookie('waymark', '', 'shop.example', -1);
  expect(foundCookie('waymark')).toBeNull();
  expect(foundCookie('waymarks')).toBe('other');
});

it('is silent where cookies are refused', () => {
  const refuse = (): never => {
    throw new DOMException('No.', 'SecurityError');
  };
  vi.spyOn(document, 'cookie', 'get').mockImplementation(refuse);
  vi.spyOn(document, 'cookie', 'set').mockImplementation(refuse);
  leaveCookie('waymark', 'a', 'shop.example', 60);
  expect(foundCookie('waymark')).toBeNull();
});
