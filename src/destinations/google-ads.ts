import type { Known, Plugin } from '../core/plugin.js';
import { markOwn } from '../platform/own-push.js';
import { type AdOptions, adSystem } from './ad-system.js';
import { findGtag, findTag, type Gtag } from './gtag.js';
import { needId } from './need-id.js';
import { TELLS } from './tell-options.js';

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

const KNOWN: Known<GoogleAdsOptions> = { ...TELLS, id: 1, conversions: 'table', vertical: 1, consentMode: 1, load: 1 };

/** The part of Consent Mode that advertising is. Source: Google Consent Mode v2. */
const CONSENT_TYPES = ['ad_storage', 'ad_user_data', 'ad_personalization'];

/**
 * Google Ads, through the page's Google tag: events of dynamic remarketing, audiences as events, conversions by their labels.
 * `dataLayer()` and `consentMode()` do not hear it. What `dataLayer()` read the page has told the tag itself: of that only
 * conversions and audiences are told.
 */
export function googleAds(options: GoogleAdsOptions): Plugin {
  const { id, consentMode = true, load } = options;
  needId('google-ads', 'id', id);
  return adSystem<Gtag>({
    name: 'google-ads',
    object: 'gtag',
    options,
    known: KNOWN,
    id: 'id',
    // The queue may be another's, such as a tag manager's, which takes no command for this account.
    find: load ? findTag : findGtag,
    consent(gtag, isGranted) {
      const states = CONSENT_TYPES.map(type => [type, isGranted ? 'granted' : 'denied']);
      if (consentMode) gtag('consent', 'update', markOwn(Object.fromEntries(states)));
    },
    words: way => import('./google-ads-words.js').then(({ googleAdsWords }) => googleAdsWords(options, way)),
  });
}
