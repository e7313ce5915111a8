// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { flatten } from '../src/core/plugin.js';
import { type ShopRailsOptions, shopRails } from '../src/shop-rails.js';
import { storefront } from '../src/storefront.js';

const CATALOG = [{ item_id: 'a', item_name: 'A' }];
const made = (options: object, present = flatten(storefront({ catalog: CATALOG }))) =>
  flatten(shopRails(options as ShopRailsOptions, present, () => () => {}));
const names = (options: object) => made(options).map(({ name }) => name);

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('shopRails', () => {
  it('brings what is asked for, and nothing else', () => {
    expect(names({ rails: { one: true } })).toEqual(['rails']);
    expect(names({ rails: {}, catalog: 'seen', coViews: '/co-views.json', remote: '/ids' })).toEqual([
      'seen-catalog',
      'remote-suggestions',
      'co-views',
      'rails',
    ]);
    expect(names({ catalog: { url: '/feed.xml' } })).toEqual(['catalog-source', 'rails']);
    expect(names({ catalog: CATALOG, remote: { ask: '/ids', timeoutMs: 5 } })).toEqual(['remote-suggestions', 'rails']);
  });

  it('keeps no second record of what was seen, and works without a storefront', () => {
    const seen = made({ catalog: 'seen' }, []);
    expect(seen.map(({ name }) => name)).toEqual(['seen-catalog', 'rails']);
    expect(made({ catalog: 'seen' }, seen).map(({ name }) => name)).toEqual(['rails']);
  });

  it('names a strategy that is none', () => {
    expect(() => made({ rails: { one: { strategy: 'similiar' } } })).toThrow(
      '`strategy` of rail "one" is "similiar". Take one of given,co-viewed,similar,complement,recent,popular,personal.',
    );
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
    const plugin = made({ coViews: 'https://shop.example/co-views.json' }).find(({ name }) => name === 'co-views');
    plugin?.capture?.({ signal, problem } as never);
    await vi.waitFor(() => expect(problem).toHaveBeenCalledWith('co-views-unread', expect.stringContaining(why)));
  });
});
