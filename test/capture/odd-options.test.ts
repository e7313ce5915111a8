import { expect, it } from 'vitest';
import { facts } from '../../src/capture/facts.js';
import { magento } from '../../src/capture/magento.js';
import { markup } from '../../src/capture/markup.js';
import { segmentSource } from '../../src/capture/segment-source.js';
import { selfReport } from '../../src/capture/self-report.js';
import { shopify } from '../../src/capture/shopify.js';
import { woocommerce } from '../../src/capture/woocommerce.js';
import { contact } from '../../src/learn/contact.js';

const PLATFORMS = { magento, shopify, woocommerce };

it.each([
  ['magento', 'product_id', 'SKU', '`idField` must be `product_sku` or `product_id`.'],
  ['shopify', 'variant_id', 'SKU', '`idField` must be `id`, `sku` or `variant_id`.'],
  ['woocommerce', 'sku', 'SKU', '`idField` must be `id` or `sku`.'],
] as const)('%s takes %s for its ids and refuses %s, with which no product has one', (name, right, odd, why) => {
  const factory: (options: object) => unknown = PLATFORMS[name];
  expect(() => factory({ idField: right })).not.toThrow();
  expect(() => factory({})).not.toThrow();
  expect(() => factory({ idField: odd })).toThrow(expect.objectContaining({ code: 'option-odd', message: why }));
});

it('each say which options they know, so that a slip is told', () => {
  const given = { slip: 1 } as object;
  const all = [facts, magento, markup, segmentSource, selfReport, shopify, woocommerce, contact];
  expect(all.map(factory => Object.keys(factory(given).options?.[1] ?? {}))).toEqual([
    ['url'],
    ['currency', 'idField'],
    ['idField', 'unlessTold'],
    ['names', 'traits', 'pageViews'],
    ['answers'],
    ['idField'],
    ['api', 'idField'],
    ['channels'],
  ]);
});
