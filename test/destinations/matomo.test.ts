// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type MatomoOptions, matomo } from '../../src/destinations/matomo.js';
import { deliverContext, rowOf } from './deliver-context.js';

const CEDAR = { item_id: 'cedar', item_name: 'Cedar', item_category: 'Guitars', price: 219, quantity: 2 };
const LOOK = { currency: 'EUR', value: 219, items: [CEDAR] };
const CART = { lines: [CEDAR], value: 438, currency: 'EUR' };
const page = window as unknown as { _paq?: unknown[][] };

/**
 * What each method takes: how many arguments at least and at most, and of what type. Source: developer.matomo.org,
 * "JavaScript Tracking Client", and `js/piwik.js` of Matomo.
 */
const METHODS: Readonly<Record<string, readonly [least: number, most: number, types: readonly RegExp[]]>> = {
  setCustomUrl: [1, 1, [/string/]],
  setDocumentTitle: [1, 1, [/string/]],
  setReferrerUrl: [1, 1, [/string/]],
  trackPageView: [0, 3, []],
  trackSiteSearch: [1, 3, [/string/, /string|boolean/, /number|boolean/]],
  setEcommerceView: [2, 4, [/string|boolean/, /string|boolean/, /string|object/, /number/]],
  addEcommerceItem: [1, 5, [/string/, /string/, /string|object/, /number/, /number/]],
  clearEcommerceCart: [0, 0, []],
  trackEcommerceCartUpdate: [1, 1, [/number/]],
  trackEcommerceOrder: [2, 6, [/string/, /number/, /string|number/, /string|number/, /string|number/, /string|number/]],
  trackEvent: [2, 4, [/string/, /string/, /string/, /number/]],
  setUserId: [1, 1, [/string/]],
  resetUserId: [0, 0, []],
};

/** What a request may say. Source: developer.matomo.org/api-reference/tracking-api. */
const PARAMETERS =
  'idsite rec apiv _id uid url urlref cdt action_name search e_c e_a e_n e_v ca idgoal ec_id revenue ec_tx ec_sh ec_items _pks _pkn _pkc _pkp';

const EVERYTHING: readonly (readonly [type: string, data: object])[] = [
  ['page_view', { page_title: 'Cedar', page_referrer: 'https://search.test/' }],
  ['search', { search_term: 'guitar' }],
  ['view_item_list', { item_list_name: 'Guitars', items: [CEDAR] }],
  ['view_item', LOOK],
  ['add_to_cart', LOOK],
  ['begin_checkout', LOOK],
  ['purchase', { ...LOOK, transaction_id: 'T-1', tax: 35, shipping: 5 }],
  ['refund', { transaction_id: 'T-1', currency: 'EUR', value: 219 }],
  ['view_help', { topic: 'strings' }],
  ['identify', { user_id: 'u1' }],
  ['reset', { visitor_id: 'v2' }],
];

function contextWith(cart?: object, userId: string | null = null) {
  const { context, sent } = deliverContext();
  const { profile } = context;
  const identity = { userId, traits: {} };
  const known = { ...context, profile: { ...profile, visitorId: 'v1', slices: { ...profile.slices, identity, cart } } };
  return { context: known as typeof context, sent };
}

/** What is pushed for touchpoints of one batch. */
async function push(told: typeof EVERYTHING, options?: MatomoOptions, cart?: object) {
  page._paq = [];
  const rows = told.map(([type, data]) => rowOf(type, data));
  await matomo(options).deliver?.(rows, contextWith(cart).context);
  return page._paq;
}

/** What is posted for them. */
async function post(told: typeof EVERYTHING, cart?: object, at = 1, userId: string | null = null) {
  const { context, sent } = contextWith(cart, userId);
  const rows = told.map(([type, data]) => {
    const row = rowOf(type, data);
    return row.touchpoint ? { ...row, touchpoint: { ...row.touchpoint, at } } : row;
  });
  await matomo({ url: 'https://m.test/matomo.php', siteId: 3 }).deliver?.(rows, context);
  const requests = sent.flatMap(({ body }) => JSON.parse(body).requests as string[]);
  return requests.map(request => Object.fromEntries(new URLSearchParams(request)));
}

beforeEach(() => void Object.assign(page, { _paq: [] }));
afterEach(() => Reflect.deleteProperty(page, '_paq'));

