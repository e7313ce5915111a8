// @vitest-environment happy-dom
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { attributes } from '../../src/capture/attributes.js';
import { checkCommerce } from '../../src/capture/check-commerce.js';
import { type Captured, captureContext } from './capture-context.js';

let captured: Captured;

beforeEach(() => {
  captured = captureContext();
  attributes().capture?.(captured.context);
});
afterEach(() => {
  captured.stop();
  document.body.replaceChildren();
});

function act(html: string, selector = '#act', type = 'click'): void {
  document.body.innerHTML = html;
  document.querySelector(selector)?.dispatchEvent(new Event(type, { bubbles: true, composed: true, cancelable: true }));
}

const CEDAR = 'data-waymark-item-id="cedar" data-waymark-item-name="Cedar" data-waymark-price="219"';

it('tells a click with what the element says of the product', () => {
  act(
    `<button id="act" data-waymark-add-to-cart ${CEDAR} data-waymark-currency="EUR" data-waymark-quantity="2">Buy</button>`,
  );
  const item = { item_id: 'cedar', item_name: 'Cedar', price: '219', quantity: '2' };
  expect(captured.tracked).toEqual([{ type: 'add_to_cart', data: { currency: 'EUR', value: 438, items: [item] } }]);
  expect(checkCommerce('items')(captured.tracked[0]?.data ?? {})).toMatchObject({
    items: [{ price: 219, quantity: 2 }],
  });
});

it('takes from ancestors what it does not say itself, the nearest first', () => {
  act(`<ul data-waymark-item-list-name="Guitars" data-waymark-currency="EUR"><li ${CEDAR}>
    <a data-waymark-select-item data-waymark-item-variant="left"><b id="act">Cedar</b></a></li></ul>`);
  const items = [{ item_id: 'cedar', item_name: 'Cedar', item_variant: 'left', price: '219' }];
  expect(captured.tracked).toEqual([
    { type: 'select_item', data: { item_list_name: 'Guitars', currency: 'EUR', value: 219, items } },
  ]);
});

it('tells a form when it is sent, by the attributes of its fields and never by what stands in them', () => {
  const html = `<form id="form" data-waymark-add-to-cart ${CEDAR}><input name="street" value="secret"><input data-waymark-quantity="3" value="9">
    <select data-waymark-item-variant="right"><option value="secret" selected>secret</option></select><textarea data-waymark-topic>secret</textarea>
    <input data-waymark-coupon value="secret"><button id="act">Buy</button></form>`;
  act(html);
  expect(captured.tracked).toEqual([]);
  act(html, '#form', 'submit');
  const items = [{ item_id: 'cedar', item_name: 'Cedar', price: '219', quantity: '3', item_variant: 'right' }];
  expect(captured.tracked).toEqual([{ type: 'add_to_cart', data: { items } }]);
});

it('tells a search', () => {
  act(
    '<form id="act" data-waymark-search data-waymark-search-term="cedar"><input value="oak"></form>',
    '#act',
    'submit',
  );
  expect(captured.tracked).toEqual([{ type: 'search', data: { search_term: 'cedar' } }]);
});

it('tells any type, with data as JSON', () => {
  act(
    `<a id="act" data-waymark-track="watch_video" data-waymark-data='{"seconds": 9}' data-waymark-topic="frets">Watch</a>`,
  );
  expect(captured.tracked).toEqual([{ type: 'watch_video', data: { topic: 'frets', seconds: 9 } }]);
  act(`<a id="act" data-waymark-track="watch_video" data-waymark-data="{no}">Watch</a>`);
  expect(captured.tracked[1]).toEqual({ type: 'watch_video', data: {} });
  expect(captured.problems).toEqual(['attributes-data']);
});

it.each(['identify', 'correct', 'consent_update', 'reset', 'overflow', 'campaign_details'])('never tells %s', type => {
  act(`<a id="act" data-waymark-track="${type}">x</a>`);
  expect(captured.tracked).toEqual([]);
});

it('hears nothing in what is to be ignored, and no purchase by a click', () => {
  act(`<div data-waymark-ignore><a id="act" data-waymark-add-to-cart ${CEDAR}>x</a></div>`);
  act(`<a id="act" data-waymark-purchase data-waymark-transaction-id="1">x</a>`);
  act('<a id="act" data-waymark-nothing>x</a>');
  expect(captured.tracked).toEqual([]);
});

it('knows a form whose fields hide its own methods', () => {
  act(
    `<form id="act" data-waymark-add-to-cart ${CEDAR}><input name="getAttributeNames"><input name="getAttribute"><input name="querySelectorAll"></form>`,
    'form',
    'submit',
  );
  expect(captured.tracked).toHaveLength(1);
});

it('is silent after it was stopped', () => {
  captured.stop();
  act(`<a id="act" data-waymark-add-to-cart ${CEDAR}>x</a>`);
  expect(captured.tracked).toEqual([]);
});

it('takes any attributes', () => {
  const name = fc.constantFrom(
    'track',
    'data',
    'price',
    'value',
    'quantity',
    '__proto__',
    'constructor',
    'item-id',
    'add-to-cart',
    'items',
  );
  const text = fc.oneof(fc.string(), fc.json(), fc.constantFrom('1e999', '-0', 'NaN', 'toString'));
  fc.assert(
    fc.property(fc.dictionary(name, text), said => {
      const button = document.createElement('button');
      for (const [key, value] of Object.entries(said)) button.setAttribute(`data-waymark-${key}`, value);
      document.body.append(button);
      button.click();
      button.remove();
      for (const { data } of captured.tracked.splice(0)) expect(typeof data).toBe('object');
      expect({}).not.toHaveProperty('item_id');
    }),
  );
});
