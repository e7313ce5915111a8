import type { ConsentSource } from '../../core/purpose.js';

/**
 * Global Privacy Control as a source, for sites that turned the built-in refusal off (`globalPrivacyControl: false`): it
 * refuses advertising, and so does any other source that does. Source: W3C Global Privacy Control.
 */
export function gpc(): ConsentSource {
  return {
    name: 'gpc',
    watch(set) {
      const isOn = (navigator as { globalPrivacyControl?: unknown }).globalPrivacyControl === true;
      if (isOn) set({ advertising: 'denied' });
      return isOn;
    },
  };
}
