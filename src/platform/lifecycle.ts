import { listen } from './listen.js';

/** Runs when the page is hidden, and with `final` when it goes away or into the back/forward cache. */
export function onHide(run: (final: boolean) => void, signal: AbortSignal): void {
  // Safari does not always say `visibilitychange` before `pagehide`, so both are heard.
  listen('visibilitychange', () => isVisible() || run(false), signal);
  listen('pagehide', () => run(true), signal);
}

/** Runs when the page is visible again, and with `restored` when it came back out of the back/forward cache. */
export function onShow(run: (restored: boolean) => void, signal: AbortSignal): void {
  listen('visibilitychange', () => isVisible() && run(false), signal);
  listen<PageTransitionEvent>('pageshow', event => run(event.persisted), signal);
}

/** Runs once, when the hidden page is visible again. */
export function onceShown(run: () => void, signal: AbortSignal): void {
  const wait = new AbortController();
  signal.addEventListener('abort', () => wait.abort(), { signal: wait.signal });
  onShow(() => {
    // A page in the background is shown, too, when it has loaded.
    if (!isVisible()) return;
    wait.abort();
    run();
  }, wait.signal);
}

/** Whether there may be a network. A page can have taken the navigator away, and then nobody says no. */
export function isOnline(): boolean {
  return navigator?.onLine ?? true;
}

/** Runs when the browser says that the network is back. */
export function onOnline(run: () => void, signal: AbortSignal): void {
  listen('online', run, signal);
}

/** Whether the visitor can see the page. */
export function isVisible(): boolean {
  // An element may be called so.
  return document.visibilityState !== 'hidden';
}
