import type { Choice, ConsentSource } from '../../core/purpose.js';
import { whenPresent } from '../../platform/when-present.js';
import { heed } from './heed.js';
import { own } from './own.js';

type Callback = (data: unknown, isOk: unknown) => void;
/** Calls a command of the API, each of which has its arguments in an order of its own. */
type Command = (api: (...values: unknown[]) => void, name: string, callback: Callback, listener?: unknown) => void;

/** A source that listens to an API of the IAB, found under `global`. `read` answers nothing for what is no answer. */
export function iab(
  name: string,
  global: string,
  command: Command,
  read: (data: unknown) => Choice | null,
): ConsentSource {
  /** A stub is replaced by the platform itself, which takes over its listeners. */
  function call(method: string, callback: Callback, listener?: unknown): boolean {
    const api = own(window, global);
    if (typeof api !== 'function') return false;
    command(api as (...values: unknown[]) => void, method, callback, listener);
    return true;
  }

  return {
    name,
    watch(set, signal) {
      let listener: unknown;
      signal.addEventListener('abort', () => {
        if (listener === undefined) return;
        try {
          call('removeEventListener', () => {}, listener);
        } catch {
          // What it says from now on is not heard anyway.
        }
      });
      return whenPresent(
        () =>
          call('addEventListener', (data, isOk) => {
            if (signal.aborted) return;
            heed(set, () => {
              listener = own(data, 'listenerId');
              return isOk === true ? read(data) : null;
            });
          }),
        signal,
      );
    },
  };
}
