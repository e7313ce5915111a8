import * as capture from '../../src/capture/index.js';
import type { Plugin, PluginList } from '../../src/core/plugin.js';
import * as decide from '../../src/decide/index.js';
import * as destinations from '../../src/destinations/index.js';
import * as experiences from '../../src/experiences/index.js';
import * as learn from '../../src/learn/index.js';
import * as stages from '../../src/stages/index.js';
import { storefront } from '../../src/storefront.js';
import type { ContractOptions } from '../../src/testing/contract-case.js';
import { CATALOG } from '../journeys/journey.js';

/** How a factory is called, and what the contract suite needs for its plugin. */
export interface ContractRow extends ContractOptions {
  readonly options?: unknown;
}

const { commerce } = capture;
const { cart, care, lead, orders, prompts, recent, rhythm, viewed } = learn;

/** Options that satisfy destinations of which the table says nothing else. */
const ANY_DESTINATION = {
  ...{ url: '/rows', apiKey: 'key', writeKey: 'key', token: 'key', key: 'key', siteId: '1', websiteId: 'w', id: 'a-1' },
  ...{ pixelId: '1', tagId: '1', conversionId: 'AW-1', measurementId: 'G-1', companyId: 'c', portalId: '1' },
  ...{ domain: 'shop.example', host: 'https://vendor.example', endpoint: 'https://vendor.example', appId: 'shop' },
};
const LOOK = { since: Date.UTC(2026, 0, 5), items: [{ item_id: 'cedar', price: 219 }], value: 219, currency: 'EUR' };
/** What a destination may be told beside touchpoints. */
export const DECISIONS: NonNullable<ContractOptions['decisions']> = [
  { name: 'audience.enter', data: { name: 'cart-abandoners', days: 30, ...LOOK } },
  { name: 'audience.refresh', data: { name: 'cart-abandoners', days: 30, ...LOOK } },
  { name: 'audience.leave', data: { name: 'cart-abandoners' } },
  { name: 'lead.enter', data: { score: 80, reasons: [{ text: 'Asked for a call', points: 40 }] } },
  { name: 'sequence.step', data: { sequence: 'thank-you', step: 'ask', channel: 'email' } },
];
const ASK = { text: 'Why not?', type: 'view_help', field: 'topic', answers: ['Too thick', 'Too thin'] };
const CONTENT = {
  title: 'Free strings',
  text: 'Until Sunday.',
  ask: ASK,
  action: { label: 'To the cart', url: '/cart' },
};
const NUDGE = { name: 'nudge.show', data: { nudge: 'n', kind: 'promotion', channel: 'page', content: CONTENT } };
const SUGGESTED = CATALOG.map(item => ({ ...item, strategy: 'similar', reason: 'Like Cedar 0-14' }));
const SUGGEST = { name: 'products.suggest', data: { strategy: 'similar', items: SUGGESTED } };
const WISH = { type: 'contact_wish', data: { channel: ['email', 'sms'], perWeek: 2 } };
const LEFT = { type: 'unsubscribe', data: { channel: 'push' } };
const shopOf = (): PluginList => [commerce(), cart(), orders(), viewed()];
const RULE = { looks: {}, atLeast: 2 };

