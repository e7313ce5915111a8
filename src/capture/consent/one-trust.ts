import type { ConsentSource } from '../../core/purpose.js';
import { own } from './own.js';
import { type Categories, type PlatformOptions, platform } from './platform.js';

const CATEGORIES: Categories = {
  functional: 'C0003',
  analytics: 'C0002',
  personalization: 'C0003',
  advertising: 'C0004',
};

/** OneTrust: its active groups, `OnetrustActiveGroups`. Source: OneTrust, Cookie Consent developer guide. */
export function oneTrust(options: PlatformOptions = {}): ConsentSource {
  return platform(
    {
      name: 'one-trust',
      categories: CATEGORIES,
      events: ['OneTrustGroupsUpdated', 'consent.onetrust'],
      read() {
        const groups = own(window, 'OnetrustActiveGroups');
        if (groups === undefined) return null;
        const active = typeof groups === 'string' ? groups.split(',') : undefined;
        const { OneTrust } = window as { OneTrust?: { IsAlertBoxClosed?(): unknown } };
        return { isAnswered: OneTrust?.IsAlertBoxClosed?.() === true, allows: group => active?.includes(group) };
      },
    },
    options,
  );
}
