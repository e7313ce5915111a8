import type { Bounds, Where, Window } from './rule.js';

export const MINUTE_MS = 60_000;
export const HOUR_MS: number = 60 * MINUTE_MS;
export const DAY_MS = 86_400_000;

/** Whether a thing's fields are what they must be; of a list one value is enough. Pure. */
export function fits(where: Where, thing: object): boolean {
  // Any field may be asked for, whatever the thing is.
  const fields = thing as Readonly<Record<string, unknown>>;
  return Object.entries(where).every(([field, wanted]) =>
    [fields[field]]
      .flat()
      .some(value =>
        typeof wanted === 'object' && !isList(wanted)
          ? isInside(value, wanted)
          : [wanted].flat().some(one => one === value),
      ),
  );
}

/** Whether an amount is within bounds; what is none is not. Pure. */
export function isInside(amount: unknown, { atLeast = -Infinity, atMost = Infinity }: Bounds): boolean {
  return typeof amount === 'number' && amount >= atLeast && amount <= atMost;
}

/** How far back a window reaches, ms; `Infinity` without bound. Pure. */
export function reachOf({ withinDays = Infinity, withinMinutes = Infinity }: Window): number {
  return Math.min(withinDays * DAY_MS, withinMinutes * MINUTE_MS);
}

/** `Array.isArray` that knows lists which cannot be changed. Pure. */
export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
