import fc from 'fast-check';
import { expect, it } from 'vitest';
import { oneList, type ToldList, toldList } from '../../src/capture/one-list.js';
import type { Touchpoint } from '../../src/core/touchpoint.js';

const NOTHING: ToldList = { url: '', at: 0, isRead: false, first: [] };
const AT = 1_700_000_000_000;
const list = (by: string, rest: object = {}, items: unknown = [{ item_id: 'cedar', item_name: 'Cedar' }]): Touchpoint =>
  ({
    type: 'view_item_list',
    by,
    at: AT,
    url: 'https://shop.example/a',
    data: { items },
    ...rest,
  }) as unknown as Touchpoint;
const told = (by: string): ToldList => toldList(NOTHING, list(by));

it.each([
  ['what is read, where anybody told a list here', told('data-layer'), list('markup', { at: AT + 2_000 }), true],
  ['what is told, where the same was read', told('markup'), list('data-layer', { at: AT + 2_000 }), true],
  ['another that begins with the same name', told('markup'), list('site', {}, [{ item_name: 'CEDAR' }]), true],
  ['nothing that begins with another product', told('markup'), list('site', {}, [{ item_id: 'maple' }]), false],
  ['nothing without products, such as what was seen', told('markup'), list('impressions', {}, null), false],
  ['nothing that the page tells twice', told('data-layer'), list('data-layer', { at: AT + 1 }), false],
  ['nothing on another page', told('data-layer'), list('markup', { url: 'https://shop.example/b' }), false],
  ['nothing later', told('data-layer'), list('markup', { at: AT + 10_000 }), false],
  ['nothing before the first', NOTHING, list('markup'), false],
])('drops %s', (_, before, touchpoint, isDropped) => {
  expect(oneList(touchpoint, before)).toBe(isDropped ? null : touchpoint);
});

it('leaves other touchpoints alone', () => {
  const search = list('markup', { type: 'search' });
  expect(oneList(search, told('markup'))).toBe(search);
  expect(toldList(NOTHING, search)).toBe(NOTHING);
});

it('takes any data, and keeps little of it', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string({ minLength: 2_000 }), (items, url) => {
      const kept = toldList(NOTHING, list('site', { url }, items));
      oneList(list('markup', { url }, items), kept);
      expect(JSON.parse(JSON.stringify(kept))).toEqual(kept);
      expect(kept.url.length).toBeLessThanOrEqual(500);
    }),
  );
});
