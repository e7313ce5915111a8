import type { ConsentSource } from '../../core/purpose.js';
import { own } from './own.js';
import { type Categories, type PlatformOptions, platform } from './platform.js';

const CATEGORIES: Categories = {
  functional: 'functional',
  analytics: 'analytics',
  personalization: 'functional',
  advertising: 'advertisement',
};

/** CookieYes: `getCkyConsent()`. Source: CookieYes, documentation of its API and events. */
export function cookieYes(options: PlatformOptions = {}): ConsentSource {
  return platform(
    {
      name: 'cookie-yes',
      categories: CATEGORIES,
      events: ['cookieyes_banner_load', 'cookieyes_consent_update'],
      read() {
        const getConsent = own(window, 'getCkyConsent');
        if (typeof getConsent !== 'function') return null;
        const consent: unknown = getConsent();
        return {
          isAnswered: own(consent, 'isUserActionCompleted') === true,
          allows: category => own(consent, 'categories', category),
        };
      },
    },
    options,
  );
}
