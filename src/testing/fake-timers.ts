/** Timers that fire when time is passed by hand, and by themselves as ever. */
export interface FakeTimers {
  /** The moment of the next one, by the clock; `null` for none. */
  next(): number | null;
  /** Runs what is due by now. */
  run(): void;
  /** Puts back what was there. */
  restore(): void;
}

interface Due {
  at: number;
  readonly every: number | null;
  go(): void;
}

type Scope = Record<string, (...args: unknown[]) => unknown>;

/**
 * Wraps `setTimeout` and `setInterval`. They go on as before, so that code that waits in real time is not held up; what a
 * clock says is due can be run at once. `Date` and animation frames are left alone.
 */
export function fakeTimers(now: () => number): FakeTimers {
  const scope = globalThis as unknown as Scope;
  const due = new Map<unknown, Due>();
  const held: (() => void)[] = [];

  function put(name: string, value: (...args: unknown[]) => unknown): void {
    const before = scope[name];
    scope[name] = value;
    held.push(() => {
      // What somebody else put over it is not ours to take away.
      if (scope[name] === value && before) scope[name] = before;
    });
  }

  for (const kind of ['Timeout', 'Interval']) {
    const [set, clear] = [scope[`set${kind}`], scope[`clear${kind}`]];
    if (!set || !clear) continue;
    put(`set${kind}`, (run, ms, ...args) => {
      const wait = Number(ms) || 0;
      const call = (): unknown => (typeof run === 'function' ? run(...args) : undefined);
      const id = set.call(
        globalThis,
        () => {
          if (kind === 'Timeout') due.delete(id);
          call();
        },
        wait,
      );
      due.set(id, {
        at: now() + wait,
        every: kind === 'Interval' ? Math.max(1, wait) : null,
        go() {
          if (kind === 'Timeout') clear.call(globalThis, id);
          call();
        },
      });
      return id;
    });
    put(`clear${kind}`, id => {
      due.delete(id);
      return clear.call(globalThis, id);
    });
  }

  return {
    next: () => (due.size ? Math.min(...[...due.values()].map(({ at }) => at)) : null),
    run() {
      const ripe = [...due].filter(([, { at }]) => at <= now()).sort(([, a], [, b]) => a.at - b.at);
      for (const [id, one] of ripe) {
        // One of them may have cleared another.
        if (!due.has(id)) continue;
        if (one.every === null) due.delete(id);
        else one.at += one.every;
        one.go();
      }
    },
    restore() {
      for (const restore of held.reverse()) restore();
    },
  };
}
