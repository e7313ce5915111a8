// @vitest-environment happy-dom
// @vitest-environment-options {"settings":{"handleDisabledFileLoadingAsSuccess":true}}
import { afterEach, expect, it, vi } from 'vitest';
import { loadScript } from '../../src/platform/load-script.js';

afterEach(() => {
  vi.unstubAllGlobals();
  document.head.replaceChildren();
});

it('adds an async script with its nonce', () => {
  const element = loadScript('acme', 'https://acme.example/acme.js', 'n');
  expect(document.scripts[0]).toBe(element);
  expect(document.scripts[0]).toMatchObject({ async: true, nonce: 'n', src: 'https://acme.example/acme.js' });
});

it('has its address blessed where the page demands Trusted Types', () => {
  const createPolicy = vi.fn((_: string, rules: object) => rules);
  vi.stubGlobal('trustedTypes', { createPolicy });
  loadScript('acme', 'https://acme.example/acme.js');
  expect(createPolicy).toHaveBeenCalledWith('waymark-acme', expect.anything());
  expect(document.scripts[0]?.src).toBe('https://acme.example/acme.js');
});
