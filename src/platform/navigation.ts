import { listen } from './listen.js';

/** Each look after an act of the visitor comes later than the one before: routers go at once, or when their data has come. */
const LOOK_MS = 50;
/** For a minute. */
const LOOKS = 50;

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
  let timer: ReturnType<typeof setTimeout>;
  const look = (): void => {
    if (signal.aborted) return;
    if (--looks) timer = setTimeout(look, (LOOKS - looks) * LOOK_MS);
    if (address === location.href) return;
    address = location.href;
    run();
  };
  const lookOut = (): void => {
    clearTimeout(timer);
    timer = setTimeout(look);
    looks = LOOKS;
  };
  listen('click', lookOut, signal);
  listen('keyup', lookOut, signal);
}
