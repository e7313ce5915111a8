import type { ConsentSource } from '../../core/purpose.js';
import { own } from './own.js';
import { platform } from './platform.js';

/** The part of Shopify's Customer Privacy API that is read. Source: https://shopify.dev/docs/api/customer-privacy */
interface CustomerPrivacy {
  /** `'yes'`, `'no'`, or empty while the visitor has not answered. */
  currentVisitorConsent(): unknown;
  analyticsProcessingAllowed(): unknown;
  marketingAllowed(): unknown;
  preferencesProcessingAllowed(): unknown;
}

/** Shopify's Customer Privacy API: what is allowed where the visitor is, and every answer on its consent banner. */
export function shopifyPrivacy(): ConsentSource {
  return platform({
    name: 'shopify-privacy',
    categories: {
      analytics: 'analytics',
      // A list of an ad system is a sale or sharing of data to who opted out of that.
      advertising: ['marketing', 'sale_of_data'],
      personalization: 'preferences',
      functional: 'preferences',
    },
    events: ['visitorConsentCollected'],
    read() {
      const privacy = own(window, 'Shopify', 'customerPrivacy') as CustomerPrivacy | undefined;
      if (!privacy) return null;
      const answers = privacy.currentVisitorConsent();
      const allowed: Readonly<Record<string, unknown>> = {
        analytics: privacy.analyticsProcessingAllowed(),
        marketing: privacy.marketingAllowed(),
        preferences: privacy.preferencesProcessingAllowed(),
        // Where nobody is asked about it, what is said of marketing is all there is.
        sale_of_data: own(answers, 'sale_of_data') !== 'no',
      };
      return {
        isAnswered: true,
        // It does not say yes, which is only a refusal where the visitor said no.
        allows: category => allowed[category] === true || (own(answers, category) === 'no' ? false : undefined),
      };
    },
  });
}
