import type { Plugin } from '../core/plugin.js';
import { type Load, loader } from './loader.js';

/** What is used of `window._hsq`. */
export interface Hsq {
  push(call: readonly unknown[]): unknown;
}

/** HubSpot's tracking code, where a site lets it be loaded. */
export interface HubspotScript {
  readonly load: (() => void) | false;
  /** Stops it when consent is withdrawn. What the page loaded itself is the page's. */
  readonly capture: NonNullable<Plugin['capture']>;
}

/** Lifts the cookie that keeps it from sending. Source: developers.hubspot.com, "Cookie consent banner API". */
const TRACK = ['doNotTrack', { track: true }];

export function findHsq(): Hsq | undefined {
  return (window as { _hsq?: Hsq })._hsq;
}

/** Loads HubSpot's tracking code. Throws `WaymarkError` where that is asked and nobody says whose. */
export function hubspotScript(portalId: string | number | undefined, load: Load | undefined): HubspotScript {
  let isOurs = false;
  return {
    load: loader('hubspot', load, {
      option: 'portalId',
      id: portalId,
      src: id => `https://js.hs-scripts.com/${id}.js`,
      prepare() {
        isOurs = true;
        Object.assign(window, { _hsq: [TRACK] });
      },
    }),
    capture() {
      if (isOurs) findHsq()?.push(TRACK);
      return () => {
        if (isOurs) findHsq()?.push(['doNotTrack']);
      };
    },
  };
}
