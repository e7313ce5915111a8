import type { Consent, Purpose } from '../../core/purpose.js';
import { markOwn } from '../../platform/own-push.js';
import { CONSENT_TYPES } from './consent-types.js';

/** What is told on: an instance of Waymark. */
export interface Consenting {
  readonly consent: Consent;
  on(name: 'consent', listener: (consent: Consent) => void): () => void;
}

/**
 * Tells Google Consent Mode every answer, now and later, as `gtag('consent', 'update', …)`. What is pending is not told
 * until it has been granted; `consentMode()` does not hear it. Returns what stops it.
 */
export function tellConsentMode(waymark: Consenting): () => void {
  const told: { [purpose in Purpose]?: boolean } = {};

  function tell(consent: Consent): void {
    const states: Record<string, string> = {};
    for (const [purpose, types] of Object.entries(CONSENT_TYPES) as [Purpose, readonly string[]][]) {
      const grant = consent[purpose];
      const isGranted = grant === 'granted';
      if (told[purpose] === isGranted || (grant === 'pending' && !told[purpose])) continue;
      told[purpose] = isGranted;
      for (const type of types) states[type] = isGranted ? 'granted' : 'denied';
    }
    if (Object.keys(states).length) push('consent', 'update', markOwn(states));
  }

  tell(waymark.consent);
  return waymark.on('consent', tell);
}

/** The Google tag takes a command only as an `arguments` object. */
function push(..._: readonly unknown[]): void {
  const page = window as { dataLayer?: unknown };
  if (!Array.isArray(page.dataLayer)) page.dataLayer = [];
  // biome-ignore lint/complexity/noArguments: see above.
  (page.dataLayer as unknown[]).push(arguments);
}
