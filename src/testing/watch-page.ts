import { snapshot } from './page-snapshot.js';

/** What a plugin left on a page. */
export interface PageWatch {
  /** Runs what is still due soon, for that must do nothing any more. */
  runDue(): void;
  /** Puts back what watches, and says what is not as it was. */
  stop(): readonly string[];
}

interface Heard {
  readonly target: EventTarget;
  readonly type: string;
  readonly listener: unknown;
  readonly capture: boolean;
  readonly signal: AbortSignal | undefined;
}

type Bag = Record<string, unknown>;

/** What is due later than that after a stop counts as left behind; sooner, it runs out, ms. */
const SOON_MS = 5_000;
const TIMERS = ['setTimeout', 'setInterval', 'requestAnimationFrame', 'requestIdleCallback'];
const OBSERVERS = ['MutationObserver', 'IntersectionObserver', 'ResizeObserver', 'PerformanceObserver'];
const OPEN = ['BroadcastChannel', 'WebSocket', 'EventSource', 'Worker'];

/** Watches listeners, timers, observers, globals, what pages patch, markup and what is stored. `allowed` names globals. */
export function watchPage(allowed: readonly string[] = []): PageWatch {
  const scope = globalThis as unknown as Bag;
  const heard = new Map<object, Heard>();
  const due = new Map<unknown, { readonly name: string; readonly ms: number; run(): void }>();
  const watching = new Map<object, { readonly name: string; readonly targets: Set<unknown> }>();
  const held: (() => string | null)[] = [];

  function put(holder: object, name: string, value: unknown, title = name): void {
    const was = Object.getOwnPropertyDescriptor(holder, name);
    Object.defineProperty(holder, name, {
      value,
      configurable: true,
      writable: true,
      enumerable: was?.enumerable ?? true,
    });
    held.push(() => {
      const isOurs = Reflect.get(holder, name) === value;
      if (was) Object.defineProperty(holder, name, was);
      else Reflect.deleteProperty(holder, name);
      return isOurs ? null : `\`${title}\` is patched`;
    });
  }

  // Happy DOM and jsdom put bound copies on the global object, so each of them is watched.
  for (const holder of new Set([globalThis, ownerOf(window), ownerOf(document)])) {
    const { addEventListener: add, removeEventListener: remove } = holder as EventTarget;
    if (!Object.hasOwn(holder, 'addEventListener')) continue;
    put(holder, 'addEventListener', function (this: unknown, type: string, listener: unknown, options?: unknown) {
      const target = (this ?? globalThis) as EventTarget;
      const { capture, signal, once } = Object(typeof options === 'boolean' ? { capture: options } : options);
      const entry = { target, type, listener, capture: !!capture, signal };
      if (listener && !signal?.aborted && !isHeard(entry)) {
        const key = {};
        heard.set(key, entry);
        // Added before theirs, so that it is told first.
        if (once) add.call(target, type, () => heard.delete(key), { capture: !!capture, once: true, signal });
      }
      return add.call(target, type, listener as EventListener, options as AddEventListenerOptions);
    });
    put(holder, 'removeEventListener', function (this: unknown, type: string, listener: unknown, options?: unknown) {
      const target = (this ?? globalThis) as EventTarget;
      const capture = !!(typeof options === 'boolean' ? options : Object(options).capture);
      for (const [key, one] of heard)
        if (one.target === target && one.type === type && one.listener === listener && one.capture === capture)
          heard.delete(key);
      return remove.call(target, type, listener as EventListener, options as EventListenerOptions);
    });
  }

  function isHeard({ target, type, listener, capture }: Heard): boolean {
    return [...heard.values()].some(
      one => one.target === target && one.type === type && one.listener === listener && one.capture === capture,
    );
  }

  for (const name of TIMERS) {
    const set = scope[name] as ((...args: unknown[]) => unknown) | undefined;
    if (!set) continue;
    const clearing = name.replace(/^set/, 'clear').replace(/^request/, 'cancel');
    const clear = scope[clearing] as (id: unknown) => void;
    put(scope, name, (run: (...args: unknown[]) => unknown, ms?: unknown, ...args: unknown[]) => {
      const go = (...given: unknown[]): unknown => {
        if (name !== 'setInterval') due.delete(id);
        return run(...given);
      };
      const id = set.call(globalThis, go, ms, ...args);
      due.set(id, { name, ms: typeof ms === 'number' ? ms : 0, run: () => void go(...args) });
      return id;
    });
    put(scope, clearing, (id: unknown) => {
      due.delete(id);
      clear.call(globalThis, id);
    });
  }

  for (const name of [...OBSERVERS, ...OPEN]) {
    const Real = scope[name] as (new (...args: unknown[]) => Bag) | undefined;
    if (!Real) continue;
    const isOpen = OPEN.includes(name);
    put(
      scope,
      name,
      new Proxy(Real, {
        construct(target, args) {
          const made = Reflect.construct(target, args) as Bag;
          const entry = { name, targets: new Set<unknown>(isOpen ? [name] : []) };
          watching.set(made, entry);
          const wrap = (method: string, tell: (first: unknown) => void): void => {
            const own = made[method] as ((...rest: unknown[]) => unknown) | undefined;
            if (!own) return;
            made[method] = (...rest: unknown[]) => {
              tell(rest[0]);
              return own.apply(made, rest);
            };
          };
          wrap('observe', one => entry.targets.add(one));
          wrap('unobserve', one => entry.targets.delete(one));
          for (const end of ['disconnect', 'close', 'terminate']) wrap(end, () => entry.targets.clear());
          return made;
        },
      }),
    );
  }

  const before = snapshot(allowed);
  return {
    runDue() {
      for (const [id, { name, ms, run }] of [...due]) {
        if (name === 'setInterval' || ms > SOON_MS || !due.has(id)) continue;
        (scope[name.replace(/^set/, 'clear').replace(/^request/, 'cancel')] as (id: unknown) => void)(id);
        run();
      }
    },
    stop() {
      const left = [
        ...[...heard.values()]
          .filter(isLeft)
          .map(({ target, type }) => `it still hears "${type}" of ${titleOf(target)}`),
        ...[...due.values()].map(({ name, ms }) => `\`${name}\`${ms ? ` of ${ms} ms` : ''} is still due`),
        ...[...watching.values()].filter(({ targets }) => targets.size).map(({ name }) => `a ${name} still runs`),
      ];
      const patched = held.reverse().flatMap(restore => restore() ?? []);
      const after = snapshot(allowed);
      const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
        key => before.get(key) !== after.get(key),
      );
      return [...left, ...patched, ...changed.map(key => `${key} is not as it was`)];
    },
  };
}

/** A listener of something that is gone with its element, or with its signal, is not left behind. */
function isLeft({ target, signal }: Heard): boolean {
  if (signal?.aborted || target instanceof AbortSignal) return false;
  return !(typeof Node !== 'undefined' && target instanceof Node) || target.isConnected;
}

/** The object in the prototype chain that has `addEventListener`. */
function ownerOf(target: object): object {
  let owner: object | null = target;
  while (owner && !Object.hasOwn(owner, 'addEventListener')) owner = Object.getPrototypeOf(owner);
  return owner ?? target;
}

function titleOf(target: EventTarget): string {
  if (target === globalThis || target === window) return '`window`';
  if (target === document) return '`document`';
  return `a ${target.constructor?.name ?? 'target'}`;
}
