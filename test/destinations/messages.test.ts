import { describe, expect, it } from 'vitest';
import { isPlain, itemsOf, messagesOf, rename } from '../../src/destinations/messages.js';
import { rowOf, stageEntered } from './deliver-context.js';

const namesOf = (...[rows, table, options]: Parameters<typeof messagesOf>) =>
  messagesOf(rows, table, options).map(({ name }) => name);

describe('messagesOf', () => {
  it('calls a touchpoint what the system calls it, and others what we do', () => {
    expect(namesOf([rowOf('purchase'), rowOf('view_help')], { purchase: 'Order' }, {})).toEqual(['Order', 'view_help']);
  });

  it('leaves others out when told so', () => {
    expect(namesOf([rowOf('purchase'), rowOf('view_help')], { purchase: 'Order' }, { others: false })).toEqual([
      'Order',
    ]);
  });

  it('keeps back what is of no use to others, unless the table has a word for it', () => {
    const rows = ['identify', 'correct', 'consent_update', 'reset', 'campaign_details', 'update_page'].map(type =>
      rowOf(type),
    );
    expect(namesOf(rows, {}, {})).toEqual([]);
    expect(namesOf(rows, { identify: 'identify' }, {})).toEqual(['identify']);
  });

  it('keeps page views back when told so, whatever the table says', () => {
    expect(namesOf([rowOf('page_view')], { page_view: 'page' }, { pageViews: false })).toEqual([]);
    expect(namesOf([rowOf('page_view')], { page_view: 'page' }, {})).toEqual(['page']);
  });

  it('lets the site have the last word', () => {
    const rows = [rowOf('page_view'), rowOf('purchase'), rowOf('view_help')];
    const names = { page_view: 'Seen', purchase: null, view_help: 'Help' };
    expect(namesOf(rows, { purchase: 'Order' }, { names, pageViews: false, others: false })).toEqual(['Seen', 'Help']);
  });

  it('tells decisions only by a name, after the touchpoint they were made on, each under its own id', () => {
    const rows = [rowOf('login', {}, [stageEntered('use')])];
    expect(namesOf(rows, {}, {})).toEqual(['login']);
    expect(messagesOf(rows, {}, { names: { 'stage.enter': 'Stage' } })).toMatchObject([
      { name: 'login', id: 't1', url: 'https://shop.test/' },
      { name: 'Stage', type: 'stage.enter', id: 't1/stage', data: { to: 'use' } },
    ]);
  });

  it('tells a decision that time alone made', () => {
    const row = { ...rowOf('login', {}, [stageEntered('use')]), touchpoint: null };
    expect(messagesOf([row], { 'stage.enter': 'Stage' }, {})).toMatchObject([{ name: 'Stage', url: '' }]);
  });

  it('gives away copies', () => {
    const item = Object.freeze({ item_id: 'a' });
    const [message] = messagesOf([rowOf('view_item', Object.freeze({ item }))], {}, {});
    expect(message?.data).toEqual({ item });
    expect(Object.isFrozen(message?.data.item)).toBe(false);
  });

  it('takes no name out of a prototype', () => {
    expect(namesOf([rowOf('constructor'), rowOf('toString')], {}, {})).toEqual(['constructor', 'toString']);
    expect(namesOf([rowOf('constructor')], {}, { others: false })).toEqual([]);
  });

  it('takes odd data', () => {
    const odd = { id: 'd', trigger: 'odd', at: 1, name: 'odd', data: 'text' };
    expect(messagesOf([rowOf('tap', {}, [odd, { id: 'e', trigger: 'e', at: 1 }])], { odd: 'Odd' }, {})).toHaveLength(2);
  });
});

describe('rename', () => {
  it('gives fields other names, keeps the others, and drops those called by nothing', () => {
    expect(rename({ a: 1, b: 2, c: 3, constructor: 4 }, { a: 'x', b: '' })).toEqual({ x: 1, c: 3, constructor: 4 });
  });

  it.each([null, undefined, 'text', 7])('takes odd fields: %s', odd => {
    expect(() => rename(odd, {})).not.toThrow();
  });
});

describe('itemsOf', () => {
  it('finds the products, and none in odd data', () => {
    expect(itemsOf({ items: [{ item_id: 'a' }] })).toEqual([{ item_id: 'a' }]);
    expect(itemsOf({ items: 'odd' })).toEqual([]);
    expect(itemsOf({ items: [null] })).toEqual([{}]);
  });
});

describe('isPlain', () => {
  it('knows texts, numbers, and yes or no from all else', () => {
    expect(['', 0, false].every(isPlain)).toBe(true);
    expect([null, undefined, {}, [], 1n, Symbol('x')].some(isPlain)).toBe(false);
  });
});
