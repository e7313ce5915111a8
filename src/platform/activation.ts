/** Runs now, or once a page that the browser renders ahead is really shown. */
export function whenActivated(run: () => void, signal: AbortSignal): void {
  // TypeScript's DOM library does not know prerendering yet.
  if ((document as { prerendering?: boolean }).prerendering) {
    document.addEventListener('prerenderingchange', run, { signal, once: true });
  } else run();
}
