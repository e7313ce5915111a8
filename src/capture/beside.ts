import type { CaptureContext, Plugin } from '../core/plugin.js';

/** A plugin that only listens. */
export interface Beside extends Plugin {
  /** How many touchpoints it would have tracked since the page was opened, by type. */
  readonly heard: ReadonlyMap<string, number>;
}

/**
 * A plugin that captures, turned into one that only counts: it tracks nothing, so nothing counts twice while an older
 * system and Waymark's own capture run beside each other. `waymark.diagnostics().captured` shows both side by side.
 */
export function beside(source: Plugin): Beside {
  const heard = new Map<string, number>();

  function hear(type: string): null {
    heard.set(type, (heard.get(type) ?? 0) + 1);
    // As if it had not been taken.
    return null;
  }

  return {
    ...source,
    heard,
    capture(context) {
      // The profile is a getter, which a copy must not read once for all.
      const own = { ...Object.getOwnPropertyDescriptors(context), track: { value: hear } };
      // All else is the context's.
      return source.capture?.(Object.defineProperties({}, own) as CaptureContext);
    },
  };
}
