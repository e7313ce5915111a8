/** Hears an event of the window, the document or anything in it, before all others. Where listening is refused it is never heard. */
export function listen<E extends Event>(type: string, run: (event: E) => void, signal: AbortSignal): void {
  try {
    // On the window, for a form may be called `addEventListener`, and then the document has none.
    addEventListener(type, run as (event: Event) => void, { signal, capture: true });
  } catch {
    // The page took listening away.
  }
}
