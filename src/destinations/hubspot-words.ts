import { hubspotProperties } from './hubspot-event.js';
import { findHsq, type Hsq, type HubspotScript } from './hubspot-script.js';
import type { Deliver } from './late.js';
import { type Load, loader } from './loader.js';
import { given, messagesOf } from './messages.js';
import type { Names, TellOptions } from './tell-options.js';
import { throughVendor } from './vendor.js';

/** Whose code is loaded. */
interface Portal extends TellOptions {
  readonly portalId?: string | number;
  readonly load?: Load;
  readonly script: HubspotScript;
}

/** Source: developers.hubspot.com, "Tracking code API". Events have the names that you gave them there, so `names` says them. */
const NAMES: Names = { identify: 'identify', page_view: 'trackPageView' };

/** Tells the page's `_hsq`. */
export function hubspotWords({ portalId, load, script, ...options }: Portal): Deliver {
  let isFirst = true;
  return throughVendor<Hsq>({
    name: 'hubspot',
    object: '_hsq',
    find: findHsq,
    load: loader('hubspot', load, {
      id: portalId,
      src: id => `https://js.hs-scripts.com/${id}.js`,
      prepare: script.put,
    }),
    tell(hsq, rows) {
      for (const message of messagesOf(rows, NAMES, { others: false, ...options })) {
        const { name, url, data } = message;
        if (name === 'identify') {
          const { user_id: id, traits } = data;
          if (id || Object(traits).email) hsq.push([name, given({ ...Object(traits), id })]);
        } else if (name === 'trackPageView') {
          // The tracking code counts the page that it is loaded on.
          const calls = isFirst ? [] : [['setPath', url.replace(/^\w+:\/\/[^/]*/, '')], [name]];
          for (const call of calls) hsq.push(call);
          isFirst = false;
        } else hsq.push(['trackCustomBehavioralEvent', { name, properties: hubspotProperties(message) }]);
      }
    },
  });
}
