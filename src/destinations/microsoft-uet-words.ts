import type { AdOptions, AdWay } from './ad-system.js';
import { adWords } from './ad-words.js';
import type { Deliver } from './late.js';
import { given } from './messages.js';
import type { Names } from './tell-options.js';

/** What is used of `window.uetq`: a plain list until the tag is there. */
export interface Uetq {
  push(...command: readonly unknown[]): unknown;
}

interface Options extends AdOptions {
  readonly tagId?: string;
}

/** Names of actions are the site's to choose: these are GA4's, as they are ours. */
const SAME =
  'page_view view_item_list view_item search add_to_cart view_cart begin_checkout purchase generate_lead sign_up';
const NAMES: Names = {
  ...Object.fromEntries(SAME.split(' ').map(type => [type, type])),
  'audience.enter': 'audience_enter',
  'audience.refresh': 'audience_refresh',
  'audience.leave': 'audience_leave',
};
/** What a page is about to dynamic remarketing. Source: help.ads.microsoft.com, articles 56916 and 60118. */
const PAGES = new Map([
  ['view_item_list', 'category'],
  ['search', 'searchresults'],
  ['view_item', 'product'],
  ['add_to_cart', 'cart'],
  ['view_cart', 'cart'],
  ['begin_checkout', 'cart'],
  ['purchase', 'purchase'],
]);

/** Tells the page's `uetq`. */
export function microsoftUetWords(options: Options, way: AdWay<Uetq>): Deliver {
  return adWords<Uetq>({
    ...way,
    options: { pageViews: false, ...options },
    table: NAMES,
    script: { id: options.tagId, src: () => 'https://bat.bing.com/bat.js', prepare, loaded: start },
    tell(uetq, { type, name, id: messageId, own, facts: { products, value, currency, order, search, audience } }) {
      const about = given({
        ecomm_pagetype: PAGES.get(type),
        ecomm_prodid: products?.map(({ id }) => id),
        items: products?.map(({ id, price, quantity }) => given({ id, price, quantity })),
        revenue_value: value,
        currency,
        transaction_id: order,
        search_term: search,
        event_label: audience,
      });
      uetq.push('event', name, { ...own, ...about, event_id: order ?? messageId });
    },
  });
}

function prepare(): void {
  Object.assign(window, { uetq: [] });
}

/** The tag takes over what waits for it, as Microsoft writes it. */
function start(tagId: string): void {
  const page = window as { UET?: new (options: object) => Uetq; uetq?: Uetq };
  if (!page.UET) return;
  page.uetq = new page.UET({ ti: tagId, enableAutoSpaTracking: true, q: page.uetq });
  page.uetq.push('pageLoad');
}