/** Every factory of ours. */
export const TABLE: Readonly<Record<string, ContractRow>> = {
  'capture/commerce': {},
  'capture/pages': { options: { type: 'product' } },
  'capture/campaigns': { with: () => [capture.pages()] },
  'capture/dataLayer': {
    with: () => [commerce()],
    use: () => void (window as unknown as { dataLayer?: unknown[] }).dataLayer?.push({ event: 'view_cart' }),
    vendor: { dataLayer: [{ event: 'view_item', ecommerce: { items: [{ item_id: 'cedar' }] } }] },
  },
  'capture/markup': { with: shopOf },
  'capture/attributes': {
    with: () => [commerce()],
    use() {
      const button = document.body.appendChild(document.createElement('button'));
      button.setAttribute('data-waymark-view-cart', '');
      button.click();
      button.remove();
    },
  },
  'capture/shopify': { with: shopOf, vendor: { Shopify: { shop: 'a.myshopify.com' } } },
  'capture/woocommerce': { with: shopOf },
  'capture/magento': { with: shopOf },
  'capture/landing': { options: { params: { c: { channel: 'offline', source: 'flyer' } } } },
  'capture/facts': {
    options: { url: '/facts' },
    with: () => [commerce()],
    decisions: [{ name: 'facts.ask', data: { url: '/facts' } }],
  },
  'capture/forms': {},
  'capture/formDetails': {},
  'capture/attention': {},
  'capture/app': {},
  'capture/links': { with: () => [commerce()] },
  'capture/takeaways': {},
  'capture/exitIntent': {},
  'capture/siteSearch': { with: () => [commerce()] },
  'capture/videos': {},
  'capture/impressions': { with: () => [commerce()] },
  'capture/friction': { with: () => [capture.pages()] },
  'capture/support': { with: () => [commerce()] },
  'capture/verbs': { options: { save_screen: 'add_to_wishlist' }, with: () => [commerce()] },
  'capture/catalogSource': { options: { url: '/feed.xml' } },
  'capture/remoteSuggestions': { options: { ask: '/ids' } },
  'capture/vitals': {},
  'capture/selfReport': {},
  'capture/beside': { options: capture.links(), with: () => [commerce()] },
  'capture/segmentSource': { with: () => [commerce()], vendor: { analytics: { on() {}, off() {}, track() {} } } },
  'learn/activity': {},
  'learn/attribution': { with: () => [capture.campaigns()] },
  'learn/cart': { with: () => [commerce()] },
  'learn/orders': { with: () => [commerce()] },
  'learn/interests': { with: () => [commerce()] },
  'learn/viewed': { with: () => [commerce()] },
  'learn/segments': { with: shopOf },
  'learn/personas': { options: { personas: { keen: { signs: [{ text: 'Came', when: () => true }] } } } },
  'learn/recent': { options: { fields: ['item_id', 'constructor', 'search_term'] } },
  'learn/prompts': { touchpoints: promptSamples() },
  'learn/seenCatalog': { with: () => [commerce()] },
  'learn/checkout': {
    with: () => [commerce(), capture.pages(), capture.formDetails()],
    touchpoints: checkoutSamples(),
  },
  'learn/hurdles': { with: () => [commerce(), capture.forms()], touchpoints: formSamples() },
  'learn/care': { with: () => [commerce()] },
  'learn/mood': { with: () => [commerce(), care()] },
  'learn/rhythm': {},
  'learn/waits': { with: () => [commerce(), capture.support()] },
  'learn/engagement': { with: () => [commerce()] },
  'learn/lead': { options: { fits: (traits: Readonly<Record<string, unknown>>) => Number(traits.seats) } },
  'learn/contact': { with: () => [commerce(), prompts()], touchpoints: [...promptSamples(), WISH, LEFT] },
  'stages/steps': { options: { prior: { view_item: { add_to_cart: 30 } } } },
  'stages/silence': { with: shopOf },
  'stages/stages': {
    with: shopOf,
    touchpoints: [{ type: 'assign_stage', data: { stage: 'loyal', days: 90, source: 'crm' } }],
  },
  'decide/abandonedCart': { with: shopOf },
  'decide/armedCart': { options: { restoreUrl: 'https://shop.example/cart' }, with: shopOf },
  'decide/suggest': { options: { catalog: CATALOG }, with: shopOf },
  'decide/audiences': { with: shopOf },
  'decide/audience': { options: { name: 'keen', when: RULE }, with: () => [shopOf(), recent()] },
  'decide/repurchase': { options: { cycles: { Guitars: 5 } }, with: shopOf },
  'decide/coupon': { options: { code: 'CEDAR10' }, with: shopOf },
  'decide/occasions': { options: { occasions: { keen: { when: RULE } } }, with: () => [shopOf(), recent()] },
  'decide/experiment': { options: { id: 'price', variants: ['one', 'two'] } },
  'decide/sequences': {
    options: { sequences: { thanks: decide.thankYou() } },
    with: () => [shopOf(), recent(), care(), prompts()],
  },
  'decide/birthday': { with: () => [recent()] },
  'decide/reviewInvitation': { with: shopOf },
  'decide/moments': {},
  'decide/checkouts': {
    with: () => [commerce(), capture.pages(), capture.formDetails(), learn.checkout()],
    touchpoints: checkoutSamples(),
  },
  'decide/atRisk': { with: () => [rhythm()] },
  'decide/issues': { with: () => [commerce(), care()] },
  'decide/leads': { options: { threshold: 10 }, with: () => [lead()] },
  'experiences/nudgeCard': { with: () => [commerce(), prompts()], decisions: [NUDGE] },
  'experiences/suggestions': { with: () => [commerce()], options: { slot: 'contract-slot' }, decisions: [SUGGEST] },
  'experiences/rails': {
    with: () => [commerce()],
    options: { rails: { 'contract-slot': {} }, suggest: () => SUGGEST.data.items, subscribe: () => () => {} },
  },
  'experiences/slots': {
    with: () => [commerce()],
    options: {
      slots: { hero: { all: { when: () => true, content: { title: 'Hello' } } } },
      waymark: { status: 'ready', subscribe: () => () => {} },
    },
  },
  'destinations/http': { options: { url: '/rows' } },
  'destinations/ga4': { vendor: { gtag() {} }, options: { pageViews: true, stages: true } },
};

