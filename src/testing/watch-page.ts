import { createPatches } from './page-patches.js';
import { snapshot } from './page-snapshot.js';
import { watchListeners } from './watch-listeners.js';
import { watchObservers } from './watch-observers.js';
import { watchTimers } from './watch-timers.js';

/** What a plugin left on a page. */
export interface PageWatch {
  /** Runs what is still due soon, for that must do nothing any more. */
  runDue(): void;
  /** Puts back what watches, and says what is not as it was. */
  stop(): readonly string[];
}

/** Watches listeners, timers, observers, globals, what pages patch, markup and what is stored. `allowed` names globals. */
export function watchPage(allowed: readonly string[] = []): PageWatch {
  const { put, restore } = createPatches();
  const heard = watchListeners(put);
  const timers = watchTimers(put);
  const watching = watchObservers(put);
  const before = snapshot(allowed);
  return {
    runDue: timers.runDue,
    stop() {
      const left = [...heard(), ...timers.left(), ...watching()];
      const patched = restore();
      const after = snapshot(allowed);
      const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
        key => before.get(key) !== after.get(key),
      );
      return [...left, ...patched, ...changed.map(key => `${key} is not as it was`)];
    },
  };
}
