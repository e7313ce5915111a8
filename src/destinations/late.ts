import type { Plugin } from '../core/plugin.js';
import { ended } from '../platform/ended.js';

/** How a destination tells others of rows. */
export type Deliver = NonNullable<Plugin['deliver']>;

/**
 * `capture` and `deliver` of a destination whose words are a file of their own: it is got with the grant, so that it is there when
 * rows are. Rows that come before it are not taken, so they are offered again; then it is got again where that failed.
 */
export function late(name: string, get: () => Promise<Deliver>): Required<Pick<Plugin, 'capture' | 'deliver'>> {
  let tell: Deliver | undefined;
  let getting: Promise<unknown> | undefined;

  /** Resolves with what went wrong. */
  function load(): Promise<unknown> {
    getting ??= get()
      .then(
        found => {
          tell = found;
        },
        cause => cause,
      )
      .finally(() => {
        getting = undefined;
      });
    return getting;
  }

  return {
    // What fails is said once there are rows for it.
    capture: () => void load(),
    async deliver(rows, context) {
      const { final, signal, problem } = context;
      // A page that leaves waits for nothing.
      const cause = tell || final ? null : await Promise.race([load(), ended(signal)]);
      if (tell && !signal.aborted) return tell(rows, context);
      if (!final && !signal.aborted)
        problem(
          `${name}-unloaded`,
          `What destination "${name}" tells could not be loaded: ${cause}. Its rows wait, and it is loaded again.`,
        );
      return { accepted: 0 };
    },
  };
}
