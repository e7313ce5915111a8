import { nearestOf } from './core/nearest.js';

/** What a script tag may say of itself. */
const ATTRIBUTES: readonly string[] = ['site', 'view', 'consent', 'collect', 'debug', 'automation'];

/** What a script tag may name in `plugins`. */
const ADD_ONS: readonly string[] = [
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
  'meta-pixel',
  'google-ads',
  'tiktok',
  'pinterest',
  'linkedin',
  'microsoft-uet',
  'klaviyo',
  'klaviyo-api',
  'hubspot',
  'webhook',
  'console',
  'vitals',
  'markup',
  'attributes',
  'shopify',
  'woocommerce',
  'magento',
  'facts',
  'app',
  'self-report',
  'contact',
  'checkout',
  'waits',
  'aftercare',
  'behaviour',
  'support',
  'shop-rules',
  'nudges',
  'experiments',
  'sequences',
  'armed-cart',
  'suggestions',
  'rails',
  'slots',
];

/** Says why an add-on whose file could not be loaded is left out: there is none of this name, or the error itself. */
export function refuse(name: string, error: unknown): never {
  throw ADD_ONS.includes(name) ? error : new Error(`there is no such add-on; known are ${ADD_ONS.join(', ')}`);
}

/** Says that `consent` is a word nobody knows. */
export function sayOdd(consent: string): void {
  // biome-ignore lint/suspicious/noConsole: a page that records nothing would otherwise look as if it worked.
  console.warn(
    `[waymark] The consent "${consent}" is none of "auto", "granted" and "pending", and counts as pending. Mend \`data-consent\`, or \`consent\` of the configuration.`,
  );
}

/** Says of attributes that nobody knows which ones they were meant for, if they are that near to ones that are not given. */
export function saySlips(unknown: DOMStringMap, given: DOMStringMap): void {
  const missing = ATTRIBUTES.filter(known => !(known in given));
  for (const name of Object.keys(unknown)) {
    const meant = nearestOf(name, missing, 2);
    // biome-ignore lint/suspicious/noConsole: a page that runs under another name would otherwise look as if it worked.
    if (meant) console.warn(`[waymark] The attribute \`data-${name}\` does nothing. Did you mean \`data-${meant}\`?`);
  }
}

/** Said once where `data-consent="auto"` finds nobody to ask. */
export function sayWaiting(): void {
  // biome-ignore lint/suspicious/noConsole: a page that never asks would otherwise look as if it worked.
  console.info(
    'Waymark waits for a consent platform (Shopify, Google Consent Mode, TCF or GPP) and has found none. Until then nothing is stored. Call `waymark.setConsent({ analytics: "granted" })` once the visitor agrees.',
  );
}
