import type { Choice, ConsentSource, Grant } from '../../core/purpose.js';
import { findDataLayer, watchDataLayer } from '../../platform/data-layer.js';

/** An `arguments` object: `'consent'`, which command, and states by consent type. */
interface Command {
  readonly 1: unknown;
  readonly 2: Readonly<Record<string, unknown>>;
}

type Grants = Record<string, Grant | undefined>;

/** Google's consent types by purpose. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  analytics: ['analytics_storage'],
  advertising: ['ad_storage', 'ad_user_data'],
  personalization: ['personalization_storage'],
  functional: ['functionality_storage'],
};

/**
 * Google Consent Mode: `gtag('consent', 'default' | 'update', …)` in `window.dataLayer`. A default that denies is no answer
 * of the visitor, and one for some regions may not be meant for this one: both are pending.
 */
export function consentMode(): ConsentSource {
  return {
    name: 'consent-mode',
    watch(set, signal) {
      const answers: Grants = {};
      const defaults: Grants = {};
      watchDataLayer(entry => {
        if (!isCommand(entry)) return;
        const { 1: kind, 2: states } = entry;
        for (const type in states) {
          const state = states[type];
          if (kind === 'update') answers[type] = state === 'granted' || state === 'denied' ? state : 'pending';
          else if (state !== 'granted' || states.region) defaults[type] = 'pending';
          else defaults[type] ??= state;
        }
        set(choiceOf({ ...defaults, ...answers }));
      }, signal);
      return Boolean(findDataLayer()?.some(isCommand));
    },
  };
}

function isCommand(entry: unknown): entry is Command {
  return Object(entry)[0] === 'consent';
}

/** A purpose of several types has the least of their grants; one that no type speaks of is left out. */
function choiceOf(grants: Grants): Choice {
  const choice: Grants = {};
  for (const purpose in TYPES) {
    const said = TYPES[purpose]?.map(type => grants[type]) ?? [];
    if (said.some(Boolean))
      choice[purpose] = said.includes('denied')
        ? 'denied'
        : said.every(grant => grant === 'granted')
          ? 'granted'
          : 'pending';
  }
  return choice;
}
