import type { ConsentSource } from '../../core/purpose.js';
import { own } from './own.js';
import { type Categories, type PlatformOptions, platform } from './platform.js';

const CATEGORIES: Categories = {
  functional: 'preferences',
  analytics: 'statistics',
  personalization: 'preferences',
  advertising: 'marketing',
};

/** Cookiebot: `Cookiebot.consent`. Source: Cookiebot, developer documentation. */
export function cookiebot(options: PlatformOptions = {}): ConsentSource {
  return platform(
    {
      name: 'cookiebot',
      categories: CATEGORIES,
      events: ['CookiebotOnConsentReady', 'CookiebotOnAccept', 'CookiebotOnDecline'],
      read() {
        const consent = own(window, 'Cookiebot', 'consent');
        if (!consent) return null;
        return {
          isAnswered: own(window, 'Cookiebot', 'hasResponse') === true,
          allows: category => own(consent, category),
        };
      },
    },
    options,
  );
}
