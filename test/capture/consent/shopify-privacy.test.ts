// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it } from 'vitest';
import { shopifyPrivacy } from '../../../src/capture/consent/shopify-privacy.js';
import type { Choice } from '../../../src/core/purpose.js';

const page = window as unknown as { Shopify?: unknown };
let controller: AbortController;
let choices: Choice[];

const watch = () => shopifyPrivacy().watch(choice => void choices.push(choice), controller.signal);

/** A shop where this is allowed, and what the visitor answered. */
function shop(allowed: string, answers: Record<string, string> = {}): void {
  const isAllowed = (name: string) => () => allowed.includes(name);
  page.Shopify = {
    customerPrivacy: {
      currentVisitorConsent: () => ({ analytics: '', marketing: '', preferences: '', ...answers }),
      analyticsProcessingAllowed: isAllowed('analytics'),
      marketingAllowed: isAllowed('marketing'),
      preferencesProcessingAllowed: isAllowed('preferences'),
    },
  };
}

beforeEach(() => {
  controller = new AbortController();
  choices = [];
});
afterEach(() => {
  controller.abort();
  Reflect.deleteProperty(page, 'Shopify');
});

it('takes what Shopify allows for granted, a "no" for denied and silence for pending', () => {
  shop('analytics', { marketing: 'no' });
  expect(watch()).toBe(true);
  expect(choices).toEqual([
    { analytics: 'granted', advertising: 'denied', personalization: 'pending', functional: 'pending' },
  ]);
});

it.each([
  ['denies advertising to who opted out of the sale of data', 'no', 'denied'],
  ['goes by what is said of marketing where nobody is asked about that sale', '', 'granted'],
])('%s', (_, sale_of_data, advertising) => {
  shop('analytics marketing preferences', { marketing: 'yes', sale_of_data });
  watch();
  expect(choices).toEqual([{ analytics: 'granted', advertising, personalization: 'granted', functional: 'granted' }]);
});

it('hears the answer on the banner', () => {
  shop('');
  watch();
  shop('analytics marketing preferences', { analytics: 'yes' });
  document.dispatchEvent(new Event('visitorConsentCollected'));
  expect(choices.at(-1)).toEqual({
    analytics: 'granted',
    advertising: 'granted',
    personalization: 'granted',
    functional: 'granted',
  });
});

it('is not there on another shop, nor before the API has loaded', () => {
  expect(watch()).toBe(false);
  page.Shopify = {};
  expect(watch()).toBe(false);
  expect(choices).toEqual([]);
});

it('finds the API when it has loaded, and hears nothing after the signal', () => {
  watch();
  shop('analytics');
  dispatchEvent(new Event('load'));
  expect(choices).toHaveLength(1);
  controller.abort();
  document.dispatchEvent(new Event('visitorConsentCollected'));
  expect(choices).toHaveLength(1);
});
