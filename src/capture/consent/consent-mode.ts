import type { Choice, ConsentSource, Grant } from '../../core/purpose.js';
import { isOwn } from '../../platform/own-push.js';
import { CONSENT_TYPES } from './consent-types.js';
import { heed } from './heed.js';
import { own } from './own.js';
import { whenPushed } from './when-pushed.js';

type Grants = ReadonlyMap<string, Grant>;

/**
 * Google Consent Mode: `gtag('consent', 'default' | 'update', …)` in `window.dataLayer`. A default that denies is no answer
 * of the visitor, and one for some regions may not be meant for this one: both are pending. So is one that asks
 * to wait for an update, until that comes.
 */
export function consentMode(): ConsentSource {
  return {
    name: 'consent-mode',
    watch(set, signal) {
      const answers = new Map<string, Grant>();
      const defaults = new Map<string, Grant>();
      const read = (entry: unknown): Choice | null => {
        const kind = own(entry, '1');
        const states = Object(own(entry, '2')) as object;
        if (isOwn(states) || (kind !== 'update' && kind !== 'default')) return null;
        for (const [type, state] of Object.entries(states)) {
          if (kind === 'update') answers.set(type, state === 'granted' || state === 'denied' ? state : 'pending');
          else if (state !== 'granted' || 'region' in states || 'wait_for_update' in states)
            defaults.set(type, 'pending');
          else if (!defaults.has(type)) defaults.set(type, state);
        }
        return choiceOf(new Map([...defaults, ...answers]));
      };
      return whenPushed(isCommand, entry => heed(set, () => read(entry)), signal);
    },
  };
}

function isCommand(entry: unknown): boolean {
  return own(entry, '0') === 'consent';
}

/** A purpose of several types has the least of their grants; one that no type speaks of is left out. */
function choiceOf(grants: Grants): Choice {
  return Object.fromEntries(
    Object.entries(CONSENT_TYPES).flatMap(([purpose, types]) => {
      const said = types.map(type => grants.get(type));
      if (!said.some(Boolean)) return [];
      const isGranted = said.every(grant => grant === 'granted');
      return [[purpose, said.includes('denied') ? 'denied' : isGranted ? 'granted' : 'pending']];
    }),
  );
}
