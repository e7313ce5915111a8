import { fail } from './named-logs.js';
import { readVisits, type Visit } from './visits.js';

/** The visits of the files a command was given. Ends it with one sentence where one cannot be read. */
export function namedVisits(paths: readonly string[]): readonly Visit[] {
  try {
    return readVisits(...paths);
  } catch (error) {
    return fail((error as Error).message);
  }
}
