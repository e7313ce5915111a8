import { type Logs, readLogs } from './read-logs.js';

/** The logs that a command was given. Ends it with one sentence where one cannot be read, and with its `usage` where none is named. */
export function namedLogs(paths: readonly string[], usage: string): Logs {
  if (!paths.length) fail(`Name the logs to read: ${usage}`);
  try {
    return readLogs(paths);
  } catch (error) {
    return fail((error as Error).message);
  }
}

/** The begin of a sentence about what is in files. */
export function holding(paths: readonly string[]): string {
  return `${paths.map(path => `"${path}"`).join(', ')} ${paths.length > 1 ? 'hold' : 'holds'}`;
}

/** Ends a command that cannot do what it was asked for. */
export function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
