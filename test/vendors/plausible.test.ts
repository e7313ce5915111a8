import { expect, it } from 'vitest';
import { type Asked, JOURNEY, visit } from './vendor-page.js';

const EVENTS = JOURNEY.length - 1;

interface Told {
  /** Event, properties and revenue, as the libraries call them. */
  readonly n?: string;
  readonly p?: object | string;
  readonly $?: object;
  /** The same as the Events API calls them. */
  readonly name?: string;
  readonly props?: object;
  readonly revenue?: object;
}

const ORDER = {
  transaction_id: 'T-1',
  currency: 'EUR',
  value: '438',
  tax: '70',
  shipping: '5',
  item_id: 'cedar',
  item_name: 'Cedar',
};
const NAMES = ['search', 'view_item_list', 'view_item', 'add_to_cart', 'begin_checkout', 'Purchase', 'view_help'];

const toldOf = (asked: readonly Asked[]): readonly Told[] =>
  asked.filter(({ path }) => path === '/api/event').map(({ body }) => JSON.parse(body));

it('tells Plausible’s own library, which sends it on', async () => {
  const asked = await visit(
    {
      setup: `
        import { init } from '@plausible-analytics/tracker';
        init({ domain: 'shop.test', endpoint: origin + '/api/event', autoCapturePageviews: false, captureOnLocalhost: true });`,
      destination: 'plausible()',
    },
    entries => toldOf(entries).length >= EVENTS,
  );
  const told = toldOf(asked);
  // The library sends each by itself, and they arrive as they like.
  expect(told.map(({ n }) => n).sort()).toEqual([...NAMES].sort());
  expect(told.find(({ n }) => n === 'Purchase')).toMatchObject({ p: ORDER, $: { amount: 438, currency: 'EUR' } });
  expect(told.find(({ n }) => n === 'view_help')).toMatchObject({ p: { topic: 'strings' } });
});

it('tells its older library, where the page gives it the name of the script', async () => {
  const asked = await visit(
    {
      setup: `
        import Plausible from 'plausible-tracker';
        window.plausible = Plausible({ domain: 'shop.test', apiHost: origin, trackLocalhost: true }).trackEvent;`,
      destination: 'plausible()',
    },
    entries => toldOf(entries).length >= EVENTS,
  );
  const told = toldOf(asked);
  expect(told.map(({ n }) => n).sort()).toEqual([...NAMES].sort());
  expect(JSON.parse(`${told.find(({ n }) => n === 'Purchase')?.p}`)).toEqual(ORDER);
});

it('speaks Plausible’s Events API by itself', async () => {
  const asked = await visit(
    {
      setup: '',
      destination: `plausible({ domain: 'shop.test', url: origin + '/api/event' })`,
      answer: () => ({ status: 202, body: 'ok', type: 'text/plain' }),
    },
    entries => toldOf(entries).length >= JOURNEY.length,
  );
  const told = toldOf(asked);
  expect(told.map(({ name }) => name)).toEqual(['pageview', ...NAMES]);
  expect(told[6]).toMatchObject({ domain: 'shop.test', props: ORDER, revenue: { amount: 438, currency: 'EUR' } });
});
