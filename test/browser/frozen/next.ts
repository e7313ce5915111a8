import { createWaymark as create, type Waymark, type WaymarkOptions } from '../../../src/index.js';
import { indexedDbStore } from '../../../src/platform/indexed-db.js';
import { packedStore } from './packed-store.js';

export { http } from '../../../src/destinations/index.js';
export { storefront } from '../../../src/storefront.js';

/** What a page imports of the next version. */
export function createWaymark(options: WaymarkOptions): Waymark {
  return create({ ...options, store: packedStore(indexedDbStore(`waymark:${options.site}`)) });
}
