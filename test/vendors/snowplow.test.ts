import { expect, it } from 'vitest';
import { CEDAR } from '../destinations/ad-calls.js';
import { type Asked, JOURNEY, visit } from './vendor-page.js';

const PATH = '/com.snowplowanalytics.snowplow/tp2';

interface Entity {
  readonly schema: string;
  readonly data: Readonly<Record<string, unknown>>;
}

type Told = Readonly<Record<string, string>>;

/** The tracker as its documentation installs it from npm, and its methods by name, as its tag offers them. */
const SETUP = `
  import * as tracker from '@snowplow/browser-tracker';
  import * as ecommerce from '@snowplow/browser-plugin-snowplow-ecommerce';
  tracker.newTracker('sp', origin, { appId: 'shop', encodeBase64: false, bufferSize: 1, plugins: [ecommerce.SnowplowEcommercePlugin()] });
  window.snowplow = (method, ...given) => ({ ...tracker, ...ecommerce })[method](...given);`;

const toldOf = (asked: readonly Asked[]): readonly Told[] =>
  asked.filter(({ path, method }) => path === PATH && method === 'POST').flatMap(({ body }) => JSON.parse(body).data);

/** Action and entities of an event, without what the tracker adds by itself. */
function readOf({ e, ue_pr, co, se_ac, se_pr }: Told): readonly unknown[] {
  if (e !== 'ue') return [e, se_ac, se_pr];
  const entities = (co ? JSON.parse(co).data : []) as readonly Entity[];
  return [JSON.parse(ue_pr ?? '').data, entities.filter(({ schema }) => schema.includes('.ecommerce/')).sort(byName)];
}

const byName = (one: Entity, other: Entity) => (one.schema < other.schema ? -1 : 1);

it('tells Snowplow’s own tracker what its own plugin makes of GA4’s events', async () => {
  const [, , , look, , checkout, order] = JOURNEY.map(([, data]) => JSON.stringify(data));
  const asked = await visit(
    {
      setup: SETUP,
      destination: `snowplow({ currency: 'EUR' })`,
      // What Snowplow's own plugin tells of the same.
      after: `
        tracker.setUserId('plugin');
        ecommerce.trackGA4ViewItemList({ item_list_id: 'guitars', items: [${JSON.stringify(CEDAR)}] }, { currency: 'EUR' });
        ecommerce.trackGA4ViewItem(${look});
        ecommerce.trackGA4BeginCheckout(${checkout});
        ecommerce.trackGA4Transaction(${order}, {});`,
    },
    entries => toldOf(entries).length >= 11,
  );
  const told = toldOf(asked);
  const ours = told.filter(({ uid }) => uid !== 'plugin').map(readOf);
  const theirs = told.filter(({ uid }) => uid === 'plugin').map(event => withoutListPrice(readOf(event)));
  const [search, list, view, add, begin, purchase, help] = ours;
  expect(ours).toHaveLength(JOURNEY.length - 1);
  expect([list, view, begin, purchase]).toEqual(theirs);
  expect(search?.[0]).toMatchObject({ data: { terms: ['guitar'] } });
  expect(add).toMatchObject([{ data: { type: 'add_to_cart' } }, [{ data: { id: 'cedar', quantity: 2, price: 219 } }]]);
  expect(help).toEqual(['se', 'view_help', '{"topic":"strings"}']);
});

it('posts to the collector what the tracker would', async () => {
  const asked = await visit(
    { setup: '', destination: `snowplow({ collector: origin, appId: 'shop', currency: 'EUR' })` },
    entries => toldOf(entries).length >= JOURNEY.length,
  );
  expect(asked[0]?.headers['content-type']).toBe('application/json');
  const told = toldOf(asked);
  expect(told.map(({ e }) => e)).toEqual(['pv', 'ue', 'ue', 'ue', 'ue', 'ue', 'ue', 'se']);
  expect(told[0]).toMatchObject({ page: 'Cedar', p: 'web', aid: 'shop', duid: expect.any(String) });
  expect(readOf(told[6] as Told)).toMatchObject([
    { data: { type: 'transaction' } },
    [
      { data: { id: 'cedar' } },
      { data: { transaction_id: 'T-1', revenue: 438, tax: 70, shipping: 5, total_quantity: 2 } },
    ],
  ]);
});

/** The plugin repeats the price as the list price, which is not known here. */
function withoutListPrice([event, entities]: readonly unknown[]): readonly unknown[] {
  return [event, JSON.parse(JSON.stringify(entities, (key, value) => (key === 'list_price' ? undefined : value)))];
}
