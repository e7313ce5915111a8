// @vitest-environment happy-dom
// @vitest-environment-options {"settings":{"handleDisabledFileLoadingAsSuccess":true}}
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { tiktok } from '../../src/destinations/tiktok.js';
import { CEDAR, ODD, ROWS, run } from './ad-calls.js';
import { TIKTOK, violations } from './ad-schemas.js';
import { rowOf } from './deliver-context.js';

const pixel = { page: vi.fn(), track: vi.fn() };
const ttq = {
  page: vi.fn(),
  track: vi.fn(),
  instance: vi.fn(() => pixel),
  grantConsent: vi.fn(),
  revokeConsent: vi.fn(),
};
const told = () => ttq.track.mock.calls as [name: string, fields: object, about: object][];

beforeEach(() => void Object.assign(window, { ttq }));
afterEach(() => {
  vi.clearAllMocks();
  Reflect.deleteProperty(window, 'ttq');
  document.head.replaceChildren();
});

describe('tiktok', () => {
  it('says what TikTok’s documentation allows, and nothing of the person', async () => {
    await run(tiktok({ pageViews: true }));
    expect(told().map(([name]) => name)).toEqual([
      ...['Search', 'ViewContent', 'AddToWishlist', 'AddToCart', 'InitiateCheckout', 'AudienceEnter', 'AddPaymentInfo'],
      ...['Purchase', 'AudienceLeave', 'Lead', 'CompleteRegistration', 'AudienceRefresh'],
    ]);
    expect(ttq.page).toHaveBeenCalledOnce();
    expect(told().flatMap(([name, fields]) => violations(TIKTOK, name, fields, ['audience']))).toEqual([]);
    expect(JSON.stringify(told())).not.toMatch(/ann@|u1|strings/);
  });

  it('tells products, and an order by its id', async () => {
    await run(tiktok(), [rowOf('purchase', { transaction_id: 'T-1', currency: 'EUR', value: 438, items: [CEDAR] })]);
    expect(told()).toEqual([
      [
        'Purchase',
        {
          value: 438,
          currency: 'EUR',
          order_id: 'T-1',
          content_type: 'product',
          contents: [
            {
              content_id: 'cedar',
              content_type: 'product',
              content_name: 'Cedar',
              content_category: 'Guitars',
              brand: 'Alba',
              price: 219,
              quantity: 2,
            },
          ],
        },
        { event_id: 'T-1' },
      ],
    ]);
  });

  it('tells one pixel only, where it is given', async () => {
    await run(tiktok({ pixelId: 'C1' }), [rowOf('search', { search_term: 'guitar' })]);
    expect(ttq.instance).toHaveBeenCalledWith('C1');
    expect(pixel.track.mock.calls).toEqual([['Search', { query: 'guitar' }, { event_id: 't1' }]]);
    expect(ttq.track).not.toHaveBeenCalled();
  });

  it('says that the visitor agreed, once, and takes it back', async () => {
    const { stop } = await run(tiktok(), ROWS);
    expect([ttq.grantConsent, ttq.revokeConsent].map(call => call.mock.calls.length)).toEqual([1, 0]);
    stop();
    expect([ttq.grantConsent, ttq.revokeConsent].map(call => call.mock.calls.length)).toEqual([1, 1]);
  });

  it('tells an older pixel, which has no call of consent', async () => {
    const { page, track } = ttq;
    Object.assign(window, { ttq: { page, track } });
    const { stop } = await run(tiktok(), [rowOf('sign_up')]);
    stop();
    expect(told()).toHaveLength(1);
  });

  it('takes odd data, and says what is right in it', async () => {
    expect((await run(tiktok(), ODD)).problems).toEqual([]);
    expect(told().flatMap(([name, fields]) => violations(TIKTOK, name, fields, ['audience']))).toEqual([]);
  });

  it('loads the pixel if asked, with TikTok’s queue in its place', async () => {
    Reflect.deleteProperty(window, 'ttq');
    await run(tiktok({ pixelId: 'C1', load: { src: '/events.js' } }), [rowOf('page_view'), rowOf('sign_up')]);
    expect(document.scripts[0]?.src).toMatch(/\/events\.js$/);
    const page = window as unknown as { ttq: unknown[] & { _i: Record<string, unknown[]>; page(): void } };
    expect([...page.ttq]).toEqual([['grantConsent']]);
    expect([...(page.ttq._i.C1 ?? [])]).toEqual([['page'], ['track', 'CompleteRegistration', {}, { event_id: 't1' }]]);
    expect(() => tiktok({ load: true })).toThrow('Add `pixelId`.');
  });
});
