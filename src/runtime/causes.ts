/** How far what is tracked was caused by what we told: a listener that tracks is one step further than what it heard of. */
export interface Causes {
  /** Nobody tracks that far on purpose: it is a loop. */
  readonly isLoop: boolean;
  /** This touchpoint is tracked now. */
  mark(id: string): void;
  /** Runs what may track, one step further than these touchpoints, or than now. */
  within(ids: readonly (string | undefined)[], run: () => void): void;
  /** Keeps how far it is now, for something that is told later. */
  later(run: () => void): () => void;
}

const STEPS = 8;
/** Marks are kept for what is on its way; so many are more than that. */
const MARKS = 500;

export function createCauses(): Causes {
  const marks = new Map<string | undefined, number>();
  let now = 0;

  function at(step: number, run: () => void): void {
    const before = now;
    now = step;
    try {
      run();
    } finally {
      now = before;
    }
  }

  return {
    get isLoop() {
      return now >= STEPS;
    },
    mark(id) {
      if (marks.size >= MARKS) marks.clear();
      if (now) marks.set(id, now);
    },
    within(ids, run) {
      at(Math.max(now, ...ids.map(id => marks.get(id) ?? 0)) + 1, run);
    },
    later(run) {
      const step = now + 1;
      return () => at(step, run);
    },
  };
}
