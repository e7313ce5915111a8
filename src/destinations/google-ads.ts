import type { Known, Plugin } from '../core/plugin.js';
import { findDataLayer } from '../platform/data-layer.js';
import { markOwn } from '../platform/own-push.js';
import { type AdOptions, adSystem } from './ad-system.js';
import { findGtag, findTag, type Gtag } from './gtag.js';
import { given, type Names, TELLS } from './messages.js';

export interface GoogleAdsOptions extends AdOptions {
  /** Of the account, such as `AW-123456789`. */
  readonly id: string;
  /** Labels of conversions by touchpoint type or decision, such as `{ purchase: 'abcDEF', 'lead.enter': 'ghiJKL' }`. Default: none. */
  readonly conversions?: Readonly<Record<string, string>>;
  /** Google's word for what is sold, by which products are found in the feed. Default `retail`. */
  readonly vertical?: string;
  /** Says itself in Consent Mode what the visitor answered on advertising. `false` where `tellConsentMode()` or a consent platform does. Default `true`. */
  readonly consentMode?: boolean;
}

const KNOWN: Known<GoogleAdsOptions> = { ...TELLS, id: 1, conversions: 1, vertical: 1, consentMode: 1, load: 1 };

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
/** The part of Consent Mode that advertising is. Source: Google Consent Mode v2. */
const CONSENT_TYPES = ['ad_storage', 'ad_user_data', 'ad_personalization'];

/**
 * Google Ads, through the page's Google tag: events of dynamic remarketing, audiences as events, conversions by their labels.
 * `dataLayer()` and `consentMode()` do not hear it. What `dataLayer()` read the page has told the tag itself: of that only
 * conversions and audiences are told.
 */
export function googleAds(options: GoogleAdsOptions): Plugin {
  const { id, conversions = {}, vertical = 'retail', consentMode = true } = options;
  return adSystem<Gtag>({
    name: 'google-ads',
    object: 'gtag',
    options,
    known: KNOWN,
    table: { ...Object.fromEntries(Object.keys(conversions).map(type => [type, CONVERSION])), ...NAMES },
    script: {
      option: 'id',
      id,
      isNeeded: true,
      src: own => `https://www.googletagmanager.com/gtag/js?id=${own}`,
      prepare,
    },
    // The queue may be another's, such as a tag manager's, which takes no command for this account.
    find: options.load ? findTag : findGtag,
    consent(gtag, isGranted) {
      const states = CONSENT_TYPES.map(type => [type, isGranted ? 'granted' : 'denied']);
      if (consentMode) gtag('consent', 'update', markOwn(Object.fromEntries(states)));
    },
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
