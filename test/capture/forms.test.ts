// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it } from 'vitest';
import { forms } from '../../src/capture/forms.js';
import { type Captured, captureContext } from './capture-context.js';

let captured: Captured;

beforeEach(() => {
  captured = captureContext();
  forms().capture?.(captured.context);
});
afterEach(() => {
  captured.stop();
  document.body.replaceChildren();
});

function show(html: string): void {
  document.body.innerHTML = html;
}
function fire(type: string, selector: string): void {
  document.querySelector(selector)?.dispatchEvent(new Event(type, { bubbles: type !== 'invalid', composed: true }));
}

const ADDRESS =
  '<form id="address" name="shipping"><input name="street"><input name="city"><button>Go on</button></form>';

it('tells once that a form is begun, and once that it is sent', () => {
  show(ADDRESS);
  for (const field of ['street', 'city', 'street']) fire('input', `[name=${field}]`);
  fire('submit', 'form');
  fire('submit', 'form');
  const address = { form_id: 'address', form_name: 'shipping' };
  expect(captured.tracked).toEqual([
    { type: 'form_start', data: address },
    { type: 'form_submit', data: address },
  ]);
});

it('takes a search for no form', () => {
  show('<form><input type="hidden" name="shop"><input name="q"><input type="submit"></form><input name="alone">');
  fire('input', '[name=q]');
  fire('input', '[name=alone]');
  expect(captured.tracked).toEqual([]);
});

/** As a browser does it when a form is sent: every field at one moment. */
function refuse(atMs: number, ...fields: readonly string[]): void {
  for (const field of fields) {
    const event = new Event('invalid');
    Object.defineProperty(event, 'timeStamp', { value: atMs });
    document.querySelector(`[name=${field}]`)?.dispatchEvent(event);
  }
}

it('tells which fields were refused, five refusals at most', () => {
  show(ADDRESS);
  for (let round = 0; round < 9; round++) refuse(round * 1_000, 'street', 'city');
  expect(captured.tracked).toHaveLength(10);
  expect(captured.tracked.slice(0, 2)).toEqual([
    { type: 'form_error', data: { form_id: 'address', form_name: 'shipping', field: 'street' } },
    { type: 'form_error', data: { form_id: 'address', form_name: 'shipping', field: 'city' } },
  ]);
});

it('tells a field once of a refusal, however often the page asks', () => {
  show(ADDRESS);
  refuse(0, 'street', 'city');
  refuse(999, 'street', 'city');
  expect(captured.tracked.map(({ data }) => data.field)).toEqual(['street', 'city']);
  refuse(1_000, 'city');
  expect(captured.tracked).toHaveLength(3);
});

it('tells the choices of one name once', () => {
  show('<form id="pay"><input type="radio" name="way"><input type="radio" name="way"><input name="city"></form>');
  for (const field of document.querySelectorAll('input')) field.dispatchEvent(new Event('invalid'));
  expect(captured.tracked.map(({ data }) => data.field)).toEqual(['way', 'city']);
});

it('tells ten fields of a refusal at most', () => {
  const names = Array.from({ length: 60 }, (_, index) => `field${index}`);
  show(`<form id="long">${names.map(name => `<input name="${name}">`).join('')}</form>`);
  refuse(0, ...names);
  refuse(1_000, ...names);
  expect(captured.tracked.map(({ data }) => data.field)).toEqual([...names.slice(0, 10), ...names.slice(0, 10)]);
});

it('counts refusals anew once the form was sent', () => {
  show(ADDRESS);
  for (let round = 0; round < 9; round++) refuse(round * 1_000, 'city');
  fire('submit', 'form');
  refuse(9_000, 'city');
  expect(captured.tracked.filter(({ type }) => type === 'form_error')).toHaveLength(6);
});

it('knows a form whose fields hide its own methods', () => {
  show('<form id="odd"><input name="getAttribute"><input name="querySelectorAll"><input name="id"></form>');
  fire('input', '[name=id]');
  expect(captured.tracked).toEqual([{ type: 'form_start', data: { form_id: 'odd' } }]);
});

it('hears nothing after a stop', () => {
  show(ADDRESS);
  captured.stop();
  fire('input', '[name=city]');
  expect(captured.tracked).toEqual([]);
});
