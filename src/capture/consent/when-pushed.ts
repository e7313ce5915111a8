import { findDataLayer, watchDataLayer } from '../../platform/data-layer.js';
import { whenPresent } from '../../platform/when-present.js';

/** Hears what is wanted of `window.dataLayer`, also of one that comes late. Whether there was some at once. */
export function whenPushed(
  isWanted: (entry: unknown) => boolean,
  hear: (entry: unknown) => void,
  signal: AbortSignal,
): boolean {
  let isWatched = false;
  return whenPresent(() => {
    const layer = findDataLayer();
    if (layer && !isWatched) watchDataLayer(entry => isWanted(entry) && hear(entry), signal);
    isWatched ||= Boolean(layer);
    return Boolean(layer?.some(isWanted));
  }, signal);
}
