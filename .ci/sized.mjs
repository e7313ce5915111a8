/** What is measured beyond the kernel: purpose it needs consent to, entry, factory, and what it adds. */
export const PLUGINS = [
  ['', 'capture', 'commerce', 'GA4’s shop vocabulary with checks, and what GA4 lacks'],
  ['', 'capture', 'pages', 'Page views: soft navigations, back/forward cache, prerendering'],
  ['', 'capture', 'campaigns', 'How the visitor came: tags, click ids by name, referrer, channel'],
  ['', 'capture', 'dataLayer', 'Reads what the page tells GA4 or the tag manager anyway'],
  ['', 'capture', 'vitals', 'LCP, INP and CLS, once a page'],
  ['', 'learn', 'activity', 'Counts touchpoints by type, visits, days'],
  ['', 'learn', 'cart', 'What is in the cart, and when it was last touched'],
  ['', 'learn', 'orders', 'Orders, each once, with delivery, return and refund'],
  ['personalization', 'learn', 'interests', 'Categories and brands, fading by half in 30 days'],
  ['', 'learn', 'viewed', 'The last 30 products with the moments of each look'],
  ['', 'learn', 'segments', 'Seven groups such as `customer`, and your own'],
  ['', 'stages', 'stages', 'The stage with its reasons; six micro-stages, five views'],
  ['', 'decide', 'abandonedCart', '`cart.idle`, `cart.abandon`, `cart.recover`'],
  ['personalization', 'decide', 'suggest', '`products.suggest`: similar, complement, recent, popular'],
  ['advertising', 'decide', 'audiences', '`audience.enter` and `audience.leave`'],
  ['personalization', 'decide', 'coupon', '`coupon.offer` on the third look at one product'],
  ['analytics', 'destinations', 'http', 'Posts the log to your own endpoint'],
  ['analytics', 'destinations', 'ga4', 'Hands touchpoints to the page’s Google tag'],
  ['', 'destinations', 'consoleLog', 'A readable log of the journey in the console'],
];

/** The same for what is not a plugin. */
export const BESIDE = [
  ['', 'inspect', 'panel', 'The panel that shows what Waymark knows now, and why'],
  ['', 'capture', 'autoConsent', 'The first consent platform found; holds the four below'],
  ['', 'capture', 'shopifyPrivacy', 'Shopify’s Customer Privacy API'],
  ['', 'capture', 'consentMode', 'Google Consent Mode'],
  ['', 'capture', 'tcf', 'IAB TCF'],
  ['', 'capture', 'gpp', 'IAB GPP, sections of the USA'],
  ['', 'capture', 'oneTrust', 'OneTrust'],
  ['', 'capture', 'cookiebot', 'Cookiebot'],
  ['', 'capture', 'cookieYes', 'CookieYes'],
  ['', 'capture', 'didomi', 'Didomi'],
  ['', 'capture', 'klaro', 'Klaro'],
  ['', 'capture', 'usercentrics', 'Usercentrics'],
  ['', 'capture', 'gpc', 'Global Privacy Control, which is built in unless you turn it off'],
  ['', 'capture', 'doNotTrack', 'Do Not Track'],
  ['', 'capture', 'customConsent', 'A banner of the site’s own, in one function'],
  ['', 'capture', 'tellConsentMode', 'Tells Google Consent Mode what Waymark knows'],
];

/** Files beside `waymark.iife.js`, and when a page loads them; `AT_ONCE` by every page. */
export const AT_ONCE = ['waymark-lazy-storefront-mind.js', 'waymark-lazy-engine.js'];
export const FILES = {
  'waymark-lazy-storefront-mind.js': 'at the start: what remembers, infers and decides',
  'waymark-lazy-engine.js': 'right after the start: the database and the commit',
  'waymark-lazy-auto-consent.js': 'with `data-consent="auto"`',
  'waymark-lazy-delivery.js': 'with the first destination, once something is granted',
  'waymark-lazy-rights.js': 'at `export`, `erase`, `forget`, and when the log is full',
  'waymark-lazy-inventory.js': 'at `export`: a sentence for every field',
  'waymark-lazy-mend.js': 'when a stored record cannot be read',
  'waymark-lazy-heal.js': 'when the database can be reached again',
  'waymark-lazy-plain.js': 'when a plugin made data that cannot be stored',
  'waymark-lazy-memory-store.js': 'when the database is refused or fails',
  'waymark-lazy-migrate.js': 'when a slice has another version than what is stored',
  'waymark-lazy-nearest.js': 'at the first type that no plugin declares',
  'waymark-http.js': 'as add-on `http`, or with `data-collect`',
  'waymark-ga4.js': 'as add-on `ga4`',
  'waymark-console.js': 'as add-on `console`',
  'waymark-vitals.js': 'as add-on `vitals`; holds `web-vitals`',
  'waymark-panel.js': 'with `data-debug`',
};
