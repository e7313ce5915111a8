import { listen } from './listen.js';

/** Runs now, or once a page that the browser renders ahead is really shown. */
export function whenActivated(run: () => void, signal: AbortSignal): void {
  // TypeScript's DOM library does not know prerendering yet; an element of the page may be called so.
  if ((document as { prerendering?: unknown }).prerendering === true) listen('prerenderingchange', run, signal);
  else run();
}
