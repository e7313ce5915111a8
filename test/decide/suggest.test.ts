import { describe, expect, it } from 'vitest';
import type { CatalogItem } from '../../src/decide/catalog.js';
import { cooccurrence } from '../../src/decide/cooccurrence.js';
import { recommendWith } from '../../src/decide/recommend-with.js';
import { refine } from '../../src/decide/refine.js';
import type { Strategy } from '../../src/decide/strategy.js';
import { type SuggestOptions, suggest } from '../../src/decide/suggest.js';
import { cart } from '../../src/learn/cart.js';
import { orders } from '../../src/learn/orders.js';
import { viewed } from '../../src/learn/viewed.js';
import { stages } from '../../src/stages/stages.js';
import { CATALOG, CEDAR, DAY, MINI, NIGHT, SECOND, SPRUCE, STRINGS, visitor } from '../journeys/journey.js';

const items = (...list: readonly CatalogItem[]) => ({ items: list.map(({ complements: _, ...item }) => item) });

function shop(options: Partial<SuggestOptions> = {}, more: readonly ReturnType<typeof stages>[] = []) {
  const plugin = suggest({ catalog: CATALOG, ...options });
  const person = visitor([cart(), orders(), viewed(), ...more, plugin]);
  const ids = (request?: Parameters<typeof plugin.suggest>[1]) =>
    plugin.suggest(person.profile, request).map(({ item_id }) => item_id);
  return {
    ...person,
    get profile() {
      return person.profile;
    },
    plugin,
    ids,
  };
}

describe('coViews', () => {
  const file = cooccurrence([['cedar', 'tuner']], { maxBytes: 10_000 });

  it('is asked first, as soon as it is there', () => {
    let coViews: ReturnType<typeof recommendWith> | undefined;
    const person = shop({ coViews: () => coViews });
    person.track('view_item', items(CEDAR));
    expect(person.ids()[0]).toBe('night');
    coViews = recommendWith(file);
    expect(person.plugin.suggest(person.profile)).toMatchObject([{ item_id: 'tuner', strategy: 'co-viewed' }]);
  });

  it('gives way to the catalogue where it knows nothing', () => {
    const person = shop({ coViews: () => recommendWith(file) });
    person.track('view_item', items(MINI));
    expect(person.plugin.suggest(person.profile)[0]?.strategy).toBe('similar');
  });
});

describe('products.suggest', () => {
  it('brings similar products with a look, rested for a minute', () => {
    const person = shop();
    const { decisions } = person.track('view_item', items(CEDAR));
    expect(decisions).toMatchObject([
      {
        name: 'products.suggest',
        data: {
          strategy: 'similar',
          items: [{ item_id: 'night', strategy: 'similar', reason: 'Similar to Cedar 0-14' }, {}, {}],
        },
      },
    ]);
    person.wait(30 * SECOND);
    expect(person.track('view_item', items(MINI)).decisions).toEqual([]);
    person.wait(30 * SECOND);
    expect(person.track('view_item', items(MINI)).decisions).toHaveLength(1);
  });

  it('brings what goes with an order, never another guitar', () => {
    const { decisions } = shop().track('purchase', { transaction_id: '1', ...items(CEDAR) });
    expect(decisions).toMatchObject([
      { data: { strategy: 'complement', items: [{ item_id: 'strings' }, { item_id: 'tuner' }] } },
    ]);
  });

  it('is quiet while the visitor is only becoming aware, unless told otherwise', () => {
    expect(
      shop({}, [stages()])
        .track('view_item', items(CEDAR))
        .decisions.map(({ name }) => name),
    ).toEqual(['stage.enter']);
    expect(shop({ quietWhileAware: false }, [stages()]).track('view_item', items(CEDAR)).decisions).toHaveLength(2);
    const person = shop({}, [stages()]);
    person.track('compare_items', items(CEDAR, MINI));
    expect(person.track('view_item', items(CEDAR)).decisions).toHaveLength(1);
  });

  it('says nothing when it finds nothing', () => {
    expect(shop({ catalog: [] }).track('view_item', items(CEDAR)).decisions).toEqual([]);
  });
});

