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
  const held: (() => void)[] = [];
  const put = (holder: Record<string, unknown>, name: string, value: unknown): void => {
    const before = Object.getOwnPropertyDescriptor(holder, name);
    Object.defineProperty(holder, name, { value, configurable: true, writable: true, enumerable: true });
    held.push(() => {
      if (before) Object.defineProperty(holder, name, before);
      else delete holder[name];
    });
  };
  try {
    put(scope, 'Date', dates);
    put(Math as unknown as Record<string, unknown>, 'random', refuse('Math.random'));
    for (const name of ['setTimeout', 'setInterval', 'queueMicrotask', 'fetch', 'requestAnimationFrame'])
      if (name in scope) put(scope, name, refuse(name));
    for (const name of ['getRandomValues', 'randomUUID'])
      if (scope.crypto) put(scope.crypto as Record<string, unknown>, name, refuse(`crypto.${name}`));
    if (scope.performance) put(scope.performance as Record<string, unknown>, 'now', refuse('performance.now'));
    return run();
  } finally {
    for (const restore of held.reverse()) restore();
  }
}
