import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PageTypes, pageTypes } from '../../src/capture/page-types.js';
import { pages } from '../../src/capture/pages.js';
import { advance } from '../../src/core/advance.js';
import { WaymarkError } from '../../src/core/problem.js';
import { gatherRules, initialProfile } from '../../src/core/rules.js';
import type { Touchpoint } from '../../src/core/touchpoint.js';

const TABLE = {
  '/': 'home',
  '/cart/': 'cart',
  '/products/*': 'product',
  '/*/checkout*': 'checkout',
  '/*.html': 'article',
  '/über-uns': 'article',
  '/a*b*c': 'list',
};

/** A view of a page, as it is once it was normalized. */
function see(path: string, types: PageTypes = TABLE, data: object = {}) {
  const rules = gatherRules([pages(), pageTypes(types)]);
  const envelope = { id: '1', at: 1, url: `https://shop.test${path}`, by: 'pages', session: '' };
  const touchpoint = { ...envelope, type: 'page_view', data } as Touchpoint;
  return advance(rules, initialProfile(rules, 'v'), 1, touchpoint);
}

const typeAt = (path: string, page_route = '', types?: PageTypes): unknown =>
  (see(path, types, { page_route }).touchpoint?.data as { page_type?: string } | undefined)?.page_type;

describe('a table of paths', () => {
  it.each([
    ['/', 'home'],
    ['/?utm_source=mail', 'home'],
    ['/cart', 'cart'],
    ['/cart/', 'cart'],
    ['/cart/gift', undefined],
    ['/Cart', undefined],
    ['/products/cedar', 'product'],
    ['/products/cedar/reviews?sort=new#first', 'product'],
    ['/products', undefined],
    ['/en/checkout', 'checkout'],
    ['/en/checkout/payment/', 'checkout'],
    ['/checkout', undefined],
    ['/strings.html', 'article'],
    ['/über-uns', 'article'],
    ['/%C3%BCber-uns', 'article'],
    ['/de/%C3%BCber-uns', undefined],
    ['/abc', 'list'],
    ['/a-b-b-c', 'list'],
    ['/acb', undefined],
    ['/nothing', undefined],
  ])('reads %s as %s', (path, type) => {
    expect(typeAt(path)).toBe(type);
  });

  it('takes the first that fits', () => {
    const types = { '/help/*': 'help', '/*': 'article' };
    expect([typeAt('/help/returns', '', types), typeAt('/anything', '', types)]).toEqual(['help', 'article']);
    expect(typeAt('/help/returns', '', { '/*': 'article', '/help/*': 'help' })).toBe('article');
  });

  it('does not take one piece of a path twice', () => {
    expect(typeAt('/aba', '', { '/ab*ba': 'list' })).toBeUndefined();
    expect(typeAt('/abba', '', { '/ab*ba': 'list' })).toBe('list');
  });

  it.each([
    ['#/cart', 'cart'],
    ['#!/cart/', 'cart'],
    ['#/', 'home'],
  ])('reads the route %s in the fragment as %s', (route, type) => {
    expect(typeAt('/', route)).toBe(type);
  });

  it('knows nothing of what a page hung on Object.prototype', () => {
    Object.assign(Object.prototype, { '/secret': 'home' });
    expect(typeAt('/secret')).toBeUndefined();
    Reflect.deleteProperty(Object.prototype, '/secret');
  });

  it('fits what a pattern was filled in with, whatever that is', () => {
    const part = fc.stringMatching(/^[a-c/-]{0,6}$/);
    const parts = fc.array(part, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(parts, fc.array(part, { minLength: 3 }), (pieces, fillings) => {
        const filled = pieces.map((text, index) => text + (index < pieces.length - 1 ? fillings[index] : '')).join('');
        expect(typeAt(`/x${filled}x`, '', { [`/x${pieces.join('*')}x`]: 'list' })).toBe('list');
      }),
    );
  });

  it('stays fast on a path made to slow it down', () => {
    const types = { [`/${'a*'.repeat(200)}b`]: 'list' };
    const from = performance.now();
    expect(typeAt(`/${'a'.repeat(20_000)}`, '', types)).toBeUndefined();
    expect(performance.now() - from).toBeLessThan(500);
  });
});

describe('what cannot work is refused', () => {
  it.each<[string, object]>([
    ['cart', { cart: 'cart' }],
    ['https://shop.test/cart', { 'https://shop.test/cart': 'cart' }],
    ['/search?q=*', { '/search?q=*': 'list' }],
    ['/#/cart', { '/#/cart': 'cart' }],
    ['', { '': 'home' }],
    ['/cart', { '/cart': 7 }],
    ['/help', { '/cart': 'cart', '/help': null }],
    ['0', ['/cart']],
  ])('at "%s"', (path, types) => {
    const make = () => pageTypes(types as PageTypes);
    expect(make).toThrow(WaymarkError);
    expect(make).toThrow(`\`pageTypes\` is odd at "${path}". Give paths`);
  });

  it.each([7, true, {}, []])('like %s, which is none of it', types => {
    expect(() => pageTypes(types as unknown as PageTypes)).toThrow(WaymarkError);
  });
});

describe('the type of a page', () => {
  it('is one for all pages, or told by the address', () => {
    expect(typeAt('/help', '', 'product')).toBe('product');
    const type = (url: string) => (url.endsWith('/help') ? 'help' : undefined);
    expect([typeAt('/help', '', type), typeAt('/cart', '', type)]).toEqual(['help', undefined]);
  });

  it('told with the view goes before, and other touchpoints have none', () => {
    expect(see('/help', 'product', { page_type: 'cart' }).touchpoint?.data).toEqual({ page_type: 'cart' });
    const note = { type: 'note', data: {} } as unknown as Touchpoint;
    expect(pageTypes('product').normalize?.(note, {} as never)).toBe(note);
  });

  it('costs nothing but itself when the function throws, or the data is odd', () => {
    const throwing = () => {
      throw new Error('odd');
    };
    for (const step of [see('/', throwing), see('/', TABLE, { page_route: 7 })]) {
      expect(step.touchpoint?.data).not.toHaveProperty('page_type');
      expect(step.problems).toHaveLength(1);
    }
  });
});
