import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkTemplate } from '../../src/destinations/check-template.js';
import { fill, type Template } from '../../src/destinations/template.js';

const ROOTS = ['type', 'data'];
const SOURCE = { type: 'purchase', data: { value: 9.5, items: [{ item_id: 'cedar' }], note: null, yes: false } };
const check = (template: unknown) => () => checkTemplate(template, ROOTS);

describe('checkTemplate', () => {
  it.each<[Template]>([
    ['plain'],
    ['{{type}}'],
    ['{{ data.items.0.item_id }} and {{type}}'],
    [{ a: ['{{type}}', 1, true, null, { b: '' }] }],
  ])('takes %j', template => {
    expect(check(template)).not.toThrow();
  });

  it.each<[unknown, string]>([
    ['{{price}}', '`template` must be a text whose paths begin with type, data; "{{price}}" does not, or has a gap.'],
    [{ text: ['{{type}}', 'Order {{data..value}}'] }, '`template.text[1]` must be a text whose paths'],
    [{ a: { b: '{{}}' } }, '`template.a.b` must be a text whose paths'],
    [{ a: '{{type' }, '`template.a` must be a text in which every "{{" has its "}}".'],
    [{ a: '{{{type}}}}' }, '`template.a` must be a text in which every'],
    [[() => 1], '`template[0]` must be a text, a number, true, false, null, a list or an object.'],
    [{ a: Number.NaN }, '`template.a` must be a text, a number'],
    [{ a: undefined }, '`template.a` must be a text, a number'],
    [{ a: 7n }, '`template.a` must be a text, a number'],
  ])('refuses %o with the path to the mistake', (template, message) => {
    expect(check(template)).toThrow(message);
  });
});

describe('fill', () => {
  it('keeps the type of what a path alone finds', () => {
    expect(fill({ value: '{{data.value}}', items: '{{data.items}}', yes: '{{data.yes}}' }, SOURCE)).toEqual({
      value: 9.5,
      items: SOURCE.data.items,
      yes: false,
    });
  });

  it('writes what is found into a text', () => {
    expect(fill('{{type}}: {{data.value}}, {{data.items.0.item_id}}, {{data.items}}', SOURCE)).toBe(
      'purchase: 9.5, cedar, [{"item_id":"cedar"}]',
    );
  });

  it('leaves out a field that is not found, and writes nothing for it in a text', () => {
    expect(JSON.stringify(fill({ a: '{{data.none}}', b: 'x{{data.none.deeper}}{{data.note}}' }, SOURCE))).toBe(
      '{"b":"x"}',
    );
  });

  it('finds own fields only', () => {
    expect(fill(['{{data.constructor}}', '{{data.__proto__.polluted}}', '{{type.length}}'], SOURCE)).toEqual([
      undefined,
      undefined,
      8,
    ]);
  });

  it('never makes a template of what is found', () => {
    expect(fill('{{data.note}}', { data: { note: '{{type}}' }, type: 'secret' })).toBe('{{type}}');
    expect(fill('x {{data.note}}', { data: { note: '{{type}} $& $1' }, type: 'secret' })).toBe('x {{type}} $& $1');
  });

  it('gives back any JSON that has no path in it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), json => {
        const text = JSON.stringify(json);
        if (text.includes('{{') || text.includes('}}') || text.includes('__proto__')) return;
        // A JSON value without a path is a template.
        expect(JSON.stringify(fill(json as Template, SOURCE))).toBe(text);
      }),
    );
  });
});
