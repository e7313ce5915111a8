import type { Purpose } from '../../core/purpose.js';

/** Google's consent types by purpose. Source: Google Consent Mode v2. */
export const CONSENT_TYPES: Readonly<Record<Purpose, readonly string[]>> = {
  functional: ['functionality_storage'],
  analytics: ['analytics_storage'],
  personalization: ['personalization_storage'],
  advertising: ['ad_storage', 'ad_user_data', 'ad_personalization'],
};
