/** Without a prototype, for a page may have hung anything on it. Of this copy of the library: nothing of it shows on the page. */
const left = { __proto__: null } as unknown as Record<string, unknown>;

/** Keeps something for whoever asks for it on this document by the same name later. */
export function leaveBehind(name: string, value: unknown): void {
  left[name] = value;
}

/** What was kept by this name, which then is gone. */
export function takeOver<T>(name: string): T | undefined {
  // Nobody else knows the name, so it is what was left.
  const value = left[name] as T | undefined;
  delete left[name];
  return value;
}
