/** When to look after an action of the visitor, ms: routers go at once, or when their data has come. */
const LOOKS_MS = [0, 300, 1_000, 3_000];

/** Runs when the address of this document may have changed, and at times when it has not. Patches nothing. */
export function onNavigate(run: () => void, signal: AbortSignal): void {
  // Not in every browser we support: https://caniuse.com/mdn-api_navigation
  const { navigation } = window as { navigation?: EventTarget };
  navigation?.addEventListener('currententrychange', run, { signal });
  if (navigation) return;
  addEventListener('popstate', run, { signal });
  addEventListener('hashchange', run, { signal });
  // Nothing tells of `pushState`, but routers call it after what the visitor does.
  const look = (): void => {
    if (!signal.aborted) run();
  };
  const lookOut = (): void => {
    for (const delay of LOOKS_MS) setTimeout(look, delay);
  };
  addEventListener('click', lookOut, { signal, capture: true });
  addEventListener('keyup', lookOut, { signal, capture: true });
}
