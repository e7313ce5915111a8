// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CatalogReport, type CatalogSourceOptions, readCatalog } from '../../src/capture/read-catalog.js';
import { captureContext } from './capture-context.js';

const feed = (name: string): string => readFileSync(join(import.meta.dirname, 'feeds', name), 'utf8');
const JANUARY = Date.UTC(2026, 0, 5, 10);

/** What is served, by address; the addresses that were asked for. */
let pages: Record<string, string>;
let asked: string[];

beforeEach(() => {
  pages = {};
  asked = [];
  vi.useFakeTimers({ toFake: ['Date'], now: JANUARY });
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url);
    const { pathname, search } = new URL(url);
    const text = pages[pathname + search] ?? pages[pathname];
    return new Response(text ?? '', { status: text === undefined ? 404 : 200 });
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function read(url: string, options: Partial<CatalogSourceOptions> = {}) {
  const { context, problems, stop } = captureContext();
  let report: CatalogReport | undefined;
  const items = await readCatalog(
    {
      url: `https://shop.example${url}`,
      ...options,
      onRead: found => {
        report = found;
      },
    },
    context,
  );
  return { items, report, problems, stop };
}

describe('a Google Merchant feed', () => {
  it('is read in RSS: Google’s own fields, the right price, what can be bought', async () => {
    pages['/feed.xml'] = feed('google.rss.xml');
    const { items } = await read('/feed.xml');
    expect(items).toEqual([
      {
        item_id: 'cedar',
        item_name: 'Cedar 0-14 & case',
        item_category: 'Guitars',
        item_brand: 'Fretwell',
        price: 199,
        currency: 'EUR',
        url: 'https://shop.example/p/cedar?a=1&b=2',
        image: 'https://cdn.example/cedar.jpg',
      },
      {
        item_id: 'night',
        item_name: 'Night Parlour <black>',
        price: 1289,
        currency: 'EUR',
        url: 'https://shop.example/p/night',
        in_stock: false,
      },
      { item_id: 'tee-m', item_name: 'Tee, medium', price: 15, currency: 'EUR' },
    ]);
  });

  it('counts what it refuses, with the reasons, and says so', async () => {
    pages['/feed.xml'] = feed('google.rss.xml');
    const { report, problems } = await read('/feed.xml');
    expect(report).toEqual({
      kept: 3,
      refused: 5,
      reasons: { unreadable: 1, 'no-id': 1, variant: 2, twice: 1 },
      isWhole: true,
    });
    expect(problems).toEqual(['catalog-refused']);
  });

  it('takes the regular price once the sale is over', async () => {
    pages['/feed.xml'] = feed('google.rss.xml');
    vi.setSystemTime(Date.UTC(2026, 1, 5));
    expect((await read('/feed.xml')).items[0]).toMatchObject({ price: 219 });
  });

  it('takes the category at another level', async () => {
    pages['/feed.xml'] = feed('google.rss.xml');
    expect((await read('/feed.xml', { categoryLevel: 1 })).items[0]).toMatchObject({ item_category: 'Acoustic' });
    expect((await read('/feed.xml', { categoryLevel: -1 })).items[0]).toMatchObject({ item_category: 'Parlour' });
    expect((await read('/feed.xml', { categoryLevel: 9 })).items[0]).toMatchObject({ item_category: 'Parlour' });
  });

  /** What the parser of the browser is given of a feed, product by product. */
  async function parsed(text: string): Promise<readonly string[]> {
    const parse = vi.spyOn(DOMParser.prototype, 'parseFromString');
    pages['/feed.xml'] = text;
    await read('/feed.xml');
    const given = parse.mock.calls.map(([xml]) => xml);
    parse.mockRestore();
    return given;
  }

  it('is told each namespace once, for Firefox reads nothing that says one twice', async () => {
    const google = "xmlns:g = 'http://base.google.com/ns/1.0'";
    const text = `<rss ${google}><channel ${google} xmlns=""><title xmlns="urn:a">A</title><item><g:id>a</g:id></item>`;
    expect(await parsed(text)).toEqual([`<feed  ${google}  xmlns=""><item><g:id>a</g:id></item></feed>`]);
  });

  it('leaves out products in comments, and knows that a comment in a text is none', async () => {
    const item = (id: string, more = '') => `<item><g:id>${id}</g:id>${more}</item>`;
    const [opens, closes] = ['<!--', '-->'].map(sign => `<t><![CDATA[ ${sign} ]]></t>`);
    const sold = [item('a'), item('b', opens), item('c'), item('d', closes), `<!-- ${item('e')}`];
    const found = await parsed(`<rss xmlns:g="urn:g"><!-- <entry> ${item('old')} -->${sold.join('')}`);
    expect(found.map(text => /<g:id>(.*)<.g:id>/.exec(text)?.[1])).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('is read in Atom', async () => {
    pages['/atom'] = feed('google.atom.xml');
    const { items, problems } = await read('/atom');
    expect(items).toEqual([
      {
        item_id: 'strings',
        item_name: 'Phosphor strings',
        item_category: 'Strings',
        price: 12.5,
        currency: 'EUR',
        url: 'https://shop.example/p/strings',
      },
    ]);
    expect(problems).toEqual([]);
  });

  it('is read in tab-separated values: no sale in another currency, no ambiguous price, no address that runs', async () => {
    pages['/feed.txt'] = feed('google.tsv');
    const { items, problems } = await read('/feed.txt');
    expect(items).toEqual([
      {
        item_id: 'cedar',
        item_name: 'Cedar 0-14',
        item_category: 'Home',
        item_brand: 'Fretwell',
        price: 219,
        currency: 'EUR',
        url: 'https://shop.example/p/cedar',
      },
      { item_id: 'twelve', item_name: '12" picks', image: 'https://cdn.example/p.jpg' },
    ]);
    expect(problems).toEqual([]);
  });
});

describe('Shopify', () => {
  it('gives the first variant that can be bought', async () => {
    pages['/products.json'] = feed('shopify-products.json');
    const { items, report } = await read('/products.json', { currency: 'EUR' });
    expect(items).toEqual([
      {
        item_id: '632910392',
        item_name: 'Cedar 0-14',
        item_category: 'Guitars',
        item_brand: 'Fretwell',
        price: 219,
        currency: 'EUR',
        url: 'https://shop.example/products/cedar-0-14',
        image: 'https://cdn.shopify.example/cedar.jpg?v=1',
      },
      {
        item_id: '632910393',
        item_name: 'Sold out',
        item_brand: 'Fretwell',
        url: 'https://shop.example/products/sold-out',
        in_stock: false,
      },
    ]);
    expect(report).toMatchObject({ refused: 2, reasons: { 'no-name': 1, unreadable: 1 } });
  });

  it('has no address for a product that names none', async () => {
    pages['/products.json'] = JSON.stringify({ products: [{ id: 1, title: 'Cedar', variants: [] }] });
    expect((await read('/products.json')).items).toEqual([{ item_id: '1', item_name: 'Cedar' }]);
  });

  it('is known by the id that the shop tracks', async () => {
    pages['/products.json'] = feed('shopify-products.json');
    expect((await read('/products.json', { idField: 'sku' })).items[0]).toMatchObject({ item_id: 'CEDAR-R' });
    expect((await read('/products.json', { idField: 'variant_id' })).items[0]).toMatchObject({ item_id: '2' });
  });

  it('is read page by page until one is not full', async () => {
    const product = (id: number) => ({ id, title: `Product ${id}`, handle: `${id}`, variants: [] });
    const page = (from: number, count: number) =>
      JSON.stringify({ products: Array.from({ length: count }, (_, index) => product(from + index)) });
    pages['/products.json?limit=250&page=1'] = page(0, 250);
    pages['/products.json?limit=250&page=2'] = page(250, 7);
    const { report } = await read('/products.json');
    expect(report).toEqual({ kept: 257, refused: 0, reasons: {}, isWhole: true });
    expect(asked).toHaveLength(2);
  });
});

describe('WooCommerce', () => {
  it('gives amounts in major units, whatever the minor unit is, and names without HTML', async () => {
    pages['/wp-json/wc/store/v1/products'] = feed('woocommerce-products.json');
    const { items } = await read('/wp-json/wc/store/v1/products');
    expect(asked).toEqual(['https://shop.example/wp-json/wc/store/v1/products?per_page=100&orderby=popularity&page=1']);
    expect(items).toEqual([
      {
        item_id: '34',
        item_name: 'Cedar 0-14 – solid & small',
        item_category: 'Guitars & more',
        item_brand: 'Fretwell',
        price: 199.5,
        currency: 'EUR',
        url: 'https://shop.example/product/cedar/',
        image: 'https://shop.example/wp-content/cedar.jpg',
      },
      {
        item_id: '35',
        item_name: 'Taiko',
        price: 1980,
        currency: 'JPY',
        url: 'https://shop.example/product/taiko/',
        in_stock: false,
      },
      { item_id: '36', item_name: 'Ask for it', url: 'https://shop.example/product/ask/', in_stock: false },
    ]);
  });

  it('heeds how the shop asks', async () => {
    pages['/index.php'] = feed('woocommerce-products.json');
    const { items } = await read('/index.php?rest_route=/wc/store/v1/products&per_page=50&orderby=date');
    expect(items).toHaveLength(3);
    expect(new URL(asked[0] ?? '').searchParams.get('per_page')).toBe('50');
    expect(new URL(asked[0] ?? '').searchParams.getAll('orderby')).toEqual(['date']);
  });
});

describe('readCatalog', () => {
  it('keeps 200 kB, asks for no more, and says what is missing', async () => {
    const name = 'x'.repeat(180);
    const page = (number: number) =>
      JSON.stringify({
        products: Array.from({ length: 250 }, (_, index) => ({ id: `${number}-${index}`, title: name, variants: [] })),
      });
    for (let number = 1; number < 10; number++) pages[`/products.json?limit=250&page=${number}`] = page(number);
    const { items, report, problems } = await read('/products.json');
    const size = JSON.stringify(items).length;
    expect(size).toBeGreaterThan(199_000);
    expect(size).toBeLessThanOrEqual(200_000);
    expect(report).toMatchObject({ isWhole: false, refused: 0 });
    expect(asked.length).toBeLessThan(5);
    expect(problems).toEqual(['catalog-refused']);
  });

  it.each([
    ['is refused', undefined],
    ['is no JSON', '<!doctype html>'],
  ])('keeps the pages before one that %s, and says so', async (_, second) => {
    const product = (id: number) => ({ id, title: `Product ${id}`, handle: `${id}`, variants: [] });
    const first = Array.from({ length: 250 }, (_, index) => product(index));
    pages['/products.json?limit=250&page=1'] = JSON.stringify({ products: first });
    if (second) pages['/products.json?limit=250&page=2'] = second;
    const { items, report, problems } = await read('/products.json');
    expect(items).toHaveLength(250);
    expect(report).toEqual({ kept: 250, refused: 0, reasons: {}, isWhole: false });
    expect(problems).toEqual(['catalog-refused']);
  });

  it('counts what is no product among products, and reads on after a page that holds such', async () => {
    const address = '/wp-json/wc/store/v1/products';
    const page = (number: number) => `${address}?per_page=3&orderby=popularity&page=${number}`;
    pages[page(1)] = '[{"id":1,"name":"A"},null,"sold"]';
    pages[page(2)] = '[{"id":2,"name":"B"}]';
    const { report } = await read(`${address}?per_page=3`);
    expect(report).toEqual({ kept: 2, refused: 2, reasons: { unreadable: 2 }, isWhole: true });
    pages['/products.json'] = '{"products":[null,{"id":1,"title":"A"}]}';
    expect((await read('/products.json')).report).toMatchObject({ kept: 1, reasons: { unreadable: 1 } });
    pages['/products.json'] = 'null';
    expect((await read('/products.json')).report).toMatchObject({ kept: 0, refused: 0 });
  });

  it('says what to do when there is nothing to read', async () => {
    pages['/feed.xml'] = '<!doctype html><title>Not found</title>';
    expect((await read('/feed.xml')).problems).toEqual(['catalog-refused']);
    await expect(read('/gone')).rejects.toThrow(/at "https:\/\/shop.example\/gone" could not be read: it answered 404/);
    pages['/products.json'] = '<!doctype html>';
    await expect(read('/products.json')).rejects.toThrow(/check the address/);
    await expect(read('/products.json', { url: 'http://shop.example/products.json' })).rejects.toThrow(/not https/);
  });

  it.each([
    [''],
    ['null'],
    ['{}'],
    ['[]'],
    ['{"products":{}}'],
    ['{"products":[1,null,[],"x",{"variants":[null],"images":3}]}'],
  ])('throws nothing else at %s', async text => {
    pages['/products.json'] = text;
    const outcome = await read('/products.json').catch(error => error as Error);
    expect('items' in outcome ? outcome.items : outcome.message).toBeTruthy();
  });

  it('goes no further once it is stopped', async () => {
    pages['/feed.xml'] = feed('google.rss.xml');
    const { context, stop } = captureContext();
    const reading = readCatalog({ url: 'https://shop.example/feed.xml' }, context);
    stop();
    await expect(reading).rejects.toThrow();
  });
});
