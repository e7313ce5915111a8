import { findDataLayer } from '../platform/data-layer.js';
import { markOwn } from '../platform/own-push.js';
import type { AdOptions, AdWay } from './ad-system.js';
import { adWords } from './ad-words.js';
import { findGtag, type Gtag } from './gtag.js';
import type { Deliver } from './late.js';
import { given } from './messages.js';
import type { Names } from './tell-options.js';

interface Options extends AdOptions {
  readonly id: string;
  readonly conversions?: Readonly<Record<string, string>>;
  readonly vertical?: string;
}

/** Source: support.google.com/google-ads/answer/7305793, "Dynamic remarketing events and parameters". */
const NAMES: Names = {
  ...{ page_view: 'page_view', view_search_results: 'view_search_results' },
  ...{ view_item_list: 'view_item_list', view_item: 'view_item' },
  add_to_cart: 'add_to_cart',
  purchase: 'purchase',
  'audience.enter': 'audience_enter',
  'audience.refresh': 'audience_refresh',
  'audience.leave': 'audience_leave',
};
const CONVERSION = 'conversion';

/** Tells the page's Google tag. */
export function googleAdsWords(options: Options, way: AdWay<Gtag>): Deliver {
  const { id, conversions = {}, vertical = 'retail' } = options;
  return adWords<Gtag>({
    ...way,
    options,
    table: { ...Object.fromEntries(Object.keys(conversions).map(type => [type, CONVERSION])), ...NAMES },
    script: { id, src: own => `https://www.googletagmanager.com/gtag/js?id=${own}`, prepare },
    tell(gtag, { type, name, by, own, facts: { products, value, currency, order, audience } }) {
      const money = given({ value, currency, transaction_id: order });
      const items = products?.map(product => ({ id: product.id, google_business_vertical: vertical }));
      if (name !== CONVERSION && by !== 'data-layer')
        gtag('event', name, markOwn({ ...own, ...money, ...given({ items, audience }), send_to: id }));
      if (Object.hasOwn(conversions, type))
        gtag('event', CONVERSION, markOwn({ ...money, send_to: `${id}/${conversions[type]}` }));
    },
  });
}

/** What stands in for the Google tag until it is there, as Google writes it; page views are told by us. */
function prepare(id: string): void {
  if (!findDataLayer()) Object.assign(window, { dataLayer: [] });
  const gtag = findGtag();
  Object.assign(window, { gtag });
  gtag?.('js', new Date());
  gtag?.('config', id, { send_page_view: false });
}
