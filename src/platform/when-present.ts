import { listen } from './listen.js';

const FIRST_MS = 500;
const LAST_MS = 60_000;

/**
 * Calls `look` until it finds something: now, when the document is parsed, when it is loaded, and after pauses that double,
 * for two minutes. Whether it did at once. Throws what the first look throws; the others are made all the same.
 */
export function whenPresent(look: () => boolean, signal: AbortSignal): boolean {
  let isFound = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function lookAgain(): void {
    try {
      isFound ||= look();
    } catch {
      // What fails may only be half there: it is looked at again.
    }
    if (isFound) clearTimeout(timer);
  }

  function lookAfter(pauseMs: number): void {
    timer = setTimeout(() => {
      if (pauseMs < LAST_MS) lookAfter(pauseMs * 2);
      lookAgain();
    }, pauseMs);
  }

  listen('DOMContentLoaded', lookAgain, signal);
  listen('load', lookAgain, signal);
  signal.addEventListener('abort', () => clearTimeout(timer));
  lookAfter(FIRST_MS);
  isFound = look();
  if (isFound) clearTimeout(timer);
  return isFound;
}
