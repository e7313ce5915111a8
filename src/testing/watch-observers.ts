import type { Patches } from './page-patches.js';

type Bag = Record<string, unknown>;

const OBSERVERS = ['MutationObserver', 'IntersectionObserver', 'ResizeObserver', 'PerformanceObserver'];
const OPEN = ['BroadcastChannel', 'WebSocket', 'EventSource', 'Worker'];

/** Watches observers, and what stays open. Answers, whenever it is asked, what still runs. */
export function watchObservers(put: Patches['put']): () => readonly string[] {
  const scope = globalThis as unknown as Bag;
  const watching: { readonly name: string; readonly targets: Set<unknown> }[] = [];

  for (const name of [...OBSERVERS, ...OPEN]) {
    const Real = scope[name] as (new (...args: unknown[]) => Bag) | undefined;
    if (!Real) continue;
    const construct = (target: typeof Real, args: unknown[]): Bag => {
      const made = Reflect.construct(target, args) as Bag;
      const targets = new Set<unknown>(OPEN.includes(name) ? [name] : []);
      watching.push({ name, targets });
      tellCalls(made, 'observe', one => targets.add(one));
      tellCalls(made, 'unobserve', one => targets.delete(one));
      for (const end of ['disconnect', 'close', 'terminate']) tellCalls(made, end, () => targets.clear());
      return made;
    };
    put(scope, name, new Proxy(Real, { construct }));
  }
  return () => watching.filter(({ targets }) => targets.size).map(({ name }) => `a ${name} still runs`);
}

/** Tells the first argument of every call of a method, if there is that method. */
function tellCalls(made: Bag, method: string, tell: (first: unknown) => void): void {
  const own = made[method] as ((...rest: unknown[]) => unknown) | undefined;
  if (!own) return;
  made[method] = (...rest: unknown[]) => {
    tell(rest[0]);
    return own.apply(made, rest);
  };
}
