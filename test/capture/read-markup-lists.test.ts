// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { block, emptiesPage, markedIn, offer, product } from './marked-page.js';

emptiesPage();

describe('a list', () => {
  const one = (name: string, rest: object = {}): object => ({
    '@type': 'Product',
    name,
    sku: name.toLowerCase(),
    offers: offer({ price: '9' }),
    ...rest,
  });
  const step = (item: object, position?: number): object => ({ '@type': 'ListItem', position, item });
  const list = (elements: readonly object[], rest: object = {}): object => ({
    '@type': 'ItemList',
    name: 'Guitars',
    itemListElement: elements,
    ...rest,
  });

  it('of products is what the page is about, in its own order', () => {
    const page = { '@type': 'CollectionPage', mainEntity: list([step(one('Maple'), 2), step(one('Cedar'), 1)]) };
    expect(markedIn(block(page))).toEqual({
      type: 'view_item_list',
      data: {
        item_list_name: 'Guitars',
        currency: 'EUR',
        items: [
          { item_id: 'cedar', item_name: 'Cedar', price: 9, index: 1 },
          { item_id: 'maple', item_name: 'Maple', price: 9, index: 2 },
        ],
      },
    });
  });

  it('is read in microdata, and in its elements themselves', () => {
    const html = `<ul itemscope itemtype="https://schema.org/ItemList"><li itemprop="itemListElement" itemscope itemtype="https://schema.org/Product"><b itemprop="name">Cedar</b></li></ul>`;
    expect(markedIn(html)?.data).toEqual({ items: [{ item_name: 'Cedar', index: 1 }] });
  });

  it('in two currencies has no price', () => {
    const dollars = one('Maple', { offers: offer({ price: '10', priceCurrency: 'USD' }) });
    expect(markedIn(block(list([one('Cedar'), dollars])))?.data).toEqual({
      item_list_name: 'Guitars',
      items: [
        { item_id: 'cedar', item_name: 'Cedar', index: 1 },
        { item_id: 'maple', item_name: 'Maple', index: 2 },
      ],
    });
  });

  it('is told with fifty products at most', () => {
    const many = Array.from({ length: 120 }, (_, index) => one(`Guitar ${index}`));
    expect(markedIn(block(list(many)))?.data.items).toHaveLength(50);
  });

  it.each([
    ['two of them', block(list([one('Cedar')])) + block(list([one('Maple')]))],
    ['an empty one', block(list([]))],
    ['one of articles', block(list([step({ '@type': 'Article', name: 'Strings' })]))],
    ['one of links', block(list([{ '@type': 'ListItem', name: 'Cedar', url: '/cedar' }]))],
    ['one with something else in it', block(list([one('Cedar'), step({ '@type': 'Organization', name: 'Fretwell' })]))],
    ['one of products without names', block(list([{ '@type': 'Product', sku: 'cedar' }]))],
    ['breadcrumbs', block(list([one('Cedar')], { '@type': 'BreadcrumbList' }))],
  ])('is not %s', (_, html) => {
    expect(markedIn(html)).toBeNull();
  });

  it('is nothing beside a product', () => {
    expect(markedIn(block(list([one('Maple')])) + block(product()))?.type).toBe('view_item');
  });
});
