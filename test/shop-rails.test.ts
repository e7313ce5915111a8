// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { flatten } from '../src/core/plugin.js';
import { type ShopRailsOptions, shopRails } from '../src/shop-rails.js';
import { storefront } from '../src/storefront.js';

const CATALOG = [{ item_id: 'a', item_name: 'A' }];
const ASKED = { one: { remote: true } };
const made = (options: object, present = flatten(storefront({ catalog: CATALOG }))) =>
  flatten(shopRails(options as ShopRailsOptions, present, { subscribe: () => () => {} }));
const names = (options: object) => made(options).map(({ name }) => name);

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('shopRails', () => {
  it('brings what is asked for, and nothing else', () => {
    expect(names({ rails: { one: true } })).toEqual(['rails']);
    expect(names({ rails: ASKED, catalog: 'seen', coViews: '/co-views.json', remote: '/ids' })).toEqual([
      'seen-catalog',
      'remote-suggestions',
      'co-views',
      'rails',
    ]);
    expect(names({ rails: {}, catalog: { url: '/feed.xml' } })).toEqual(['catalog-source', 'rails']);
    expect(names({ rails: ASKED, catalog: CATALOG, remote: { ask: '/ids', timeoutMs: 5 } })).toEqual([
      'remote-suggestions',
      'rails',
    ]);
  });

  it('keeps no second record of what was seen, and works without a storefront', () => {
    const seen = made({ rails: {}, catalog: 'seen' }, []);
    expect(seen.map(({ name }) => name)).toEqual(['seen-catalog', 'rails']);
    expect(made({ rails: {}, catalog: 'seen' }, seen).map(({ name }) => name)).toEqual(['rails']);
  });

  const wrong: readonly (readonly [options: object, path: string, wanted: string])[] = [
    [{}, 'rails', 'lists by the id'],
    [{ rails: ['one'] }, 'rails', 'lists by the id'],
    [
      { rails: {}, coviews: '/co-views.json' },
      'coviews',
      'left out: there is no such option; known are rails, catalog,',
    ],
    [{ rails: {}, catalog: '/feed.xml' }, 'catalog', '"seen", a list or'],
    [{ rails: {}, catalog: { url: 5 } }, 'catalog', '"seen", a list or'],
    [{ rails: {}, coViews: '' }, 'coViews', 'the address of the file'],
    [{ rails: {}, complements: { a: 'b' } }, 'complements', 'lists of ids or categories'],
    [{ rails: {}, cycleDays: { a: 'soon' } }, 'cycleDays', 'days above 0'],
    [{ rails: {}, limit: 'few' }, 'limit', 'a number above 0'],
    [{ rails: { one: 'popular' } }, 'rails.one', 'of strategy, limit, title, refine, remote, or `true`'],
    [{ rails: { one: { stategy: 'popular' } } }, 'rails.one.stategy', 'left out: there is no such option'],
    [{ rails: { one: { strategy: 'similiar' } } }, 'rails.one.strategy', 'one of given, co-viewed, similar,'],
    [{ rails: { one: { limit: 0 } } }, 'rails.one.limit', 'a number above 0'],
    [{ rails: { one: { title: { en: 'Mine' } } } }, 'rails.one.title', 'a text'],
    [{ rails: { one: { refine: 'narrow' } } }, 'rails.one.refine', 'of `atMost`, `priceBand` and `atLeast`'],
    [{ rails: { one: { refine: { atMost: { brand: 2 } } } } }, 'rails.one.refine.atMost', 'numbers above 0 of'],
    [{ rails: { one: { refine: { priceBand: 2 } } } }, 'rails.one.refine.priceBand', 'two numbers, such as `[0.5, 2]`'],
    [{ rails: { one: { refine: { atLeast: 'many' } } } }, 'rails.one.refine.atLeast', 'a number above 0'],
    [{ rails: { one: { remote: 'yes' } }, remote: '/ids' }, 'rails.one.remote', '`true` or `false`'],
    [{ rails: ASKED, remote: { url: '/ids' } }, 'remote', 'an address, or'],
    [{ rails: ASKED }, 'remote', 'there for `rails.one.remote`'],
    [{ rails: { one: true }, remote: '/ids' }, 'remote', 'left out, or a list must have `"remote": true`'],
    [{ rails: { one: { strategy: 'co-viewed' } } }, 'coViews', 'there for `rails.one.strategy`'],
  ];
  it.each(wrong)('names the path to what is wrong in %j', (options, path, wanted) => {
    expect(() => made(options)).toThrow(`\`${path}\` must be ${wanted}`);
  });

  it('takes numbers that a template wrote as text, `true` for defaults, and leaves out what is nothing', () => {
    const one = { limit: '2', title: undefined, refine: { atMost: { item_brand: '1' }, priceBand: ['0', '2'] } };
    expect(names({ rails: { one, two: true, three: false }, coViews: undefined })).toEqual(['rails']);
  });

  it.each([
    ['that is not there', async () => new Response('', { status: 404 }), '404'],
    ['that is not JSON', async () => new Response('<html>'), 'JSON'],
    ['that is nothing', async () => new Response('null'), 'none of `waymark-cooccur`'],
    ['of another kind', async () => new Response('["a"]'), 'none of `waymark-cooccur`'],
    ['that is too large', async () => new Response('1'.repeat(1_000_001)), 'larger than'],
  ])('says what is wrong with a file of co-views %s', async (_, fetch, why) => {
    vi.stubGlobal('fetch', fetch);
    const problem = vi.fn();
    const { signal } = new AbortController();
    const plugin = made({ rails: {}, coViews: 'https://shop.example/co-views.json' }).find(
      ({ name }) => name === 'co-views',
    );
    plugin?.capture?.({ signal, problem } as never);
    await vi.waitFor(() => expect(problem).toHaveBeenCalledWith('co-views-unread', expect.stringContaining(why)));
  });
});
