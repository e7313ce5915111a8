import type { Patches } from './page-patches.js';

/** Timers and frames that are watched. */
export interface TimerWatch {
  /** Runs what is due soon. */
  runDue(): void;
  /** What is still due. */
  left(): readonly string[];
}

/** What is due later than that after a stop counts as left behind; sooner, it runs out, ms. */
const SOON_MS = 5_000;
const TIMERS = ['setTimeout', 'setInterval', 'requestAnimationFrame', 'requestIdleCallback'];

/** Watches what is to run later. */
export function watchTimers(put: Patches['put']): TimerWatch {
  const scope = globalThis as unknown as Record<string, ((...args: unknown[]) => unknown) | undefined>;
  const due = new Map<unknown, { readonly name: string; readonly ms: number; run(): void }>();

  for (const name of TIMERS) {
    const set = scope[name];
    if (!set) continue;
    const clear = scope[clearingOf(name)];
    put(scope, name, (run: (...args: unknown[]) => unknown, ms?: unknown, ...args: unknown[]) => {
      const go = (...given: unknown[]): unknown => {
        if (name !== 'setInterval') due.delete(id);
        return run(...given);
      };
      const id = set.call(globalThis, go, ms, ...args);
      due.set(id, { name, ms: typeof ms === 'number' ? ms : 0, run: () => void go(...args) });
      return id;
    });
    put(scope, clearingOf(name), (id: unknown) => {
      due.delete(id);
      clear?.call(globalThis, id);
    });
  }

  return {
    runDue() {
      for (const [id, { name, ms, run }] of [...due]) {
        if (name === 'setInterval' || ms > SOON_MS || !due.has(id)) continue;
        scope[clearingOf(name)]?.(id);
        run();
      }
    },
    left: () => [...due.values()].map(({ name, ms }) => `\`${name}\`${ms ? ` of ${ms} ms` : ''} is still due`),
  };
}

/** The function that takes back what this one sets. */
function clearingOf(name: string): string {
  return name.replace(/^set/, 'clear').replace(/^request/, 'cancel');
}