describe('suggest', () => {
  it('leaves out what is in the cart, bought or out of stock', () => {
    const person = shop({ catalog: CATALOG.map(item => ({ ...item, in_stock: item.item_id !== 'night' })) });
    person.track('view_item', items(CEDAR));
    person.track('add_to_cart', items(MINI));
    expect(person.ids({ strategy: 'similar' })).toEqual(['spruce']);
    person.track('purchase', { transaction_id: '1', ...items(MINI, STRINGS) });
    expect(person.ids({ strategy: 'popular' })).toEqual(['cedar', 'spruce', 'tuner']);
    expect(person.ids({ strategy: 'complement' })).toEqual(['tuner']);
  });

  it('knows what is looked at, in the cart or bought where the ids of the catalogue are numbers', () => {
    // As the JSON of a host may be, gaps included.
    const catalog = [1, 2, 3, 4, null].map(id => id && { ...CEDAR, item_id: id, complements: [4] });
    const person = shop({ catalog: catalog as unknown as readonly CatalogItem[] });
    const line = (item_id: string) => items({ ...CEDAR, item_id });
    person.track('add_to_cart', { currency: 'EUR', value: 219, ...line('1') });
    person.track('purchase', { transaction_id: 'o1', currency: 'EUR', value: 219, ...line('1') });
    person.track('add_to_cart', { currency: 'EUR', value: 219, ...line('2') });
    person.track('view_item', line('3'));
    expect(person.ids()).toEqual(['4']);
    expect(person.ids({ strategy: 'complement' })).toEqual(['4']);
  });

  it('takes the first strategy that finds anything', () => {
    const person = shop();
    expect(person.plugin.suggest(person.profile)[0]?.strategy).toBe('popular');
    person.track('view_item', items(STRINGS));
    expect(person.plugin.suggest(person.profile)[0]).toMatchObject({ item_id: 'strings', strategy: 'recent' });
    person.track('view_item', items(CEDAR));
    expect(person.plugin.suggest(person.profile)[0]?.strategy).toBe('similar');
  });

  it('keeps to the limit of the plugin or of the call', () => {
    const person = shop({ limit: 2 });
    expect([person.ids().length, person.ids({ limit: 5 }).length]).toEqual([2, 5]);
  });

  it('shows known fields only, so that decisions stay small', () => {
    const catalog = [{ ...SPRUCE, popularity: 3, description: 'x'.repeat(9999), item_brand: '' }];
    const person = shop({ catalog });
    expect(person.plugin.suggest(person.profile)).toEqual([
      {
        item_id: 'spruce',
        item_name: 'Spruce OM',
        item_category: 'Guitars',
        price: 349,
        currency: 'EUR',
        strategy: 'popular',
        reason: 'Popular here',
      },
    ]);
  });

  it('shows recent products without a catalogue', () => {
    const person = shop({ catalog: [] });
    person.track('view_item', { currency: 'EUR', ...items(NIGHT) });
    expect(person.plugin.suggest(person.profile)).toMatchObject([
      { item_id: 'night', price: 289, currency: 'EUR', url: 'https://shop.example/', strategy: 'recent' },
    ]);
  });

  it('asks a function for the catalogue, and sorts it again only when it is another', () => {
    let catalog: readonly CatalogItem[] = [];
    let sorted = 0;
    const watched = (item: CatalogItem) =>
      Object.defineProperty({ ...item }, 'popularity', {
        get() {
          sorted++;
          return 0;
        },
      });
    const person = shop({ catalog: () => catalog });
    expect(person.ids()).toEqual([]);
    catalog = CATALOG.map(watched);
    expect(person.ids()).toHaveLength(4);
    const once = sorted;
    expect(once).toBeGreaterThan(0);
    person.ids();
    expect(sorted).toBe(once);
    catalog = [...catalog];
    person.ids();
    expect(sorted).toBe(2 * once);
  });

  it('finds nothing while a function has no catalogue yet', () => {
    let catalog: readonly CatalogItem[] | undefined;
    const person = shop({ catalog: () => catalog as readonly CatalogItem[] });
    person.track('view_item', items(CEDAR));
    expect(person.ids({ strategy: 'similar' })).toEqual([]);
    catalog = CATALOG;
    expect(person.ids({ strategy: 'similar' })).toContain('spruce');
  });

  it('works for a profile that knows nothing', () => {
    const { plugin, profile } = shop();
    expect(plugin.suggest({ ...profile, slices: {} })).toHaveLength(4);
  });

  it('goes by the rules of the host', () => {
    const catalog = CATALOG.map(({ complements: _, ...item }) => item);
    const person = shop({ catalog, complements: { Guitars: ['Tuners'] } });
    person.track('add_to_cart', items(CEDAR));
    expect(person.ids({ strategy: 'complement' })).toEqual(['tuner']);
  });

  it('takes what was found elsewhere first, and finds for itself where none of that is left', () => {
    const person = shop();
    person.track('view_item', items(CEDAR));
    const given = { given: ['unknown', 'tuner', 'strings'] };
    expect(person.plugin.suggest(person.profile, given)).toMatchObject([
      { item_id: 'tuner', strategy: 'given', reason: 'Chosen for you' },
      { item_id: 'strings', strategy: 'given' },
    ]);
    expect(person.ids({ given: ['tuner', 'strings', 'tuner'] })).toEqual(['tuner', 'strings']);
    expect(person.plugin.suggest(person.profile, { given: ['unknown'] })[0]?.strategy).toBe('similar');
    expect(person.plugin.suggest(person.profile, { given: [], strategy: 'popular' })[0]?.strategy).toBe('popular');
  });

  it('shows no product twice on a page that names what it shows', () => {
    const person = shop();
    person.track('view_item', items(CEDAR));
    const first = person.ids({ strategy: 'similar', limit: 2 });
    const second = person.ids({ strategy: 'popular', exclude: first });
    expect(second.length).toBeGreaterThan(0);
    expect(second.filter(id => first.includes(id))).toEqual([]);
  });

  it('refines, and tries the next strategy where nothing is left', () => {
    const person = shop();
    person.track('view_item', items(CEDAR));
    const dear = person.plugin.suggest(person.profile, { refine: refine({ priceBand: [1.5, 2] }) });
    expect(dear).toMatchObject([{ item_id: 'spruce', strategy: 'similar' }]);
    const cheap = person.plugin.suggest(person.profile, { refine: refine({ priceBand: [0, 0.2] }) });
    expect(cheap).toMatchObject([{ item_id: 'strings', strategy: 'popular' }, { item_id: 'tuner' }]);
    expect(person.ids({ strategy: 'similar', refine: refine({}), limit: 1 })).toHaveLength(1);
  });

  it('lets what is used up come back after its days, and nothing else', () => {
    const person = shop({ cycleDays: { Strings: 30 } });
    person.track('purchase', { transaction_id: '1', ...items(STRINGS, CEDAR) });
    expect(person.ids({ strategy: 'popular' })).not.toContain('strings');
    person.wait(30 * DAY);
    person.track('view_item', items(MINI));
    expect(person.ids({ strategy: 'popular', limit: 9 })).toContain('strings');
    expect(person.ids({ strategy: 'popular', limit: 9 })).not.toContain('cedar');
  });

  it('knows more strategies by name, and none that it was not given', () => {
    const mine: Strategy = ({ index }) => index.popular.slice(-1).map(item => [item, 'Mine']);
    expect(shop({ strategies: { personal: mine } }).ids({ strategy: 'personal' })).toEqual(['tuner']);
    expect(shop().ids({ strategy: 'personal' })).toEqual([]);
  });
});
