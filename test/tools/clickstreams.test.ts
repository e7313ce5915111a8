import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { readClicks } from '../../src/tools/clickstreams.js';

const folder = mkdtempSync(join(tmpdir(), 'waymark-clicks-'));
afterAll(() => rmSync(folder, { recursive: true }));

function read(name: string, text: string | Buffer) {
  const path = join(folder, name);
  writeFileSync(path, text);
  return readClicks(path).clicks;
}

const EVENTS = `visitor,session,ts,event,item,category,brand,price,page
b,b1,2000,view_item,"a, quoted",guitars,cedar,219.5,
a,a1,3000,purchase,x,,,12,
b,b1,1000,view_item_list,,,,,list
b,b1,3000,,,,,,unknown
b,b1,4000,add_to_cart,,,,,
`;

describe('readClicks', () => {
  it('reads events visitor by visitor, oldest first, with what is known of the product', () => {
    expect(read('events.csv', EVENTS)).toEqual([
      { visitor: 'a', at: 3_000, type: 'purchase', item: { item_id: 'x', item_name: 'x', price: 12 } },
      { visitor: 'b', at: 1_000, type: 'view_item_list' },
      {
        visitor: 'b',
        at: 2_000,
        type: 'view_item',
        item: {
          item_id: 'a, quoted',
          item_name: 'a, quoted',
          item_category: 'guitars',
          item_brand: 'cedar',
          price: 219.5,
        },
      },
      // A product the file does not name is never one that was seen before.
      { visitor: 'b', at: 4_000, type: 'add_to_cart', item: { item_id: 'unnamed-4', item_name: 'unnamed-4' } },
    ]);
  });

  it('reads packed files, and clicks without a type as product views', () => {
    const clicks = read('clicks.csv.gz', gzipSync('session,ts,item\n3,20,7\n3,10,8\n'));
    expect(clicks.map(({ at, type, item }) => [at, type, item?.item_id])).toEqual([
      [10, 'view_item', '8'],
      [20, 'view_item', '7'],
    ]);
  });

  it('reads a session a line', () => {
    const clicks = read('sequences.txt', '1 2 2\n3\n');
    expect(clicks.map(({ visitor, item }) => `${visitor}:${item?.item_id}`)).toEqual(['s0:1', 's0:2', 's0:2', 's1:3']);
    expect((clicks[1]?.at ?? 0) - (clicks[0]?.at ?? 0)).toBe(60_000);
  });

  it('turns counts before the first product view into touchpoints before it', () => {
    const head = 'visitor,session,ts,item,category,price,secs_to_view,page_views,scrolls,searches,promos';
    const clicks = read('views.csv', `${head}\ng,g1,100000,tee,Shirts,22,30,1,0,1,0\n`);
    expect(clicks.map(({ type }) => type)).toEqual(['page_view', 'view_search_results', 'view_item']);
    expect(clicks.map(({ at }) => at)).toEqual([80_000, 90_000, 100_000]);
  });

  it('turns what grew between two moments of a cart into touchpoints', () => {
    const head = 'visitor,session,k,views,carts,unique_items,view_to_cart,since_first';
    const clicks = read('carts.csv', `${head}\nq,s,0,2,1,2,1,217\nq,s,1,3,1,2,2,446\n`);
    expect(clicks.map(({ type }) => type)).toEqual(['view_item', 'view_item', 'add_to_cart', 'view_item']);
  });

  it('turns page counts of a session into touchpoints', () => {
    const clicks = read('counts.csv', 'row,Administrative,Informational,ProductRelated,Revenue\n1,1,1,2,TRUE\n');
    expect(clicks.map(({ type }) => type)).toEqual(['page_view', 'view_help', 'view_item', 'view_item', 'purchase']);
  });

  it('says which columns it looks for when it knows none', () => {
    expect(() => read('odd.csv', 'colour,size\nred,1\n')).toThrow(/odd\.csv.*event.*visitor, session, ts/);
  });

  it('reads moments in text, and says where a file has none', () => {
    const columns = 'visitor,ts,event';
    expect(read('iso.csv', `${columns}\nv,2026-01-05T10:00:00Z,login\n`)[0]?.at).toBe(Date.UTC(2026, 0, 5, 10));
    expect(() => read('none.csv', 'visitor,event\nv,login\n')).toThrow(/none\.csv" says of no row when it was.*`ts`/);
    expect(() => read('blank.csv', `${columns}\nv,,login\n`)).toThrow(/says of no row when it was/);
  });

  it('leaves out rows without a moment, and refuses seconds', () => {
    const columns = 'visitor,ts,event';
    const rows = `${columns}\nv,3000,view_cart\nv,,login\nv,1000,view_item\n`;
    expect(read('some.csv', rows).map(({ type, at }) => [type, at])).toEqual([
      ['view_item', 1_000],
      ['view_cart', 3_000],
    ]);
    expect(() => read('seconds.csv', `${columns}\nv,1767607200,login\n`)).toThrow(
      /seconds\.csv" tells moments in seconds/,
    );
  });

  it('reads sessions of ids whatever ends their lines', () => {
    const itemsOf = (text: string) => read('ids.txt', text).map(({ visitor, item }) => [visitor, item?.item_id]);
    expect(itemsOf('1 2\r\n3\r\n')).toEqual(itemsOf('1 2\n3\n'));
    expect(itemsOf('1 2')).toEqual([
      ['s0', '1'],
      ['s0', '2'],
    ]);
  });
});
