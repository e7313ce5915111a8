// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it } from 'vitest';
import { onPage } from '../../src/capture/on-page.js';
import { goTo } from './page-builder.js';

let left: string[];
let controller: AbortController;

beforeEach(() => {
  history.replaceState({}, '', '/first');
  left = [];
  controller = new AbortController();
  onPage(address => left.push(new URL(address).pathname), controller.signal);
});
afterEach(() => controller.abort());

it('runs for another page with the address of the one before, and not for a place on it', () => {
  for (const address of ['/first#top', '/first?utm_source=mail', '/second', '/second', '/third']) goTo(address);
  expect(left).toEqual(['/first', '/second']);
});

it('runs for a return out of the back/forward cache, and not for a page that is shown first', () => {
  for (const persisted of [false, true]) window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted }));
  expect(left).toEqual(['/first']);
});

it('does not run after a stop', () => {
  controller.abort();
  goTo('/second');
  expect(left).toEqual([]);
});
