import { describe, expect, it } from 'vitest';
import type { Profile } from '../../src/core/profile.js';
import type { Touchpoint } from '../../src/core/touchpoint.js';
import { readPiece } from '../../src/stages/read-piece.js';
import { sixStages } from '../../src/stages/six-stages.js';
import { T0 } from '../journeys/journey.js';
import { MODEL } from './build.js';

const cedar = { item_id: 'cedar', item_name: 'Cedar 0-14', item_category: 'Guitars' };

function read(type: string, data: object = {}, slices: object = {}, model = MODEL) {
  const touchpoint = { id: 't1', at: T0, url: '', by: 'site', session: 's', type, data } as unknown as Touchpoint;
  return readPiece(model, touchpoint, { slices, session: { id: 't0' } } as unknown as Profile);
}

const seen = (looks: number) => ({ viewed: [{ ...cedar, looks: Array.from({ length: looks }, () => T0) }] });

describe('readPiece', () => {
  it('says in plain words what a touchpoint was', () => {
    expect(read('view_item', { items: [cedar] })).toEqual({
      touchpoint: 't1',
      type: 'view_item',
      at: T0,
      text: 'Looked at Cedar 0-14',
      weights: { warm: 2 },
      leaves: 1,
    });
    expect(read('add_to_cart', { items: [cedar] })).toMatchObject({ text: 'Took Cedar 0-14', leaves: 0.1 });
    expect(read('view_item', { items: [{ item_id: 'x' }] })?.text).toBe('Looked at a product');
  });

  it('counts looks at one product', () => {
    const texts = [1, 2, 3, 5, 9].map(looks => read('view_item', { items: [cedar] }, seen(looks))?.text);
    expect(texts).toEqual([
      'Looked at Cedar 0-14',
      'Looked at Cedar 0-14 for the second time',
      'Looked at Cedar 0-14 for the third time',
      'Looked at Cedar 0-14 for the fifth time',
      'Looked at Cedar 0-14 again and again',
    ]);
  });

  it('names what was compared where the category is a word for several', () => {
    const compared = (item_category?: string) =>
      read('compare_items', { items: [{ ...cedar, item_category }, cedar, cedar] })?.text;
    expect([compared('Guitars'), compared('c95387724'), compared()]).toEqual([
      'Compared 3 guitars',
      'Compared 3 products',
      'Compared 3 products',
    ]);
  });

  it('names the one product that was compared', () => {
    expect(read('compare_items', { items: [cedar] })?.text).toBe('Compared Cedar 0-14');
    expect(read('compare_items', {})?.text).toBe('Compared a product');
  });

  it('puts a name in as it is', () => {
    expect(read('view_item', { items: [{ item_name: '$& {times} $1' }] })?.text).toBe('Looked at $& {times} $1');
  });

  it('keeps a name on one line and says where it is cut, though not within a character', () => {
    const looked = (item_name: string) => read('view_item', { items: [{ item_name }] })?.text;
    expect(looked(' Cedar\n 0-14 ')).toBe('Looked at Cedar 0-14');
    expect(looked('   ')).toBe('Looked at a product');
    expect(looked('x'.repeat(60))).toBe(`Looked at ${'x'.repeat(60)}`);
    expect(looked('x'.repeat(61))).toBe(`Looked at ${'x'.repeat(59)}…`);
    expect(looked('😀'.repeat(80))).toBe(`Looked at ${'😀'.repeat(59)}…`);
  });

  it('tells a search of the help from one of the shop', () => {
    const piece = (page_type?: unknown) => read('view_search_results', { page_type }, {}, sixStages);
    expect(piece('help')).toMatchObject({ text: 'Searched the help', weights: { service: 0.8 } });
    for (const page_type of [undefined, 'list', { help: 1 }])
      expect(piece(page_type)).toMatchObject({ text: 'Searched', weights: { consider: 0.45 } });
  });

  it('tells another order from the first, and who would recommend from who would not', () => {
    const text = (...[type, data, slices]: Parameters<typeof read>) => read(type, data, slices, sixStages)?.text;
    expect(text('purchase', { items: [cedar] }, { orders: { count: 1 } })).toBe('Ordered Cedar 0-14');
    expect(text('purchase', { items: [cedar] }, { orders: { count: 2 } })).toBe('Ordered again');
    expect([9, 10, 8, '9', null].map(score => text('survey_answer', { kind: 'nps', score }))).toEqual([
      'Would recommend the shop',
      'Would recommend the shop',
      undefined,
      undefined,
      undefined,
    ]);
    expect(text('survey_answer', { kind: 'csat', score: 10 })).toBeUndefined();
  });

  it('tells who came by a friend from who came otherwise', () => {
    const came = (channel: unknown) => read('campaign_details', { channel }, {}, sixStages);
    expect(came('friend')).toMatchObject({ text: 'Came by a friend', weights: { consider: 0.45 } });
    for (const channel of ['direct', undefined, { toString: 1 }, 'constructor']) expect(came(channel)).toBeNull();
    expect(read('purchase', { items: [cedar], channel: 'again' }, {}, sixStages)?.text).toBe('Ordered Cedar 0-14');
  });

  it('reads what a page is for', () => {
    const seen = (page_type: unknown) => read('page_view', { page_type }, {}, sixStages)?.text;
    expect(['cart', 'checkout', 'help'].map(seen)).toEqual([
      'Came to the cart page',
      'Came to the checkout page',
      'Came to a help page',
    ]);
    for (const type of ['product', '', undefined, 7, ['cart'], 'constructor']) expect(seen(type)).toBeUndefined();
    expect(read('view_item', { page_type: 'cart' }, {}, sixStages)?.text).toMatch(/^Looked/);
  });

  it('reads what a page says late of what it is for, as its view', () => {
    const late = (data: object) => read('update_page', data, {}, sixStages);
    expect(late({ view: 'v1', page_type: 'cart' })).toMatchObject({
      touchpoint: 'v1',
      type: 'page_view',
      text: 'Came to the cart page',
    });
    for (const data of [{ view: 'v1' }, { view: 'v1', page_type: 'article' }, { view: 'v1', page_title: 'Cart' }])
      expect(late(data)).toBeNull();
    expect(late({ view: 7, page_type: 'cart' })?.touchpoint).toBe('');
  });

  it('takes an empty list, and what is no sign, for nothing', () => {
    expect([read('view_item', { items: [] }), read('page_view'), read('constructor'), read('visit:again')]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it('takes the first touchpoint of a visit for a sign when it is none by itself', () => {
    const first = { slices: {}, session: { id: 't1' } } as unknown as Profile;
    const touchpoint = { id: 't1', at: T0, type: 'page_view', data: {} } as unknown as Touchpoint;
    expect(readPiece(MODEL, touchpoint, first)).toMatchObject({ text: 'Came', type: 'page_view' });
    expect(readPiece(MODEL, { ...touchpoint, type: 'view_item' } as unknown as Touchpoint, first)?.text).toBe(
      'Looked at a product',
    );
  });
});
