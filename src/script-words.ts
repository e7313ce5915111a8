/** What a script tag may name in `plugins`. */
export const ADD_ONS: readonly string[] = [
  'http',
  'ga4',
  'gtm',
  'segment',
  'rudderstack',
  'customer-io',
  'amplitude',
  'mixpanel',
  'otel-logs',
  'segment-source',
  'posthog',
  'snowplow',
  'matomo',
  'plausible',
  'umami',
  'console',
  'vitals',
  'markup',
  'attributes',
  'shopify',
  'woocommerce',
  'magento',
  'facts',
  'aftercare',
  'behaviour',
  'support',
  'shop-rules',
  'nudges',
  'experiments',
  'sequences',
  'armed-cart',
  'suggestions',
];

/** Said once where `data-consent="auto"` finds nobody to ask. */
export const WAIT: string =
  'Waymark waits for a consent platform (Shopify, Google Consent Mode, TCF or GPP) and has found none. Until then nothing is stored. Call `waymark.setConsent({ analytics: "granted" })` once the visitor agrees.';
