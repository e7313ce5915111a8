// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findDataLayer, watchDataLayer } from '../../src/platform/data-layer.js';

const page = window as unknown as { dataLayer?: unknown };
let controller: AbortController;

beforeEach(() => {
  controller = new AbortController();
});
afterEach(() => {
  controller.abort();
  Reflect.deleteProperty(page, 'dataLayer');
});

function watch(): unknown[][] {
  const heard: unknown[][] = [];
  watchDataLayer((...entry) => void heard.push(entry), controller.signal);
  return heard;
}

it('hears what was pushed before and after', () => {
  const layer: unknown[] = ['a'];
  page.dataLayer = layer;
  const heard = watch();
  expect(layer.push('b', 'c')).toBe(3);
  expect([...layer]).toEqual(['a', 'b', 'c']);
  expect(heard).toEqual([
    ['a', true],
    ['b', false],
    ['c', false],
  ]);
});

it('finds an array that comes late, and one that replaces it', () => {
  const heard = watch();
  expect('dataLayer' in window).toBe(false);
  page.dataLayer = ['a'];
  document.dispatchEvent(new Event('DOMContentLoaded'));
  page.dataLayer = ['b'];
  dispatchEvent(new Event('load'));
  (page.dataLayer as unknown[]).push('c');
  expect(heard).toEqual([
    ['a', true],
    ['b', true],
    ['c', false],
  ]);
});

it('finds an array that a click brings, and hears nothing twice that a copy holds', async () => {
  const heard = watch();
  const click = async (): Promise<void> => {
    dispatchEvent(new Event('click'));
    await new Promise(resolve => setTimeout(resolve));
  };
  const [first, second, third] = [{ event: 'a' }, { event: 'b' }, { event: 'c' }];
  page.dataLayer = [first];
  await click();
  (page.dataLayer as unknown[]).push(second);
  page.dataLayer = [first, second, third];
  await click();
  expect(heard).toEqual([
    [first, true],
    [second, false],
    [third, true],
  ]);
  controller.abort();
  page.dataLayer = [{}];
  await click();
  expect(heard).toHaveLength(3);
});

it('hears where a page has frozen the prototype of arrays', () => {
  const layer: unknown[] = Object.setPrototypeOf(
    [],
    Object.freeze(Object.create(Array.prototype, { push: { value: Array.prototype.push } })),
  );
  page.dataLayer = layer;
  const heard = watch();
  layer.push('a');
  expect(heard).toEqual([['a', false]]);
  controller.abort();
  expect(Object.hasOwn(layer, 'push')).toBe(false);
});

it('does not read the same array twice', () => {
  page.dataLayer = ['a'];
  const heard = watch();
  dispatchEvent(new Event('load'));
  (page.dataLayer as unknown[]).push('b');
  expect(heard).toHaveLength(2);
});

describe('in the end', () => {
  it('the array is as it was', () => {
    const layer: unknown[] = [];
    page.dataLayer = layer;
    watch();
    controller.abort();
    expect(Object.hasOwn(layer, 'push')).toBe(false);
    expect(layer.push).toBe(Array.prototype.push);
  });

  it('the `push` of a tag manager that was there before is put back', () => {
    const layer: unknown[] = [];
    const push = vi.fn();
    layer.push = push;
    page.dataLayer = layer;
    watch();
    controller.abort();
    expect(layer.push).toBe(push);
  });

  it('the `push` of a tag manager that came after stays', () => {
    const layer: unknown[] = [];
    page.dataLayer = layer;
    const heard = watch();
    const ours = layer.push;
    const theirs = (...entries: unknown[]) => ours.apply(layer, entries);
    layer.push = theirs;
    controller.abort();
    expect(layer.push).toBe(theirs);
    layer.push('a');
    expect([...layer]).toEqual(['a']);
    expect(heard).toEqual([]);
  });
});

it('never lets the page notice an entry that cannot be read', () => {
  page.dataLayer = [];
  watchDataLayer(() => {
    throw new Error('odd');
  }, controller.signal);
  expect((page.dataLayer as unknown[]).push('a')).toBe(1);
});

it('takes an element with the id "dataLayer" for what it is', () => {
  page.dataLayer = document.createElement('div');
  expect(findDataLayer()).toBeUndefined();
});

it('leaves a frozen array as it is', () => {
  page.dataLayer = Object.freeze(['a']);
  expect(watch()).toEqual([['a', true]]);
});
