import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PRODUCTS, searchProducts, similarTo } from '../../examples/storefront/public/catalogue.js';
import { html } from '../../examples/storefront/public/html.js';
import { startStorefront } from '../../examples/storefront/server.mjs';

interface Running {
  readonly url: string;
  close(): Promise<void>;
}

const PAGES = [
  '/',
  '/guitars',
  '/accessories',
  '/guitars?size=small-body&for=beginner&max=300&sort=cheap',
  '/guitars?size=none',
  '/search',
  '/search?q=small',
  '/search?q=%3Cb%3E',
  '/compare',
  '/compare?item=cedar-0-14&item=spruce-om',
  '/cart',
  '/checkout',
  '/checkout/payment',
  '/order/thanks',
  '/order/status',
  '/help',
  '/learn',
  '/community',
  '/review?item=cedar-0-14',
  '/recommend',
  '/friend',
  '/privacy',
];

let shop: Running;

beforeAll(async () => {
  shop = await startStorefront({ port: 0, collector: 'http://127.0.0.1:1' });
});

afterAll(() => shop.close());

async function read(path: string): Promise<string> {
  const answer = await fetch(shop.url + path);
  expect(answer.status).toBe(200);
  return answer.text();
}

function structuredIn(text: string): readonly Record<string, unknown>[] {
  return [...text.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)].map(
    ([, json]) => JSON.parse(json ?? '') as Record<string, unknown>,
  );
}

describe('storefront', () => {
  it.each(PAGES)('answers %s with one heading, one main part and a title', async path => {
    const text = await read(path);
    expect(text.match(/<h1[ >]/g)).toHaveLength(1);
    expect(text.match(/<main /g)).toHaveLength(1);
    expect(text).toMatch(/<title>[^<]+<\/title>/);
    expect(text).not.toMatch(/undefined|\[object |NaN/);
  });

  it.each(PRODUCTS.map(({ id }) => id))('describes %s as a product with an offer', async id => {
    const product = structuredIn(await read(`/product/${id}`)).find(data => data['@type'] === 'Product');
    const known = PRODUCTS.find(other => other.id === id);
    expect(product).toMatchObject({
      '@context': 'https://schema.org',
      sku: id,
      name: known?.name,
      offers: {
        '@type': 'Offer',
        price: known?.price.toFixed(2),
        priceCurrency: 'EUR',
        availability: 'https://schema.org/InStock',
      },
    });
    const [image] = (product?.image ?? []) as string[];
    expect((await fetch(image ?? '')).headers.get('content-type')).toBe('image/svg+xml');
  });

  it('draws every picture that a page asks for', async () => {
    for (const id of ['cedar-0-14', 'night-parlour', 'clip-tuner']) {
      const pictures = [...(await read(`/product/${id}`)).matchAll(/src="(\/art\/[^"]+)"/g)].map(
        ([, path]) => path ?? '',
      );
      const answers = await Promise.all([...new Set(pictures)].map(path => fetch(shop.url + path)));
      expect(answers.every(({ ok }) => ok)).toBe(true);
    }
  });

  it('has an answer for every link of its pages', async () => {
    const links = new Set<string>();
    for (const path of PAGES)
      for (const [, link] of (await read(path)).matchAll(/href="(\/[^"#]*)/g))
        links.add(link?.replaceAll('&amp;', '&') ?? '');
    const answers = await Promise.all(
      [...links].map(async link => [link, (await fetch(shop.url + link)).status] as const),
    );
    expect(answers.filter(([, status]) => status !== 200)).toEqual([]);
  });

  it('filters and sorts by the address alone', async () => {
    const text = await read('/guitars?size=small-body&max=230&sort=cheap');
    const shown = [...text.matchAll(/<li class="card" data-item="([^"]+)"/g)].map(([, id]) => id);
    expect(shown).toEqual(['mini-mahogany', 'cedar-0-14', 'cedar-0-14-left']);
  });

  it('says 404 for pages, products and files it does not have', async () => {
    for (const path of [
      '/nowhere',
      '/product/nothing',
      '/product/toString',
      '/shop/nothing.js',
      '/shop/%2e%2e/server.mjs',
      '/art/constructor.svg',
      '/toString',
    ]) {
      expect([path, (await fetch(shop.url + path)).status]).toEqual([path, 404]);
    }
  });

  it('escapes what the visitor typed', async () => {
    const text = await read(`/search?q=${encodeURIComponent('"><script>alert(1)</script>')}`);
    expect(text).not.toContain('<script>alert');
  });

  it('lets a page run the scripts of the shop alone', async () => {
    const policy = (await fetch(shop.url)).headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(await read('/product/cedar-0-14')).not.toMatch(/ (style|on\w+)="/);
  });

  it('counts what gtag received', async () => {
    await fetch(`${shop.url}/ga`, { method: 'DELETE' });
    for (const name of ['view_item', 'view_item', 'purchase'])
      await fetch(`${shop.url}/ga`, { method: 'POST', body: JSON.stringify({ name }) });
    expect((await fetch(`${shop.url}/ga`, { method: 'POST', body: '[' })).status).toBe(400);
    expect(await (await fetch(`${shop.url}/ga`)).json()).toEqual({ events: 3, byName: { view_item: 2, purchase: 1 } });
  });

  it('keeps the buttons about what is remembered disabled until Waymark is there', async () => {
    const text = await read('/privacy');
    for (const id of ['choose', 'export', 'erase']) expect(text).toContain(`id="${id}" disabled`);
  });
});

describe('catalogue', () => {
  it('names only products that exist in what goes together', () => {
    const ids = new Set(PRODUCTS.map(({ id }) => id));
    for (const { id, goesWith } of PRODUCTS) {
      expect(goesWith.filter(other => !ids.has(other) || other === id)).toEqual([]);
      expect(goesWith.length).toBeGreaterThanOrEqual(3);
    }
  });

  it('finds products by every word of a query', () => {
    expect(searchProducts('left handed').map(({ id }) => id)).toEqual(['cedar-0-14-left']);
    expect(searchProducts('  ')).toEqual([]);
  });

  it('calls guitars similar that share most', () => {
    const cedar = PRODUCTS.find(({ id }) => id === 'cedar-0-14');
    expect(cedar && similarTo(cedar, 2).map(({ id }) => id)).toEqual(['cedar-0-14-left', 'mini-mahogany']);
  });
});

describe('html', () => {
  it('escapes values and keeps nested markup', () => {
    expect(String(html`<p title="${'"'}">${[html`<b>${'<i>'}</b>`, null, false, 0]}</p>`)).toBe(
      '<p title="&quot;"><b>&lt;i&gt;</b>0</p>',
    );
  });
});
