import { describe, expect, it } from 'vitest';
import { gatherRules, initialProfile } from '../src/core/rules.js';
import { cooccurrence } from '../src/decide/cooccurrence.js';
import { recommendWith } from '../src/decide/recommend-with.js';
import { type StorefrontOptions, storefront, suggestOf } from '../src/storefront.js';
import { visitor } from './journeys/journey.js';

const catalog = [
  { item_id: 'cedar', item_name: 'Cedar 0-14', item_category: 'guitars', price: 219 },
  { item_id: 'spruce', item_name: 'Spruce OM', item_category: 'guitars', price: 349, popularity: 3 },
];

describe('storefront', () => {
  it('is a list that works by itself, what captures first', () => {
    const { plugins } = gatherRules(storefront({ catalog }));
    expect(plugins.map(({ name }) => name)).toEqual([
      'kernel',
      'commerce',
      'campaigns',
      'pages',
      'storefront',
      'activity',
      'cart',
      'orders',
      'interests',
      'viewed',
      'segments',
      'silence',
      'steps',
      'stages',
      'abandoned-cart',
      'suggest',
      'audiences',
      'coupon',
    ]);
  });

  it('reads what its pages are for off a table of paths', () => {
    const person = visitor(storefront({ pageTypes: { '/*': 'article' } }));
    expect(person.track('page_view').touchpoint?.data).toEqual({ page_type: 'article' });
    expect(() => storefront({ pageTypes: { cart: 'cart' } })).toThrow('is odd at "cart"');
  });

  it('works without any option', () => {
    const rules = gatherRules(storefront());
    expect(initialProfile(rules, 'v').slices.cart?.lines).toEqual([]);
  });

  it('leaves out what is `false`', () => {
    const names = (options?: StorefrontOptions) => gatherRules(storefront(options)).plugins.map(({ name }) => name);
    const less = names({ abandonedCart: false, coupon: false, audiences: false, segments: false });
    expect(names().filter(name => !less.includes(name))).toEqual(['segments', 'abandoned-cart', 'audiences', 'coupon']);
  });

  it('lets each option that nobody knows be told, with whom it was given to', () => {
    const odd = {
      catalogue: [],
      suggest: { limits: 3 },
      stages: { baserate: 0.1 },
      abandonedCart: { idleMinute: 2 },
      coupon: { text: 'TEN' },
    };
    const unknown = gatherRules(storefront(odd as StorefrontOptions)).plugins.flatMap(({ name, options }) =>
      Object.keys(options?.[0] ?? {}).flatMap(option => (option in (options?.[1] ?? {}) ? [] : `${name}: ${option}`)),
    );
    expect(unknown).toEqual([
      'storefront: catalogue',
      'stages: baserate',
      'abandoned-cart: idleMinute',
      'suggest: limits',
      'coupon: text',
    ]);
  });

  it('takes a catalogue of `null`, as a template writes it, for none', () => {
    const suggested = (plugins: ReturnType<typeof storefront>) => {
      const person = visitor(plugins);
      person.track('view_item', { items: catalog });
      return suggestOf(gatherRules(plugins).plugins)?.suggest(person.profile);
    };
    expect(suggested(storefront({ catalog: null as never }))).toEqual(suggested(storefront()));
  });

  it.each(['/feed.xml', true, 5, { products: catalog }])('refuses %j as a catalogue', odd => {
    expect(() => storefront({ catalog: odd as never })).toThrow(/`catalog` must be a list.* `\{ url \}`/);
  });

  it('hands on what other visits looked at together', () => {
    const coViews = recommendWith(cooccurrence([['cedar', 'spruce']], { maxBytes: 10_000 }));
    const plugins = storefront({ catalog, coViews: () => coViews });
    const person = visitor(plugins);
    person.track('view_item', { items: catalog.slice(0, 1) });
    expect(suggestOf(gatherRules(plugins).plugins)?.suggest(person.profile)).toMatchObject([
      { item_id: 'spruce', strategy: 'co-viewed' },
    ]);
  });

  it('hands out its recommender', () => {
    const rules = gatherRules(storefront({ catalog }));
    const popular = suggestOf(rules.plugins)?.suggest(initialProfile(rules, 'v'), { strategy: 'popular', limit: 1 });
    expect(popular?.map(({ item_id }) => item_id)).toEqual(['spruce']);
    expect(suggestOf([])).toBeUndefined();
  });

  it('hands out its recommender from a list as one writes it', () => {
    const plugins = storefront({ catalog });
    expect(suggestOf(plugins)?.name).toBe('suggest');
    expect(suggestOf([null, false, [plugins]])).toBe(suggestOf(plugins));
  });
});
