// @vitest-environment happy-dom
// @vitest-environment-options {"settings":{"handleDisabledFileLoadingAsSuccess":true}}
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { consentMode } from '../../src/capture/consent/consent-mode.js';
import { dataLayer } from '../../src/capture/data-layer.js';
import type { Row } from '../../src/core/touchpoint.js';
import { type GoogleAdsOptions, googleAds } from '../../src/destinations/google-ads.js';
import { captureContext } from '../capture/capture-context.js';
import { audience, CEDAR, ODD, run } from './ad-calls.js';
import { GOOGLE_ADS, violations } from './ad-schemas.js';
import { rowOf } from './deliver-context.js';

const gtag = vi.fn<(...call: unknown[]) => void>();
const OPTIONS: GoogleAdsOptions = { id: 'AW-123', conversions: { purchase: 'buy', generate_lead: 'lead' } };
const told = () => gtag.mock.calls.filter(([command]) => command === 'event').map(([, name, fields]) => [name, fields]);
const consents = () => gtag.mock.calls.filter(([command]) => command === 'consent').map(([, ...rest]) => rest);
const heard = (row: Row): Row => ({ ...row, touchpoint: row.touchpoint && { ...row.touchpoint, by: 'data-layer' } });

beforeEach(() => void Object.assign(window, { gtag }));
afterEach(() => {
  vi.clearAllMocks();
  Reflect.deleteProperty(window, 'gtag');
  Reflect.deleteProperty(window, 'dataLayer');
  document.head.replaceChildren();
});

describe('googleAds', () => {
  it('says what Google’s documentation allows, and nothing of the person', async () => {
    await run(googleAds(OPTIONS));
    expect(told().map(([name]) => name)).toEqual([
      ...['view_search_results', 'view_item_list', 'view_item', 'add_to_cart', 'audience_enter'],
      ...['purchase', 'conversion', 'audience_leave', 'conversion', 'audience_refresh'],
    ]);
    expect(
      told().flatMap(([name, fields]) => violations(GOOGLE_ADS, `${name}`, fields as object, ['audience'])),
    ).toEqual([]);
    expect(JSON.stringify(gtag.mock.calls)).not.toMatch(/ann@|u1|strings/);
  });

  it('tells products for dynamic remarketing, to this account', async () => {
    await run(googleAds(OPTIONS), [rowOf('view_item', { currency: 'EUR', value: 219, items: [CEDAR] })]);
    expect(told()).toEqual([
      [
        'view_item',
        {
          send_to: 'AW-123',
          currency: 'EUR',
          value: 219,
          items: [{ id: 'cedar', google_business_vertical: 'retail' }],
        },
      ],
    ]);
  });

  it('tells a conversion by its label, with the order by which it counts once', async () => {
    await run(googleAds(OPTIONS), [
      rowOf('purchase', { transaction_id: 'T-1', currency: 'EUR', value: 438, items: [CEDAR] }),
    ]);
    expect(told()[1]).toEqual([
      'conversion',
      { send_to: 'AW-123/buy', currency: 'EUR', value: 438, transaction_id: 'T-1' },
    ]);
  });

  it('tells decisions as conversions, too', async () => {
    const lead = { id: 'd', trigger: 'lead-enter', at: 1, name: 'lead.enter', data: { score: 60, reasons: [] } };
    await run(googleAds({ id: 'AW-123', conversions: { 'lead.enter': 'lead' } }), [rowOf('login', {}, [lead])]);
    expect(told()).toEqual([['conversion', { send_to: 'AW-123/lead' }]]);
  });

  it('does not tell again what the page told the tag, but what was decided on it, and conversions', async () => {
    const rows = [
      rowOf('purchase', { transaction_id: 'T-1', currency: 'EUR', value: 438, items: [CEDAR] }, [audience('leave')]),
    ];
    await run(googleAds(OPTIONS), rows.map(heard));
    expect(told().map(([name]) => name)).toEqual(['conversion', 'audience_leave']);
  });

  it('is not heard by what reads the data layer', async () => {
    Reflect.deleteProperty(window, 'gtag');
    Object.assign(window, { dataLayer: [] });
    const { context, tracked } = captureContext();
    const answers = vi.fn();
    dataLayer().capture?.(context);
    consentMode().watch(answers, context.signal);
    const { stop } = await run(googleAds(OPTIONS));
    stop();
    expect((window as unknown as { dataLayer: unknown[] }).dataLayer.length).toBeGreaterThan(10);
    expect(tracked).toEqual([]);
    expect(answers.mock.calls.flat().filter(Boolean)).toEqual([]);
  });

  it('says in Consent Mode what the visitor answered, and takes it back', async () => {
    const { stop } = await run(googleAds(OPTIONS));
    stop();
    const states = (state: string) => ({ ad_storage: state, ad_user_data: state, ad_personalization: state });
    expect(consents()).toEqual([
      ['update', states('granted')],
      ['update', states('denied')],
    ]);
    expect(gtag.mock.calls[0]?.[0]).toBe('consent');
  });

  it('leaves Consent Mode to others where told so', async () => {
    const { stop } = await run(googleAds({ ...OPTIONS, consentMode: false }));
    stop();
    expect(consents()).toEqual([]);
  });

  it('takes odd data, and says what is right in it', async () => {
    const { problems } = await run(googleAds({ ...OPTIONS, pageViews: true }), ODD);
    expect(problems).toEqual([]);
    const schema = { ...GOOGLE_ADS, needs: {} };
    expect(told().flatMap(([name, fields]) => violations(schema, `${name}`, fields as object, ['audience']))).toEqual(
      [],
    );
  });

  it('loads the Google tag if asked, and asks whose it is', async () => {
    Reflect.deleteProperty(window, 'gtag');
    await run(googleAds({ id: 'AW-123', load: { src: '/gtag.js' } }), [rowOf('page_view')]);
    const { dataLayer: layer } = window as unknown as { dataLayer: ArrayLike<unknown>[] };
    expect(document.scripts[0]?.src).toMatch(/\/gtag\.js$/);
    expect(layer.map(entry => [...Array.from(entry)].slice(0, 2))).toEqual([
      ['js', expect.any(Date)],
      ['config', 'AW-123'],
      ['consent', 'update'],
      ['event', 'page_view'],
    ]);
    expect(() => googleAds({ id: '' })).toThrow('Add `id`.');
  });

  it('loads it, too, where there is a `dataLayer` of others but no tag', async () => {
    Reflect.deleteProperty(window, 'gtag');
    const layer = [{ event: 'gtm.js' }];
    Object.assign(window, { dataLayer: layer });
    await run(googleAds({ id: 'AW-123', load: { src: '/gtag.js' } }), [rowOf('view_item')]);
    expect(document.scripts).toHaveLength(1);
    expect(layer.map(entry => Object.values(entry)[0])).toEqual(['gtm.js', 'js', 'config', 'consent', 'event']);
  });
});
