import { forms } from '../../../src/capture/index.ts';
import { http } from '../../../src/destinations/index.ts';
import { createWaymark } from '../../../src/index.ts';
import { behaviour, storefront } from '../../../src/storefront.ts';
import { sayDone } from './say-done.mjs';

const all = { functional: 'granted', analytics: 'granted', personalization: 'granted', advertising: 'granted' };

const waymark = createWaymark({
  site: 'busy',
  automation: 'allow',
  consent: { default: all },
  plugins: [storefront(), forms(), behaviour(), http({ url: `/collect${location.search}` })],
});
window.waymark = waymark;
// In a file of its own, so that a profile tells the two apart.
(await import('./make-busy.mjs')).makeBusy();
await waymark.ready;
sayDone();
