import type { ConsentSource } from '../../core/purpose.js';
import { hasPrivacyControl } from '../../platform/privacy-control.js';

/**
 * Global Privacy Control as a source, for sites that turned the built-in refusal off (`globalPrivacyControl: false`): it
 * refuses advertising, and so does any other source that does.
 */
export function gpc(): ConsentSource {
  return {
    name: 'gpc',
    watch(set) {
      const isOn = hasPrivacyControl();
      if (isOn) set({ advertising: 'denied' });
      return isOn;
    },
  };
}
