import { describe, expect, it } from 'vitest';
import type { Profile } from '../../src/core/profile.js';
import type { Row } from '../../src/core/touchpoint.js';
import { klaviyoApi } from '../../src/destinations/klaviyo-api.js';
import { CEDAR, ODD, PERSON } from './ad-calls.js';
import { deliverContext, rowOf } from './deliver-context.js';

/** What is posted of rows, by a visitor who is known like this. */
async function post(rows: readonly Row[], identity?: object, answer?: object) {
  const { context, sent } = deliverContext(answer);
  // Tests build profiles of every kind.
  const profile = { ...context.profile, slices: identity ? { identity } : {} } as Profile;
  const result = await klaviyoApi({ companyId: 'AB 1' }).deliver?.(rows, { ...context, profile });
  return { result, posts: sent.map(({ url, body, headers }) => ({ url, headers, ...JSON.parse(body).data })) };
}

describe('klaviyoApi', () => {
  const IDENTITY = { userId: 'u1', traits: { email: 'ann@shop.test', plan: 'gold' } };
  const PROFILE = {
    type: 'profile',
    attributes: { anonymous_id: 'visitor', external_id: 'u1', email: 'ann@shop.test', properties: { plan: 'gold' } },
  };

  it('posts an event with its profile, revision and company', async () => {
    const { result, posts } = await post(
      [rowOf('search', {}), rowOf('begin_checkout', { currency: 'EUR', value: 438, items: [CEDAR] })],
      IDENTITY,
    );
    expect(posts).toMatchObject([
      {
        url: 'https://a.klaviyo.com/client/events/?company_id=AB%201',
        headers: { 'content-type': 'application/json', revision: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
        type: 'event',
        attributes: {
          metric: { data: { type: 'metric', attributes: { name: 'Started Checkout' } } },
          profile: { data: PROFILE },
          ...{ value: 438, value_currency: 'EUR', unique_id: 't1', time: '1970-01-01T00:00:00.001Z' },
        },
      },
    ]);
    expect(result).toEqual({ rejected: [] });
  });

  it('posts who the visitor is, as far as it may know', async () => {
    expect((await post([rowOf('identify', PERSON)], IDENTITY)).posts).toMatchObject([
      { url: 'https://a.klaviyo.com/client/profiles/?company_id=AB%201', ...PROFILE },
    ]);
    expect((await post([rowOf('page_view')])).posts[0]?.attributes.profile.data.attributes).toEqual({
      anonymous_id: 'visitor',
      properties: {},
    });
  });

  it('posts who it was where the visitor has logged out since', async () => {
    const { posts } = await post([rowOf('identify', PERSON)], { userId: null, traits: {} });
    expect(posts[0]?.attributes).toMatchObject({ external_id: 'u1', email: 'ann@shop.test' });
  });

  it('keeps what was not taken', async () => {
    const rows = [rowOf('purchase', { transaction_id: 'T-1' }), rowOf('page_view')];
    const { result, posts } = await post(rows, IDENTITY, { accepted: 0, retryAfterMs: 2_000 });
    expect(result).toEqual({ accepted: 0, retryAfterMs: 2_000, rejected: [] });
    expect(posts).toHaveLength(1);
  });

  it('is told at least once, of those who are away, too', () => {
    expect(klaviyoApi({ companyId: 'AB1', purpose: 'personalization' })).toMatchObject({
      ...{ name: 'klaviyo-api', purpose: 'personalization', arms: true },
    });
    expect(klaviyoApi({ companyId: 'AB1' }).delivery).toBeUndefined();
  });

  it('takes odd data', async () => {
    expect((await post(ODD)).result).toEqual({ rejected: [] });
  });
});
