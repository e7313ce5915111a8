/** What an instance leaves under this name and the site's to the next one on this document: the arrival was told. */
export const ARRIVAL: string = 'waymark.landing.';

/** Whether the visitor came to this document, and neither loaded it anew nor stepped back to it. */
export function isArrival(): boolean {
  // Entries of this type are of no other kind.
  return !/reload|back/.test(
    (performance.getEntriesByType('navigation') as PerformanceNavigationTiming[])[0]?.type ?? '',
  );
}
