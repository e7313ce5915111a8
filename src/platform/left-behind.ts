/** Keeps something on this document for whoever asks for it by the same name later. */
export function leaveBehind(name: string, value: unknown): void {
  // Without a prototype, for a page may have hung a `get` on it; a frozen document keeps nothing.
  const property = { __proto__: null, value, configurable: true };
  Reflect.defineProperty(document, Symbol.for(name), property);
}

/** What was kept by this name, which then is gone. */
export function takeOver<T>(name: string): T | undefined {
  const key = Symbol.for(name);
  // Nobody else knows the name, so it is what was left.
  const value = Reflect.get(document, key) as T | undefined;
  Reflect.deleteProperty(document, key);
  return value;
}
