// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { putVariant } from '../../src/experiences/put-variant.js';

const disconnect = vi.fn();
let see: (entries: readonly object[]) => void;

beforeEach(() => {
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      disconnect = disconnect;
      observe = vi.fn();
      constructor(tell: typeof see) {
        see = tell;
      }
    },
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

function slot(): Element {
  const place = document.createElement('waymark-slot');
  place.innerHTML = '<p>Guitars</p>';
  document.body.append(place);
  return place;
}

const named = { slot: 'hero', name: 'loyal' };
const TOLD = { promotion_id: 'hero-loyal', creative_slot: 'hero', creative_name: 'loyal' };

it('puts label, title, text and a link beside what the page has there, as text', () => {
  const place = slot();
  const action = { label: 'See', url: '/see' };
  putVariant(place, { ...named, label: 'Promotion', content: { title: '<b>', text: 'Strings wear', action } }, vi.fn());
  expect(place.lastElementChild?.innerHTML).toBe(
    '<small dir="auto">Promotion</small><strong dir="auto">&lt;b&gt;</strong><p dir="auto">Strings wear</p><a href="/see" dir="auto">See</a>',
  );
  expect(place.shadowRoot?.innerHTML).toBe('<slot name="waymark"><slot></slot></slot>');
});

it.each(['javascript:alert(1)', 7, undefined])('makes no link of %o', url => {
  const place = slot();
  putVariant(place, { ...named, content: { title: 'Hello', action: { label: 'See', url: url as string } } }, vi.fn());
  expect(place.querySelector('a')).toBeNull();
});

it('copies the template of its name', () => {
  const place = slot();
  document.body.insertAdjacentHTML('beforeend', '<template id="hero-loyal"><h2 class="own">For you</h2></template>');
  const { clear } = putVariant(place, named, vi.fn());
  expect(place.lastElementChild?.innerHTML).toBe('<h2 class="own">For you</h2>');
  clear();
  putVariant(place, named, vi.fn());
  expect(place.querySelectorAll('h2')).toHaveLength(1);
});

it.each([
  ['there is no such template', () => {}, 'has no `<template id="hero-loyal">`'],
  [
    'something else is called so',
    () => document.body.insertAdjacentHTML('beforeend', '<p id="hero-loyal"></p>'),
    'has no',
  ],
])('throws and leaves the slot as it was where %s', (_, prepare, said) => {
  const place = slot();
  prepare();
  expect(() => putVariant(place, named, vi.fn())).toThrow(said);
  expect(place.innerHTML).toBe('<p>Guitars</p>');
  expect(place.shadowRoot).toBeNull();
});

it('leaves a slot that the page draws itself', () => {
  const place = slot();
  place.attachShadow({ mode: 'open' });
  expect(() => putVariant(place, { ...named, content: {} }, vi.fn())).toThrow();
  expect(place.innerHTML).toBe('<p>Guitars</p>');
});

it('tells once that it was seen, and each time that a link in it was chosen', () => {
  const track = vi.fn();
  const place = slot();
  document.body.insertAdjacentHTML(
    'beforeend',
    '<template id="hero-loyal"><p>For <button><i>you</i></button></p></template>',
  );
  putVariant(place, named, track);
  see([{ isIntersecting: false }]);
  expect(track).not.toHaveBeenCalled();
  see([{ isIntersecting: true }]);
  place.querySelector<HTMLElement>('i')?.click();
  place.querySelector<HTMLElement>('[slot] p')?.click();
  expect(track.mock.calls).toEqual([
    ['view_promotion', TOLD],
    ['select_promotion', TOLD],
  ]);
  expect(disconnect).toHaveBeenCalled();
});
