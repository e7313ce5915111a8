// Runs in a hostile page: Waymark built from `src`, started by whoever drives that page.
export { http } from '../../src/destinations/index.ts';
export { createWaymark } from '../../src/index.ts';
export { storefront } from '../../src/storefront.ts';
