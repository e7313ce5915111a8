import type { Choice, ConsentSource } from '../../core/purpose.js';
import { heed } from './heed.js';

/** Tells `set` every answer of a banner until `signal` aborts; may also return the first one, or a promise of it. */
export type AskConsent = (
  set: (choice: Choice) => void,
  signal: AbortSignal,
) => Choice | undefined | void | Promise<Choice | undefined | void>;

/** A banner of the site's own, in one function. Who throws or rejects has granted nothing. */
export function customConsent(ask: AskConsent, name = 'custom'): ConsentSource {
  return {
    name,
    watch(set, signal) {
      const say = (choice: Choice): void => void (signal.aborted || set(choice));
      const fail = (cause: unknown): void =>
        void heed(say, () => {
          throw cause;
        });
      try {
        void Promise.resolve(ask(say, signal)).then(choice => choice && say(choice), fail);
      } catch (cause) {
        fail(cause);
      }
      return true;
    },
  };
}