const FOLDERS: Readonly<Record<string, object>> = { capture, learn, stages, decide, experiences, destinations };

/** How the contract suite is to be run for a factory; throws for one that nobody wrote down. A destination needs no row. */
export function contractOf(folder: string, name: string): { make(): Plugin; readonly row: ContractRow } {
  const path = `${folder}/${name}`;
  const row = TABLE[path] ?? (folder === 'destinations' ? {} : undefined);
  const factory = (FOLDERS[folder] as Readonly<Record<string, (options?: unknown) => Plugin>>)[name];
  if (!row || !factory) throw new Error(`There is no row for "${path}". Add one to test/testing/contract-table.ts.`);
  if (folder !== 'destinations') return { make: () => factory(row.options), row };
  return {
    make: () => factory('options' in row ? row.options : ANY_DESTINATION),
    row: { with: () => [storefront({ catalog: CATALOG })], decisions: DECISIONS, vendor: anyVendor(), ...row },
  };
}

/** Page objects of vendors that take anything. */
function anyVendor(): Readonly<Record<string, unknown>> {
  const names = ['gtag', 'fbq', 'analytics', 'posthog', 'snowplow', 'plausible', 'ttq', 'pintrk', 'lintrk', 'klaviyo'];
  const more = ['rudderanalytics', 'amplitude', 'mixpanel', 'umami', 'cioanalytics'];
  const layers = ['dataLayer', '_paq', '_hsq', '_cio', 'uetq', '_learnq'].map(name => [name, []] as const);
  return Object.fromEntries([...layers, ...[...names, ...more].map(name => [name, anything()] as const)]);
}

function anything(): unknown {
  return new Proxy(() => undefined, { get: (_, key) => (key === 'then' ? undefined : anything()) });
}

function promptSamples(): ContractOptions['touchpoints'] & object {
  const data = { nudge: 'n', kind: 'promotion', channel: 'page' };
  return ['show_nudge', 'dismiss_nudge', 'convert_nudge', 'defer_nudge'].map(type => ({ type, data }));
}

function checkoutSamples(): ContractOptions['touchpoints'] & object {
  const fields = [{ name: 'city', ms: 900, corrections: 1, entries: 2 }];
  return [
    { type: 'page_view', data: { page_type: 'checkout' } },
    { type: 'form_details', data: { form_id: 'address', fields } },
    { type: 'form_abandon', data: { form_name: 'Payment', fields } },
  ];
}

function formSamples(): ContractOptions['touchpoints'] & object {
  return ['form_submit', 'form_error'].map(type => ({ type, data: { form_id: 'pay', form_name: 'Payment' } }));
}
