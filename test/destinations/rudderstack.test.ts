// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { rudderstack } from '../../src/destinations/rudderstack.js';
import { deliverContext, rowOf } from './deliver-context.js';

const rudderanalytics = { page: vi.fn(), track: vi.fn(), identify: vi.fn(), reset: vi.fn() };
const KEYS = { writeKey: 'a key', url: 'https://plane.test/' };

async function post(type: string, data: object) {
  const { context, sent } = deliverContext();
  await rudderstack(KEYS).deliver?.([rowOf(type, data)], context);
  return sent.map(({ url, body }) => ({ url, ...JSON.parse(body) }));
}

beforeEach(() => void Object.assign(window, { rudderanalytics }));
afterEach(() => {
  vi.clearAllMocks();
  Reflect.deleteProperty(window, 'rudderanalytics');
});

describe('rudderstack', () => {
  it('needs both key and address to post by itself', () => {
    expect(rudderstack()).toMatchObject({ name: 'rudderstack', purpose: 'analytics', delivery: 'page' });
    expect(rudderstack({ writeKey: 'key' })).toMatchObject({ delivery: 'page' });
    expect(rudderstack(KEYS)).toMatchObject({ delivery: 'queue' });
  });

  it('is refused with an address alone: nobody would know whose the rows are', () => {
    expect(() => rudderstack({ url: 'https://shop.dataplane.rudderstack.com' })).toThrow('Add `writeKey`');
  });

  it('tells the script on the page when it happened', async () => {
    const rows = [rowOf('login', { method: 'email' }), rowOf('identify', { user_id: 'u1', traits: { plan: 'gold' } })];
    await rudderstack().deliver?.([...rows, rowOf('reset'), rowOf('page_view')], deliverContext().context);
    const about = { originalTimestamp: '1970-01-01T00:00:00.001Z' };
    expect(rudderanalytics.track.mock.calls).toEqual([['Signed In', { method: 'email' }, about]]);
    expect(rudderanalytics.identify.mock.calls).toEqual([['u1', { plan: 'gold' }, about]]);
    expect(rudderanalytics.reset).toHaveBeenCalledOnce();
    expect(rudderanalytics.page).not.toHaveBeenCalled();
  });

  it('posts to the data plane, with the traits in the context', async () => {
    const [posted] = await post('identify', { user_id: 'u1', traits: { plan: 'gold' } });
    expect(posted).toEqual({
      url: 'https://plane.test/beacon/v1/batch?writeKey=a%20key',
      sentAt: expect.any(String),
      batch: [
        {
          type: 'identify',
          channel: 'web',
          userId: 'u1',
          anonymousId: expect.any(String),
          messageId: 't1',
          originalTimestamp: '1970-01-01T00:00:00.001Z',
          sentAt: posted.sentAt,
          context: { page: { url: 'https://shop.test/' }, traits: { plan: 'gold' } },
        },
      ],
    });
    expect(await post('consent_update', {})).toEqual([]);
  });
});
