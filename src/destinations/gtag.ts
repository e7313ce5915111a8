import { findDataLayer } from '../platform/data-layer.js';

/** The Google tag's one function. */
export type Gtag = (...command: readonly unknown[]) => void;

/** The Google tag of this page, once its snippet has run. */
export function findTag(): Gtag | undefined {
  return (window as { gtag?: Gtag }).gtag;
}

/** The Google tag of this page: its `gtag`, or its queue. */
export function findGtag(): Gtag | undefined {
  const gtag = findTag();
  if (gtag) return gtag;
  const layer = findDataLayer();
  return (
    layer &&
    function () {
      // biome-ignore lint/complexity/noArguments: the Google tag takes a command only as an `arguments` object.
      layer.push(arguments);
    }
  );
}
