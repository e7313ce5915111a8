import type { ConsentSource } from '../../core/purpose.js';
import { consentMode } from './consent-mode.js';
import { gpp } from './gpp.js';
import { shopifyPrivacy } from './shopify-privacy.js';
import { tcf } from './tcf.js';

export interface AutoConsentOptions {
  /** In the order they are asked. Default: Shopify, Consent Mode, TCF, GPP. */
  readonly sources?: readonly ConsentSource[];
  /** Called once when none of them is on the page after 5 s; nothing is looked for after that. */
  readonly waiting?: () => void;
}

/** Every half second, for 5 s. */
const LOOKS = 10;
const LOOK_MS = 500;

/** The first consent platform that is found on the page, whose name it takes. */
export function autoConsent({
  sources = [shopifyPrivacy(), consentMode(), tcf(), gpp()],
  waiting,
}: AutoConsentOptions = {}): ConsentSource {
  let found: ConsentSource | undefined;
  return {
    get name() {
      return found?.name ?? 'auto';
    },
    watch(set, signal) {
      let looks = 0;
      let timer: ReturnType<typeof setTimeout>;

      /** A source that is not there must not go on looking by itself: the order would be lost. */
      function isPresent(source: ConsentSource): boolean {
        const attempt = new AbortController();
        const stop = (): void => attempt.abort();
        signal.addEventListener('abort', stop, { signal: attempt.signal });
        const isHere = source.watch(set, attempt.signal);
        if (!isHere) stop();
        return isHere;
      }

      function look(): boolean {
        found = sources.find(isPresent);
        if (!found && looks++ < LOOKS) timer = setTimeout(look, LOOK_MS);
        else if (!found) waiting?.();
        return Boolean(found);
      }

      signal.addEventListener('abort', () => clearTimeout(timer));
      return look();
    },
  };
}
