import type { ConsentSource } from '../../core/purpose.js';
import { whenPresent } from '../../platform/when-present.js';
import { consentMode } from './consent-mode.js';
import { gpp } from './gpp.js';
import { shopifyPrivacy } from './shopify-privacy.js';
import { tcf } from './tcf.js';

export interface AutoConsentOptions {
  /** In the order they are asked. Default: Shopify, Consent Mode, TCF, GPP. */
  readonly sources?: readonly ConsentSource[];
  /** Called once when none of them is on the page after 5 s. */
  readonly waiting?: () => void;
}

const WAITING_MS = 5_000;

/** The first consent platform that is found on the page, whose name it takes. */
export function autoConsent({
  sources = [shopifyPrivacy(), consentMode(), tcf(), gpp()],
  waiting = () => {},
}: AutoConsentOptions = {}): ConsentSource {
  let found: ConsentSource | undefined;
  return {
    get name() {
      return found?.name ?? 'auto';
    },
    watch(set, signal) {
      /** A source that is not there must not go on looking by itself: the order would be lost. */
      function isPresent(source: ConsentSource): boolean {
        const attempt = new AbortController();
        const stop = (): void => attempt.abort();
        signal.addEventListener('abort', stop, { signal: attempt.signal });
        // Its first answers are its own already.
        found = source;
        let isHere = false;
        try {
          isHere = source.watch(set, attempt.signal);
        } catch {
          // One that fails is not there yet; the others are asked all the same.
        }
        if (isHere) return true;
        found = undefined;
        stop();
        return false;
      }

      const timer = setTimeout(() => found || waiting(), WAITING_MS);
      signal.addEventListener('abort', () => clearTimeout(timer));
      return whenPresent(() => sources.some(isPresent), signal);
    },
  };
}
