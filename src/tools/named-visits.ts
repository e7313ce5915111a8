import { fail } from './named-logs.js';
import { readVisits, type Visit } from './visits.js';

/** The visits of the file a command was given. Ends it with one sentence where it cannot be read. */
export function namedVisits(path: string): readonly Visit[] {
  try {
    return readVisits(path);
  } catch (error) {
    return fail((error as Error).message);
  }
}
