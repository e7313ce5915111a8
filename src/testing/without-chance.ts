import { createSwap } from './swap.js';

/**
 * Runs synchronous work while clock, chance, timers and network throw: what is pure does not notice. A date of a known
 * moment is no clock.
 */
export function withoutChance<T>(run: () => T): T {
  const scope = globalThis as unknown as Record<string, unknown>;
  const refuse = (name: string) => () => {
    throw new Error(`\`${name}\` was called, and pure code takes what it needs as an argument`);
  };
  const RealDate = Date;
  const dates = new Proxy(RealDate, {
    construct: (target, args) => (args.length ? Reflect.construct(target, args) : refuse('new Date()')()),
    apply: () => refuse('Date()')(),
    get: (target, key) => (key === 'now' ? refuse('Date.now') : Reflect.get(target, key)),
  });
  const swap = createSwap();
  const put = (holder: object, name: string, value: unknown): void => swap.put(holder, name, { value, writable: true });
  try {
    put(scope, 'Date', dates);
    put(Math, 'random', refuse('Math.random'));
    for (const name of ['setTimeout', 'setInterval', 'queueMicrotask', 'fetch', 'requestAnimationFrame'])
      if (name in scope) put(scope, name, refuse(name));
    for (const name of ['getRandomValues', 'randomUUID'])
      if (scope.crypto) put(scope.crypto, name, refuse(`crypto.${name}`));
    if (scope.performance) put(scope.performance, 'now', refuse('performance.now'));
    return run();
  } finally {
    swap.restore();
  }
}
