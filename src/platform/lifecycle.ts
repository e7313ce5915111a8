/** Runs when the page is hidden, and with `final` when it goes away or into the back/forward cache. */
export function onHide(run: (final: boolean) => void, signal: AbortSignal): void {
  // Safari does not always say `visibilitychange` before `pagehide`, so both are heard.
  document.addEventListener('visibilitychange', () => isVisible() || run(false), { signal, capture: true });
  addEventListener('pagehide', () => run(true), { signal, capture: true });
}

/** Runs when the page is visible again, and with `restored` when it came back out of the back/forward cache. */
export function onShow(run: (restored: boolean) => void, signal: AbortSignal): void {
  document.addEventListener('visibilitychange', () => isVisible() && run(false), { signal, capture: true });
  addEventListener('pageshow', event => run(event.persisted), { signal, capture: true });
}

/** Runs when the browser says that the network is back. */
export function onOnline(run: () => void, signal: AbortSignal): void {
  addEventListener('online', run, { signal });
}

/** Whether the visitor can see the page. */
export function isVisible(): boolean {
  return document.visibilityState === 'visible';
}
