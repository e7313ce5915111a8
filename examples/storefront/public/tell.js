/**
 * Tells the Google tag what happened, in GA4's words, as shops with GA4 do anyway. The shop does not know who else reads
 * `dataLayer`: with Waymark in the page it becomes a touchpoint, too.
 */
export function tell(name, data = {}) {
  window.gtag('event', name, data);
}
