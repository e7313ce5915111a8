// @vitest-environment happy-dom
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCommerce } from '../../src/capture/check-commerce.js';
import { block, emptiesPage, product, read } from './marked-page.js';

emptiesPage();

describe('hostile pages', () => {
  it('texts are plain and short', () => {
    const name = `<b>Ce&amp;dar</b>\u202e &lt;img onerror=x&gt; ${'x'.repeat(5_000)}`;
    const text = read(block(product({ name })))?.items[0].item_name ?? '';
    expect(text).toMatch(/^Ce&dar <img onerror=x> x+$/);
    expect(text).toHaveLength(200);
  });

  it('a block of a megabyte is left out, and another is read', () => {
    expect(read(block({ '@type': 'Thing', text: 'x'.repeat(1_000_000) }) + block(product()))).not.toBeNull();
  });

  it('many, deep and cyclic nodes end', () => {
    const deep = `${'{"@type":"WebPage","mainEntity":'.repeat(5_000)}1${'}'.repeat(5_000)}`;
    const many = Array.from({ length: 9_000 }, (_, index) => ({ '@type': 'Product', name: `P${index}`, sku: index }));
    const cyclic = {
      '@graph': [
        { '@type': 'WebPage', '@id': 'a', mainEntity: { '@id': 'b' } },
        { '@type': 'WebPage', '@id': 'b', mainEntity: { '@id': 'a' } },
      ],
    };
    const started = performance.now();
    expect(read(`<script type="application/ld+json">${deep}</script>${block(many)}${block(cyclic)}`)).toBeNull();
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('a polluted prototype says nothing', () => {
    Object.defineProperty(Object.prototype, 'offers', {
      value: { price: 1, priceCurrency: 'EUR' },
      configurable: true,
    });
    try {
      expect(read(block(product()))?.value).toBeUndefined();
    } finally {
      Reflect.deleteProperty(Object.prototype, 'offers');
    }
    expect(
      read(
        '<script type="application/ld+json">{"@type":"Product","name":"Cedar","sku":"c","__proto__":{"offers":{"price":1}}}</script>',
      ),
    ).toEqual({
      items: [{ item_id: 'c', item_name: 'Cedar' }],
    });
    expect({}).not.toHaveProperty('price');
  });

  it('never throws, and what it reads is what commerce takes', () => {
    const key = fc.constantFrom(
      '@type',
      '@id',
      '@graph',
      'name',
      'sku',
      'offers',
      'price',
      'priceCurrency',
      'availability',
      'itemListElement',
      'item',
      'position',
      'aggregateRating',
      'ratingValue',
      'bestRating',
      'category',
      'brand',
      'priceSpecification',
      'hasVariant',
      'lowPrice',
      'url',
      '__proto__',
      'constructor',
    );
    const leaf = fc.oneof(
      fc.string(),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.constantFrom('Product', 'Offer', 'BreadcrumbList', 'AggregateOffer', 'EUR', '219', 'http://[', 'x'),
    );
    const { node } = fc.letrec(tie => ({
      node: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        leaf,
        fc.array(tie('node'), { maxLength: 4 }),
        fc.dictionary(key, tie('node'), { maxKeys: 8 }),
      ),
    }));
    fc.assert(
      fc.property(fc.array(node, { maxLength: 3 }), nodes => {
        const whole = nodes.map(each =>
          typeof each === 'object' && each && !Array.isArray(each)
            ? { name: 'Cedar', sku: 'c', '@type': 'Product', ...each }
            : each,
        );
        const look = read(whole.map(block).join(''));
        if (!look) return;
        expect(checkCommerce('items')(look as object as Record<string, unknown>)).toEqual(look);
        expect(JSON.parse(JSON.stringify(look))).toEqual(look);
      }),
      { numRuns: 500 },
    );
  });
});
