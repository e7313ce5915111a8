import { expect, it } from 'vitest';
import { gatherRules } from '../src/core/rules.js';
import { type ShopSlotsOptions, shopSlots } from '../src/shop-slots.js';
import { storefront } from '../src/storefront.js';

const HOST = { status: 'ready', subscribe: () => () => {} };
const slots = (options: unknown): ReturnType<typeof shopSlots> => shopSlots(options as ShopSlotsOptions, [], HOST);

it('takes the segment of its name for a variant that says no condition, and leaves out what is false', () => {
  const plugin = slots({ slots: { hero: { loyal: true, customer: { content: { title: 'Hello' } }, old: false } } });
  expect(plugin.needs).toEqual(['segments']);
  expect(() => gatherRules([storefront(), plugin])).not.toThrow();
});

it('needs what its conditions read', () => {
  const when = { any: [{ interest: 'strings' }, { inCart: {}, atLeast: 2 }] };
  expect(slots({ slots: { hero: { one: { when }, two: { when: { stage: 'purchase' } } } } }).needs).toEqual([
    'interests',
    'cart',
  ]);
  expect(() => gatherRules([slots({ slots: { hero: { one: { when } } } })])).toThrow('"interests"');
});

it.each([
  ['slots', {}],
  ['slots', { slots: [] }],
  ['slot', { slots: {}, slot: 1 }],
  ['slots.hero', { slots: { hero: [] } }],
  ['slots.hero.loyal.contents', { slots: { hero: { loyal: { contents: {} } } } }],
  ['slots.hero.loyal.content.text', { slots: { hero: { loyal: { content: { text: 7 } } } } }],
  ['slots.hero.loyal.when', { slots: { hero: { loyal: { when: { stages: 'purchase' } } } } }],
  ['waitMs', { slots: {}, waitMs: 'long' }],
])('refuses a mistake at `%s`', (path, options) => {
  expect(() => slots(options)).toThrow(`\`${path}`);
});
