import { dropText, foundText, leaveText } from '../platform/stop-gap.js';

/** What page destinations had not taken when a page went: by their names, places in the log. */
export type Owed = readonly (readonly [plugin: string, places: readonly number[]])[];

/**
 * Leaves it to the next page, in a localStorage entry beside the gap's, under the name of the database whose log it is;
 * removes that where nothing is owed. Synchronous.
 */
export function leaveOwed(name: string, epoch: string, owed: Owed): void {
  const left = owed.filter(([, places]) => places.length);
  if (left.length) leaveText(keyOf(name), JSON.stringify({ epoch, left }));
  else if (foundText(keyOf(name)) !== null) dropOwed(name);
}

/** What pages have left of this database. In a text of a page's own storage anything may stand. */
export function findOwed(name: string, epoch: string): Owed {
  try {
    const { epoch: of, left } = Object(JSON.parse(foundText(keyOf(name)) ?? 'null'));
    const isOdd = (entry: unknown): boolean => !Array.isArray(entry) || !Array.isArray(entry[1]);
    return of === epoch && Array.isArray(left) && !left.some(isOdd) ? left : [];
  } catch {
    return []; // No JSON: as little use as JSON of another shape.
  }
}

export function dropOwed(name: string): void {
  dropText(keyOf(name));
}

function keyOf(name: string): string {
  return `${name}:owed`;
}
