import { expect, it, vi } from 'vitest';
import type { Plugin } from '../src/core/plugin.js';
import { flatten } from '../src/core/plugin.js';
import type { Profile } from '../src/core/profile.js';
import { gatherRules } from '../src/core/rules.js';
import { type ShopSlotsOptions, shopSlots } from '../src/shop-slots.js';
import { storefront } from '../src/storefront.js';

// As it is, but seen what it is given.
vi.mock('../src/experiences/slots.js', { spy: true });

const HOST = { status: 'ready', subscribe: () => () => {} };
const slots = (options: unknown, present: readonly Plugin[] = []): readonly Plugin[] =>
  flatten(shopSlots(options as ShopSlotsOptions, present, HOST));

it('takes the segment of its name for a variant that says no condition, and leaves out what is false', () => {
  const [plugin] = slots({ slots: { hero: { loyal: true, customer: { content: { title: 'Hello' } }, old: false } } });
  expect(plugin?.needs).toEqual(['segments']);
  expect(() => gatherRules([storefront(), plugin as Plugin])).not.toThrow();
});

it('needs what its conditions read', () => {
  const when = { any: [{ interest: 'strings' }, { inCart: {}, atLeast: 2 }] };
  expect(slots({ slots: { hero: { one: { when }, two: { when: { stage: 'purchase' } } } } })[0]?.needs).toEqual([
    'interests',
    'cart',
  ]);
  expect(() => gatherRules(slots({ slots: { hero: { one: { when } } } }))).toThrow('"interests"');
});

it('brings what counts where it is not there', () => {
  const options = { slots: { hero: { one: { when: { count: 'compare_items', withinDays: 14 } } } } };
  const names = (present?: readonly Plugin[]) => slots(options, present).map(({ name }) => name);
  expect(names()).toEqual(['recent', 'slots']);
  expect(names([{ name: 'recent' }])).toEqual(['slots']);
});

it('shows a campaign from its first moment to its last', async () => {
  const { slots: made } = await import('../src/experiences/slots.js');
  vi.mocked(made).mockClear();
  slots({ slots: { hero: { launch: { when: { all: [] }, from: '2027-03-01', until: '2027-03-14T22:00:00Z' } } } });
  const when = vi.mocked(made).mock.calls[0]?.[0].slots.hero?.launch?.when;
  const at = (moment: string) => when?.({} as Profile, Date.parse(moment));
  expect(['2027-02-28T23:59:59Z', '2027-03-01', '2027-03-14T22:00:00Z', '2027-03-14T22:00:01Z'].map(at)).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

it.each([
  ['slots', {}],
  ['slots', { slots: [] }],
  ['slot', { slots: {}, slot: 1 }],
  ['slots.hero', { slots: { hero: [] } }],
  ['slots.hero.loyal.contents', { slots: { hero: { loyal: { contents: {} } } } }],
  ['slots.hero.loyal.content.text', { slots: { hero: { loyal: { content: { text: 7 } } } } }],
  ['slots.hero.loyal.when', { slots: { hero: { loyal: { when: { stages: 'purchase' } } } } }],
  ['slots.hero.loyal.until', { slots: { hero: { loyal: { until: 'soon' } } } }],
  ['waitMs', { slots: {}, waitMs: 'long' }],
])('refuses a mistake at `%s`', (path, options) => {
  expect(() => slots(options)).toThrow(`\`${path}`);
});
