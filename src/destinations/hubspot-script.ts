/** What is used of `window._hsq`. */
export interface Hsq {
  push(call: readonly unknown[]): unknown;
}

/** HubSpot's tracking code, where a site lets it be loaded. What the page loaded itself is the page's. */
export interface HubspotScript {
  /** It is put on the page by us: a list that stands in for it, and lets it send. */
  put(): void;
  /** It may send. */
  grant(): void;
  /** Consent is gone. */
  withdraw(): void;
}

/** Lifts the cookie that keeps it from sending. Source: developers.hubspot.com, "Cookie consent banner API". */
const TRACK = ['doNotTrack', { track: true }];

export function findHsq(): Hsq | undefined {
  return (window as { _hsq?: Hsq })._hsq;
}

/** Knows whether HubSpot's tracking code is ours. */
export function hubspotScript(): HubspotScript {
  let isOurs = false;
  return {
    put() {
      isOurs = true;
      Object.assign(window, { _hsq: [TRACK] });
    },
    grant() {
      if (isOurs) findHsq()?.push(TRACK);
    },
    withdraw() {
      if (isOurs) findHsq()?.push(['doNotTrack']);
    },
  };
}
