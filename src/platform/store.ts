/** The error of a place that was removed, or was never made. */
export function goneError(message: string): DOMException {
  return new DOMException(message, 'NotFoundError');
}

/** Whether something was thrown because the place was removed. Pure. */
export function isGone(cause: unknown): boolean {
  return (cause as Error | undefined)?.name === 'NotFoundError';
}

export type Key = string | readonly (string | number)[];

/** All values under `[name, …]`, in key order: those above `[name, above]`, at most `limit` of them. */
export interface Range {
  readonly name: string;
  readonly above?: number;
  readonly limit?: number;
}

/** What a transaction changes before it completes: all of it or nothing. */
export interface Writes {
  readonly put?: readonly (readonly [Key, unknown])[];
  readonly drop?: readonly Key[];
  /** Removes everything first. */
  readonly clear?: boolean;
}

/** Values of the keys that were asked for, then one list a range. Callers know what they stored where. */
// biome-ignore lint/suspicious/noExplicitAny: what a key holds is written down in DESIGN 6, not in a type parameter per key.
export type Values = readonly any[];

/** A place for records with transactions. Every promise rejects when it cannot be reached, with a `NotFoundError` when it was removed. */
export interface Store {
  /** Opens it; without `create` it answers `false` and leaves nothing behind when there is none yet. */
  open(create: boolean): Promise<boolean>;
  /** One transaction over all tabs: reads, then `work`, synchronously, then its writes. Resolves once complete. */
  transact<T extends Writes>(keys: readonly Key[], ranges: readonly Range[], work: (values: Values) => T): Promise<T>;
  read(keys: readonly Key[], ranges: readonly Range[]): Promise<Values>;
  entries(): Promise<readonly (readonly [Key, unknown])[]>;
  /** The page may go into the back/forward cache: what reads is cut off, and made again after `resume`. */
  pause?(): void;
  resume?(): void;
  /** Removes the place itself. */
  remove(): Promise<void>;
  close(): void;
}
