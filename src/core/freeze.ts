/** Freezes plain data in depth and returns it. Pure but for the freezing; stops at what is frozen already. */
export function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    // Not `for in`: what a page hangs on Object.prototype is not ours to freeze.
    Object.values(value).forEach(freeze);
  }
  return value;
}
