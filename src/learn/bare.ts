/** The own fields alone: what a page hung on Object.prototype is none of them. Pure. */
export function bare<T extends object>(fields: T): T {
  return Object.setPrototypeOf({ ...fields }, null);
}
