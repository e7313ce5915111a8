/** Parameters that name a campaign, not a page. Sites take them off the address after the landing. */
const CAMPAIGN = /^(utm_|[a-z]*clid=|_gl=)/;

/** What makes the address a page of its own. Where the route in the fragment begins is the page that was loaded. Pure. */
export function pageOf(address: Pick<Location, 'pathname' | 'search' | 'hash'>): string {
  const parameters = address.search
    .slice(1)
    .split('&')
    .filter(pair => pair && !CAMPAIGN.test(pair));
  return [address.pathname, ...parameters, routeOf(address).replace(/^#!?\//, '')].join('&');
}

/** A fragment is a route when it looks like a path; else it is a place on the page. Without its parameters. Pure. */
export function routeOf({ hash }: { readonly hash: string }): string {
  return /^#!?\/[^?]*/.exec(hash)?.[0] ?? '';
}
