import { listen } from './listen.js';

/** How often to look after an action of the visitor, and how many times: routers go at once, or when their data has come. */
const LOOK_MS = 100;
const LOOKS = 30;

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
  let address = location.href;
  let looks = 0;
  const look = (): void => {
    if (signal.aborted) return;
    if (--looks) setTimeout(look, LOOK_MS);
    if (address === location.href) return;
    address = location.href;
    run();
  };
  const lookOut = (): void => {
    if (!looks) setTimeout(look);
    looks = LOOKS;
  };
  listen('click', lookOut, signal);
  listen('keyup', lookOut, signal);
}
