const TEXT = 200;

/** A text or number as text of at most 200 characters; empty for anything else. Pure. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? `${value}`.slice(0, TEXT) : '';
}
