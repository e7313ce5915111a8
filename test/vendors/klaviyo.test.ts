import { ObjectSerializer } from 'klaviyo-api';
import { expect, it } from 'vitest';
import { type Asked, JOURNEY, visit } from './vendor-page.js';

/** Sends what goes to Klaviyo to the loopback server instead. */
const SETUP = `
  const send = window.fetch;
  window.fetch = (url, options) => send(String(url).replace('https://a.klaviyo.com', origin), options);`;
const PERSON = ['identify', { user_id: 'u1', traits: { email: 'ann@shop.test', plan: 'gold', secret: 'x' } }] as const;

interface Sent {
  readonly data: {
    readonly attributes: {
      readonly metric: { readonly data: { readonly attributes: { readonly name: string } } };
      readonly [field: string]: unknown;
    };
  };
}

/** What Klaviyo's own library makes of it; it drops every field it does not know. */
const known = (body: unknown, type: string): unknown =>
  JSON.parse(JSON.stringify(ObjectSerializer.serialize(ObjectSerializer.deserialize(body, type), type)));

const eventsOf = (asked: readonly Asked[]): readonly Sent[] =>
  asked.filter(({ path }) => path === '/client/events/').map(({ body }) => JSON.parse(body));

it('speaks Klaviyo’s client API, in the order of what happened', async () => {
  const asked = await visit(
    {
      setup: SETUP,
      destination: `klaviyoApi({ companyId: 'AB12', fields: ['*', 'email', 'plan'] })`,
      journey: [PERSON, ...JOURNEY],
    },
    entries => eventsOf(entries).length >= 6,
  );
  expect(asked[0]).toMatchObject({ method: 'POST', path: '/client/profiles/' });
  expect(JSON.parse(asked[0]?.body ?? '').data.attributes).toEqual({
    ...{ anonymous_id: expect.any(String), external_id: 'u1', email: 'ann@shop.test', properties: { plan: 'gold' } },
  });
  for (const { search, headers } of asked) {
    expect(search.get('company_id')).toBe('AB12');
    expect(headers).toMatchObject({ 'content-type': 'application/json', revision: expect.stringMatching(/^\d{4}-/) });
  }
  const sent = eventsOf(asked);
  expect(sent.map(({ data }) => data.attributes.metric.data.attributes.name)).toEqual([
    ...['Active on Site', 'Viewed Product', 'Added to Cart', 'Started Checkout', 'Placed Order', 'Ordered Product'],
  ]);
  expect(sent[4]?.data.attributes).toMatchObject({ unique_id: 'T-1', value: 438, value_currency: 'EUR' });
  for (const event of sent) expect(known(event, 'EventCreateQueryV2')).toMatchObject(event);
  const { data: person } = JSON.parse(asked[0]?.body ?? '');
  expect(known(person, 'OnsiteProfileCreateQueryResourceObject')).toMatchObject(person);
});

it('is compared with a library that keeps nothing it does not know', () => {
  const event = { data: { type: 'event', attributes: { unknown: 1, unique_id: 'T-1' } } };
  expect(known(event, 'EventCreateQueryV2')).toMatchObject({ data: { attributes: { unique_id: 'T-1' } } });
  expect(JSON.stringify(known(event, 'EventCreateQueryV2'))).not.toContain('unknown');
  const person = { type: 'profile', attributes: { unknown: 1, external_id: 'u1' } };
  expect(JSON.stringify(known(person, 'OnsiteProfileCreateQueryResourceObject'))).not.toContain('unknown');
});
