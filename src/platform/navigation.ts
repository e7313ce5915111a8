import { listen } from './listen.js';

/** When to look after an action of the visitor, ms: routers go at once, or when their data has come. */
const LOOKS_MS = [0, 300, 1_000, 3_000];

/** Runs when the address of this document may have changed, and at times when it has not. Patches nothing. */
export function onNavigate(run: () => void, signal: AbortSignal): void {
  // Not in every browser we support: https://caniuse.com/mdn-api_navigation
  const { navigation } = window as { navigation?: EventTarget & { currentEntry?: unknown } };
  // An element may be called so, and then it is `navigation` where the browser has none.
  if (navigation?.currentEntry) {
    navigation.addEventListener('currententrychange', run, { signal });
    return;
  }
  listen('popstate', run, signal);
  listen('hashchange', run, signal);
  // Nothing tells of `pushState`, but routers call it after what the visitor does.
  const look = (): void => {
    if (!signal.aborted) run();
  };
  const lookOut = (): void => {
    for (const delay of LOOKS_MS) setTimeout(look, delay);
  };
  listen('click', lookOut, signal);
  listen('keyup', lookOut, signal);
}
