import type { ConsentSource, Grant } from '../../core/purpose.js';
import { whenPresent } from './when-present.js';

/** The part of Shopify's Customer Privacy API that is read. Source: https://shopify.dev/docs/api/customer-privacy */
interface CustomerPrivacy {
  /** `'yes'`, `'no'`, or empty while the visitor has not answered. */
  currentVisitorConsent(): Readonly<Record<string, string>>;
  analyticsProcessingAllowed(): boolean;
  marketingAllowed(): boolean;
  preferencesProcessingAllowed(): boolean;
}

/** Shopify's Customer Privacy API: what is allowed where the visitor is, and every answer on its consent banner. */
export function shopifyPrivacy(): ConsentSource {
  return {
    name: 'shopify-privacy',
    watch(set, signal) {
      function read(): boolean {
        const { Shopify } = window as { Shopify?: { customerPrivacy?: CustomerPrivacy } };
        const privacy = Shopify?.customerPrivacy;
        if (!privacy) return false;
        const answers = privacy.currentVisitorConsent();
        const grant = (isAllowed: boolean, answer: string | undefined): Grant =>
          isAllowed ? 'granted' : answer === 'no' ? 'denied' : 'pending';
        const preferences = grant(privacy.preferencesProcessingAllowed(), answers.preferences);
        set({
          analytics: grant(privacy.analyticsProcessingAllowed(), answers.analytics),
          advertising: grant(privacy.marketingAllowed(), answers.marketing),
          personalization: preferences,
          functional: preferences,
        });
        return true;
      }
      document.addEventListener('visitorConsentCollected', read, { signal });
      return whenPresent(read, signal);
    },
  };
}
