import { expect, it } from 'vitest';
import { facts } from '../../src/capture/facts.js';
import { magento } from '../../src/capture/magento.js';
import { segmentSource } from '../../src/capture/segment-source.js';
import { selfReport } from '../../src/capture/self-report.js';
import { shopify } from '../../src/capture/shopify.js';
import { woocommerce } from '../../src/capture/woocommerce.js';

const FACTORIES = { facts, magento, segmentSource, selfReport, shopify, woocommerce };
type Name = keyof typeof FACTORIES;

it.each<[Name, unknown, string]>([
  ['facts', { ulr: '/facts' }, '`ulr` must be left out: there is no such option; known are url.'],
  ['facts', { url: 5 }, '`url` must be a text.'],
  ['magento', { idField: 'sku' }, '`idField` must be one of product_sku, product_id.'],
  ['segmentSource', { traits: 'plan' }, '`traits` must be a list of texts.'],
  ['segmentSource', { names: 'x' }, '`names` must be touchpoint types by the names of the page.'],
  ['selfReport', { answers: 'podcast' }, '`answers` must be channels by the answers that stand for them.'],
  ['shopify', { idfield: 'sku' }, '`idfield` must be left out: there is no such option; known are idField.'],
  ['woocommerce', { api: {} }, '`api` must be a text.'],
])('%s refuses %j, which does not do what it says', (name, options, why) => {
  expect(() => FACTORIES[name](options as never)).toThrow(
    expect.objectContaining({ code: 'option-odd', message: why }),
  );
});

it.each<[Name, unknown]>([
  ['facts', { url: '' }],
  ['magento', { currency: 'EUR', idField: 'product_id' }],
  ['segmentSource', { names: { Chord: 'tap', Page: null }, traits: ['plan'] }],
  ['shopify', { idField: 'variant_id' }],
])('%s takes %j', (name, options) => {
  expect(() => FACTORIES[name](options as never)).not.toThrow();
});
