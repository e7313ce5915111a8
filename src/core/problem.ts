/** Something that went wrong without stopping the host page; handed to `on('problem')`. */
export interface Problem {
  /** Never changes between versions, so that code may compare it. */
  readonly code: string;
  /** What happened, to which named thing, and what to do. */
  readonly message: string;
  /** The plugin it happened in. */
  readonly plugin?: string;
  /** What was thrown, if anything was. */
  readonly cause?: unknown;
}

/** A developer's mistake, thrown by `createWaymark` at once. */
export class WaymarkError extends Error {
  // A field, for what is assigned fails where the page has frozen the prototype of errors.
  override readonly name = 'WaymarkError';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** What is said of a plugin's member that threw or rejected. Pure. */
export function blame(plugin: string, member: string, cause: unknown): Problem {
  return {
    code: `${member}-failed`,
    message: `\`${member}\` of "${plugin}" failed: ${textOf(cause)}. The rest goes on; mend it.`,
    plugin,
    cause,
  };
}

/** Anything can be thrown, also what has no text. */
function textOf(cause: unknown): string {
  try {
    return `${cause}`;
  } catch {
    return typeof cause;
  }
}

/**
 * Runs a plugin's pure member; what it throws becomes a problem and the fallback is returned, and so it is when it answers
 * with a promise, which would stand in the place of the answer for ever.
 */
export function guard<T>(
  problems: Problem[],
  plugin: string | (() => string),
  member: string,
  fallback: T,
  run: () => T,
): T {
  try {
    const answer = run();
    if (!(answer instanceof Promise)) return answer;
    answer.catch(() => {}); // Nobody waits for it.
    throw new Error('it answered with a promise');
  } catch (cause) {
    problems.push(blame(typeof plugin === 'string' ? plugin : plugin(), member, cause));
    return fallback;
  }
}
