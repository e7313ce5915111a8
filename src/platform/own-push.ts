const MARK = Symbol.for('waymark.own');

/** Marks an object that is handed to another script of the page, so that it is known when it comes back; or an event that was told. */
export function markOwn<T extends object>(object: T): T {
  return Object.defineProperty(object, MARK, { __proto__: null, value: true } as PropertyDescriptor);
}

/** Whether this very object was marked by Waymark, by any copy of it on the page. */
export function isOwn(object: object): boolean {
  return MARK in object;
}
