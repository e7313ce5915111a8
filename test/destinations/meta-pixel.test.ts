// @vitest-environment happy-dom
// @vitest-environment-options {"settings":{"handleDisabledFileLoadingAsSuccess":true}}
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type MetaPixelOptions, metaPixel } from '../../src/destinations/meta-pixel.js';
import { audience, CEDAR, ODD, PINE, ROWS, run } from './ad-calls.js';
import { META, violations } from './ad-schemas.js';
import { rowOf } from './deliver-context.js';

const fbq = vi.fn<(...call: unknown[]) => void>();
const told = () => fbq.mock.calls.filter(([command]) => `${command}`.startsWith('track'));
const tellOne = async (type: string, data: object, options?: MetaPixelOptions) => {
  await run(metaPixel(options), [rowOf(type, data)]);
  return told();
};

beforeEach(() => void Object.assign(window, { fbq }));
afterEach(() => {
  vi.clearAllMocks();
  Reflect.deleteProperty(window, 'fbq');
  Reflect.deleteProperty(window, '_fbq');
  document.head.replaceChildren();
});

describe('metaPixel', () => {
  it('says what Meta’s reference allows, and nothing of the person', async () => {
    await run(metaPixel({ pageViews: true }));
    expect(told().map(([, name]) => name)).toEqual([
      ...['PageView', 'Search', 'ViewContent', 'AddToWishlist', 'AddToCart', 'InitiateCheckout', 'AudienceEnter'],
      ...['AddPaymentInfo', 'Purchase', 'AudienceLeave', 'Lead', 'CompleteRegistration', 'AudienceRefresh'],
    ]);
    expect(told().flatMap(([, name, fields]) => violations(META, `${name}`, fields as object, ['audience']))).toEqual(
      [],
    );
    expect(JSON.stringify(fbq.mock.calls)).not.toMatch(/ann@|u1|strings/);
  });

  it('tells products as catalogue ads want them', async () => {
    const [call] = await tellOne('add_to_cart', { currency: 'EUR', value: 537.5, items: [CEDAR, PINE] });
    expect(call).toEqual([
      'track',
      'AddToCart',
      {
        value: 537.5,
        currency: 'EUR',
        content_type: 'product',
        content_ids: ['cedar', 'pine'],
        contents: [
          { id: 'cedar', quantity: 2, item_price: 219 },
          { id: 'pine', quantity: 1, item_price: 99.5 },
        ],
      },
      { eventID: 't1' },
    ]);
  });

  it('gives a purchase the id of the order, by which one told by a server counts once', async () => {
    const [call] = await tellOne('purchase', { transaction_id: 'T-1', currency: 'EUR', value: 438, items: [CEDAR] });
    expect(call?.[2]).toMatchObject({
      order_id: 'T-1',
      num_items: 2,
      content_name: 'Cedar',
      content_category: 'Guitars',
    });
    expect(call?.[3]).toEqual({ eventID: 'T-1' });
  });

  it('tells one pixel only, where it is given', async () => {
    await run(metaPixel({ pixelId: '12' }), [rowOf('search', { search_term: 'guitar' }, [audience('leave')])]);
    expect(told()).toEqual([
      ['trackSingle', '12', 'Search', { search_string: 'guitar' }, { eventID: 't1' }],
      ['trackSingleCustom', '12', 'AudienceLeave', { audience: 'cart-abandoners' }, { eventID: 't1/audience-leave' }],
    ]);
  });

  it('tells what the site names, with its fields: as a standard event if it is one', async () => {
    const names = { view_help: 'Help', contact_support: 'Contact' };
    await run(metaPixel({ names }), [
      rowOf('view_help', { topic: 'strings', items: [CEDAR] }),
      rowOf('contact_support'),
    ]);
    expect(told()).toMatchObject([
      ['trackCustom', 'Help', { topic: 'strings', content_ids: ['cedar'] }, { eventID: 't1' }],
      ['track', 'Contact', {}, { eventID: 't1' }],
    ]);
    expect(told()[0]?.[2]).not.toHaveProperty('items');
  });

  it('says that the visitor agreed, once and first, and takes it back', async () => {
    const { stop } = await run(metaPixel(), ROWS);
    expect(fbq.mock.calls.filter(([command]) => command === 'consent')).toEqual([['consent', 'grant']]);
    expect(fbq.mock.calls[0]).toEqual(['consent', 'grant']);
    stop();
    expect(fbq.mock.calls.at(-1)).toEqual(['consent', 'revoke']);
  });

  it('takes nothing back that it has not said', () => {
    Reflect.deleteProperty(window, 'fbq');
    const { context, stop } = { context: new AbortController(), stop: metaPixel().capture };
    const cleanup = stop?.({ signal: context.signal } as never);
    Object.assign(window, { fbq });
    if (typeof cleanup === 'function') cleanup();
    context.abort();
    expect(fbq).not.toHaveBeenCalled();
  });

  it('takes odd data, and says what is right in it', async () => {
    const { problems } = await run(metaPixel({ pageViews: true }), ODD);
    expect(problems).toEqual([]);
    const odd = told().flatMap(([, name, fields]) =>
      violations({ ...META, needs: {} }, `${name}`, fields as object, ['audience']),
    );
    expect(odd).toEqual([]);
    expect(told().length).toBe(ODD.length);
  });

  it('loads the pixel if asked, with Meta’s queue in its place', async () => {
    Reflect.deleteProperty(window, 'fbq');
    await run(metaPixel({ pixelId: '12', load: { src: '/fbevents.js', nonce: 'n' } }), [rowOf('page_view')]);
    expect(document.scripts[0]).toMatchObject({
      async: true,
      nonce: 'n',
      src: expect.stringMatching(/\/fbevents\.js$/),
    });
    const page = window as unknown as { fbq: { queue: unknown[]; version: string; callMethod?: unknown } & typeof fbq };
    expect(page.fbq.queue).toEqual([
      ['init', '12'],
      ['consent', 'grant'],
      ['trackSingle', '12', 'PageView', {}, { eventID: 't1' }],
    ]);
    expect({ ...page.fbq }).toMatchObject({ version: '2.0', loaded: true, disablePushState: true });
    page.fbq.callMethod = fbq;
    page.fbq('track', 'Lead');
    expect(fbq).toHaveBeenCalledWith('track', 'Lead');
  });

  it('loads nothing unasked, and not without a pixel to load', async () => {
    await run(metaPixel({ pixelId: '12', load: true }), [rowOf('page_view')]);
    expect(document.scripts).toHaveLength(0);
    expect(() => metaPixel({ load: true })).toThrow('Add `pixelId`.');
  });
});
