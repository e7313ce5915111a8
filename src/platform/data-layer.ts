import { bare } from './bare.js';
import { listen } from './listen.js';

/** Something pushed to `window.dataLayer`, and whether that was before the watch began. */
export type OnPush = (entry: unknown, isPast: boolean) => void;

/** The tag manager's queue of this page, if there is one. */
export function findDataLayer(): unknown[] | undefined {
  const { dataLayer } = window as { dataLayer?: unknown };
  return Array.isArray(dataLayer) ? dataLayer : undefined;
}

/**
 * Runs for every entry of `window.dataLayer`, past and future. The array may come late: it is looked for now, when the
 * document is parsed, when it is loaded and after every click, for some pages wait with it for the visitor. `push` of the page's own array is wrapped, the one exception to "nothing is
 * patched", and put back in the end unless somebody else wrapped it since.
 */
export function watchDataLayer(run: OnPush, signal: AbortSignal): void {
  let watched: unknown[] | undefined;
  /** What was heard, for an array may be replaced by a copy with one entry more. */
  const known = new WeakSet<object>();

  function look(): void {
    const layer = findDataLayer();
    if (!layer || layer === watched || signal.aborted) return;
    watched = layer;
    for (const entry of [...layer]) if (!known.has(Object(entry))) hear(entry, true);
    wrap(layer, entry => hear(entry, false), signal);
  }

  function hear(entry: unknown, isPast: boolean): void {
    known.add(Object(entry));
    try {
      run(entry, isPast);
    } catch {
      // An entry whose getters throw cannot be read, and the page that pushed it must not notice.
    }
  }

  look();
  listen('DOMContentLoaded', look, signal);
  listen('load', look, signal);
  listen('click', () => setTimeout(look), signal);
}

function wrap(layer: unknown[], run: (entry: unknown) => void, signal: AbortSignal): void {
  const { push } = layer;
  const isPlain = !Object.hasOwn(layer, 'push');
  const ours = (...entries: unknown[]): number => {
    const length = push.apply(layer, entries);
    if (!signal.aborted) for (const entry of entries) run(entry);
    return length;
  };
  const own = bare({ value: ours, writable: true, configurable: true });
  // Defined where it cannot be assigned, as on a page that froze the prototype of arrays. A frozen array is left as it is.
  if (!Reflect.set(layer, 'push', ours) && !Reflect.defineProperty(layer, 'push', own)) return;
  signal.addEventListener('abort', () => {
    if (layer.push !== ours) return;
    // The own property goes, so that the array is as it was.
    if (isPlain) Reflect.deleteProperty(layer, 'push');
    else layer.push = push;
  });
}
