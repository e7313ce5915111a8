import { describe, expect, it } from 'vitest';
import { commerce } from '../../src/capture/commerce.js';
import { isToldElsewhere, oneLook, onlyLook } from '../../src/capture/one-look.js';
import type { Touchpoint } from '../../src/core/touchpoint.js';
import { viewed } from '../../src/learn/viewed.js';
import { play } from '../../src/testing/play.js';

const CEDAR = { item_id: 'cedar', item_name: 'Cedar' };
const START = 1_700_000_000_000;

/** What was looked at before, told at once. */
function before(items: object[], url: string): NonNullable<ReturnType<typeof play>['profile']['slices']['viewed']> {
  return play([commerce(), viewed()], [{ type: 'view_item', data: { items }, url }]).profile.slices.viewed ?? [];
}

/** The same where `markup()` told it. */
function read(items: object[], url: string): Parameters<typeof oneLook>[1] {
  const looks = before(items, url);
  return { viewed: looks, readAt: looks[0]?.looks.at(-1) ?? 0 };
}

it.each([
  [
    'what is read, where anything was told on this page',
    'markup',
    { item_id: 'sku-7', item_name: 'Cedar 0-14' },
    '/a',
    1_000,
    true,
  ],
  ['what is told, where the same was read', 'data-layer', { item_id: 'cedar', item_name: 'Other' }, '/a', 1_000, true],
  ['what is told under another id', 'data-layer', { item_id: '7', item_name: 'CEDAR' }, '/a', 1_000, true],
  ['nothing of another product', 'data-layer', { item_id: 'maple', item_name: 'Maple' }, '/a', 1_000, false],
  ['nothing on another page', 'markup', CEDAR, '/b', 1_000, false],
  ['nothing later', 'markup', CEDAR, '/a', 11_000, false],
  ['nothing without a name', 'site', {}, '/a', 1_000, false],
])('drops %s', (_, by, item, path, after, isDropped) => {
  const told = read([CEDAR], 'https://shop.example/a');
  const at = (told.viewed?.[0]?.looks[0] ?? START) + after;
  const touchpoint = { type: 'view_item', by, at, url: `https://shop.example${path}`, data: { items: [item] } };
  const raw = touchpoint as unknown as Touchpoint;
  expect(oneLook(raw, told, 'markup')).toBe(isDropped ? null : raw);
});

it('keeps a second look at once, where the page tells its looks itself', () => {
  const told = before([CEDAR], 'https://shop.example/a');
  const look = {
    type: 'view_item',
    at: (told[0]?.looks[0] ?? START) + 1_000,
    url: told[0]?.url,
    data: { items: [CEDAR] },
  };
  const by = (name: string): Touchpoint => ({ ...look, by: name }) as unknown as Touchpoint;
  expect(oneLook(by('data-layer'), { viewed: told, readAt: 0 }, 'markup')).toEqual(by('data-layer'));
  expect(oneLook(by('markup'), { viewed: told, readAt: 0 }, 'markup')).toBeNull();
});

it('keeps two variants of one product', () => {
  const told = read([{ ...CEDAR, item_variant: 'red' }], 'https://shop.example/a');
  const data = { items: [{ ...CEDAR, item_variant: 'blue' }] };
  const raw = { type: 'view_item', by: 'site', at: told.readAt, url: 'https://shop.example/a', data };
  expect(oneLook(raw as unknown as Touchpoint, told, 'markup')).toBe(raw);
});

it.each([null, 'x', [], [null], 7])('takes any data: %j', items => {
  const raw = { type: 'view_item', by: 'site', at: START, url: '', data: { items } } as unknown as Touchpoint;
  expect(oneLook(raw, { viewed: undefined, readAt: undefined }, 'markup')).toBe(raw);
});

it('takes products that no vocabulary checked, and finds no look in them', () => {
  const odd = { toString: null, valueOf: null };
  const looks = read([CEDAR], '/a');
  for (const item of [
    { item_id: odd, item_name: odd },
    { ...CEDAR, item_id: {}, item_name: '', item_variant: odd },
    null,
  ]) {
    const touchpoint = { type: 'view_item', at: looks.readAt, url: '/a', by: 'site', data: { items: [item] } };
    expect(oneLook(touchpoint as unknown as Touchpoint, looks, 'markup')).toBe(touchpoint);
  }
});

describe('onlyLook', () => {
  const look = (by: string, after: number, item: object, path = '/a'): Touchpoint =>
    ({ type: 'view_item', by, at: at + after, url: path, data: { items: [item] } }) as unknown as Touchpoint;
  const looks = read([CEDAR], '/a');
  const at = looks.readAt ?? 0;
  const others = { ...looks, readAt: 0 };
  const DAY_MS = 86_400_000;

  it.each([
    ['what is read, where others told the last look', 'markup', 20_000, { item_name: 'Maple' }, others, true],
    ['nothing that is read a month later', 'markup', 31 * DAY_MS, CEDAR, others, false],
    ['nothing that is read where nobody told a look', 'markup', 0, CEDAR, { viewed: [], readAt: 0 }, false],
    ['nothing that is read after what was read', 'markup', 20_000, CEDAR, looks, false],
    ['what others tell late of what was read', 'data-layer', 400_000, { item_name: 'cedar' }, looks, true],
    ['nothing that others tell much later', 'data-layer', 700_000, CEDAR, looks, false],
    ['nothing that others tell of another product', 'data-layer', 20_000, { item_name: 'Maple' }, looks, false],
    ['nothing that others tell again', 'data-layer', 20_000, CEDAR, others, false],
  ])('drops %s', (_, by, after, item, known, isDropped) => {
    const touchpoint = look(by, after, item, '/b');
    expect(onlyLook(touchpoint, known, 'markup')).toBe(isDropped ? null : touchpoint);
  });

  it('leaves all else alone, and takes any data', () => {
    const other = { type: 'search', by: 'site', at, url: '/a', data: {} } as unknown as Touchpoint;
    expect(onlyLook(other, looks, 'markup')).toBe(other);
    const odd = { ...look('site', 1_000, {}), data: { items: 'x' } } as unknown as Touchpoint;
    expect(onlyLook(odd, looks, 'markup')).toBe(odd);
    expect(onlyLook(odd, { viewed: undefined, readAt: undefined }, 'markup')).toBe(odd);
  });

  it('knows for thirty days that others tell looks', () => {
    expect([1, 29, 31].map(days => isToldElsewhere(others, at + days * DAY_MS))).toEqual([true, true, false]);
    expect(isToldElsewhere(looks, at)).toBe(false);
  });
});