describe('matomo on the page', () => {
  it('is handed each row once, under analytics', () => {
    expect(matomo()).toMatchObject({ name: 'matomo', purpose: 'analytics', delivery: 'page' });
  });

  it('is refused with an address alone: nobody would know whose the rows are', () => {
    expect(() => matomo({ url: 'https://stats.example/matomo.php' })).toThrow('Add `siteId`');
  });

  it('pushes only what Matomo’s tracker takes', async () => {
    for (const cart of [undefined, CART]) {
      const commands = await push(EVERYTHING, { pageViews: true }, cart);
      expect(commands.length).toBeGreaterThan(EVERYTHING.length);
      for (const [method = '', ...given] of commands) {
        const [least = 9, most = 0, types = []] = METHODS[String(method)] ?? [];
        expect([method, given.length >= least && given.length <= most]).toEqual([method, true]);
        given.forEach((value, index) => void expect(typeof value).toMatch(types[index] ?? /^$/));
      }
    }
  });

  it('tells an order with all its products', async () => {
    expect(await push([['purchase', { ...LOOK, transaction_id: 'T-1', tax: 35, shipping: 5 }]])).toEqual([
      ['clearEcommerceCart'],
      ['addEcommerceItem', 'cedar', 'Cedar', ['Guitars'], 219, 2],
      ['trackEcommerceOrder', 'T-1', 219, '', 35, 5, ''],
    ]);
  });

  it('tells the cart as it stands, once a batch', async () => {
    const acts = [
      ['add_to_cart', LOOK],
      ['remove_from_cart', LOOK],
    ] as const;
    expect(await push(acts, {}, CART)).toEqual([
      ['clearEcommerceCart'],
      ['addEcommerceItem', 'cedar', 'Cedar', ['Guitars'], 219, 2],
      ['trackEcommerceCartUpdate', 438],
    ]);
    // What is not known is not made up: then the acts are events.
    expect(await push(acts)).toEqual([
      ['trackEvent', 'Ecommerce', 'add_to_cart', 'Cedar', 219],
      ['trackEvent', 'Ecommerce', 'remove_from_cart', 'Cedar', 219],
    ]);
  });

  it('tells no cart where the site lets no products go', async () => {
    const told = await push([['view_cart', { value: 438 }]], { fields: ['value'] }, CART);
    expect(told).toEqual([['trackEvent', 'Waymark', 'view_cart', '', 438]]);
  });

  it('tells looks, with an event that carries them', async () => {
    expect(await push([['view_item', LOOK]])).toEqual([
      ['setEcommerceView', 'cedar', 'Cedar', ['Guitars'], 219],
      ['trackEvent', 'Ecommerce', 'view_item', 'Cedar', 219],
    ]);
  });

  it('leaves page views to Matomo unless asked', async () => {
    expect(await push([['page_view', { page_title: 'Home' }]])).toEqual([]);
    expect(await push([['page_view', { page_title: 'Home' }]], { pageViews: true })).toEqual([
      ['setCustomUrl', 'https://shop.test/'],
      ['setDocumentTitle', 'Home'],
      ['trackPageView'],
    ]);
  });

  it('calls others what the site calls them', async () => {
    expect(await push([['view_help', { topic: 'strings' }]], { names: { view_help: 'Help' } })).toEqual([
      ['trackEvent', 'Waymark', 'Help', 'strings'],
    ]);
  });

  it('takes any data', async () => {
    const odd = [null, 'text', [1], { items: 'none' }, { items: [null, 7] }, { value: {}, transaction_id: [] }];
    for (const data of odd)
      for (const [type] of EVERYTHING)
        await expect(push([[type, data as object]], {}, { lines: 'none' })).resolves.toBeDefined();
  });
});

describe('matomo by HTTP', () => {
  it('posts only what the Tracking HTTP API takes', async () => {
    const requests = await post(EVERYTHING, CART, Date.now(), 'u1');
    expect(requests).toHaveLength(8);
    for (const request of requests) {
      expect(Object.keys(request).filter(name => !PARAMETERS.split(' ').includes(name))).toEqual([]);
      expect(request).toMatchObject({ idsite: '3', rec: '1', uid: 'u1', url: 'https://shop.test/' });
      expect(request._id).toMatch(/^[0-9a-f]{16}$/);
    }
  });

  it('posts an order with all its products', async () => {
    const [order] = await post([['purchase', { ...LOOK, transaction_id: 'T-1', tax: 35, shipping: 5 }]]);
    expect(order).toMatchObject({ idgoal: '0', ec_id: 'T-1', revenue: '219', ec_tx: '35', ec_sh: '5' });
    expect(JSON.parse(order?.ec_items ?? '')).toEqual([['cedar', 'Cedar', ['Guitars'], 219, 2]]);
  });

  it('says where the visitor came from, which no script tells there', async () => {
    const [request] = await post([['page_view', { page_title: 'Home', page_referrer: 'https://search.test/' }]]);
    expect(request).toMatchObject({ action_name: 'Home', urlref: 'https://search.test/' });
  });

  it('says when it was, unless that takes a token', async () => {
    const at = Date.now() - 60_000;
    expect((await post([['login', {}]], undefined, at))[0]?.cdt).toBe(`${Math.floor(at / 1000)}`);
    expect((await post([['login', {}]], undefined, at - 86_400_000))[0]).not.toHaveProperty('cdt');
  });

  it('posts nothing from a page that goes, for a repeat counts twice, and nothing where there is nothing', async () => {
    const { context, sent } = contextWith();
    const destination = matomo({ url: 'https://m.test/matomo.php', siteId: 3 });
    expect(destination).toMatchObject({ delivery: 'queue' });
    expect(await destination.deliver?.([rowOf('login')], { ...context, final: true })).toEqual({ accepted: 0 });
    await destination.deliver?.([rowOf('consent_update'), rowOf('identify', { user_id: 'u1' })], context);
    expect(sent).toEqual([]);
  });

  it('takes any data', async () => {
    const odd = [null, 'text', { items: [null, { item_name: '\ud800' }] }, { value: {}, transaction_id: [] }];
    for (const data of odd)
      for (const [type] of EVERYTHING) await expect(post([[type, data as object]])).resolves.toBeDefined();
  });
});
