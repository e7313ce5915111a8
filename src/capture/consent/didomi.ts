import type { ConsentSource } from '../../core/purpose.js';
import { own } from './own.js';
import { type Categories, type PlatformOptions, platform } from './platform.js';

interface DidomiApi {
  getCurrentUserStatus(): unknown;
  isUserStatusPartial(): unknown;
  on(event: 'consent.changed', listener: () => void): void;
}

/** The purposes of `tcf()` under Didomi's names. */
const CATEGORIES: Categories = {
  functional: 'cookies',
  analytics: ['cookies', 'measure_content_performance', 'market_research'],
  personalization: ['cookies', 'create_content_profile', 'select_personalized_content'],
  advertising: ['cookies', 'create_ads_profile', 'select_personalized_ads'],
};

/** Didomi: `Didomi.getCurrentUserStatus()`. Source: Didomi, Web SDK reference. */
export function didomi(options: PlatformOptions = {}): ConsentSource {
  const find = (): DidomiApi | undefined => own(window, 'Didomi') as DidomiApi | undefined;
  return platform(
    {
      name: 'didomi',
      categories: CATEGORIES,
      read() {
        const api = find();
        if (typeof api?.getCurrentUserStatus !== 'function') return null;
        const status = api.getCurrentUserStatus();
        return {
          isAnswered: api.isUserStatusPartial() === false,
          allows: purpose => own(status, 'purposes', purpose, 'enabled'),
        };
      },
      hear: look => find()?.on('consent.changed', look),
    },
    options,
  );
}
