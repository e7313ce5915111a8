import { definePlugin, type Known, type Plugin } from '../core/plugin.js';
import type { Purpose } from '../core/purpose.js';
import { hubspotProperties } from './hubspot-event.js';
import { type LeadForm, leadPost } from './hubspot-form.js';
import { findHsq, type Hsq, hubspotScript } from './hubspot-script.js';
import type { Load } from './loader.js';
import { given, messagesOf, type Names, TELLS, type TellOptions } from './messages.js';
import { postEach } from './post-each.js';

import { throughVendor } from './vendor.js';

export interface HubspotOptions extends TellOptions {
  /** Of the account whose code `load` loads. */
  readonly portalId?: string | number;
  /** Loads HubSpot's tracking code if the page has none: `true`, or where from; withdrawn consent stops that. Default: never. */
  readonly load?: Load;
  /**
   * Given, this destination does one thing: it fills in this form of yours when a lead is ready, by HubSpot's forms API. It is
   * called `hubspot-form` then, and may stand beside `hubspot()`.
   */
  readonly form?: LeadForm;
  /** Default: `analytics`. */
  readonly purpose?: Purpose;
}

const KNOWN: Known<HubspotOptions> = { ...TELLS, portalId: 1, load: 1, form: 1, purpose: 1 };
/** Source: developers.hubspot.com, "Tracking code API". Events have the names that you gave them there, so `names` says them. */
const NAMES: Names = { identify: 'identify', page_view: 'trackPageView' };

/**
 * HubSpot, through the page's `_hsq` or, with `form`, by its forms API. Of the visitor it learns the traits that `fields` names;
 * events go only by the names that HubSpot gave them, such as `names: { purchase: 'pe123_purchase', 'lead.enter': 'pe123_lead' }`.
 */
export function hubspot(options: HubspotOptions = {}): Plugin {
  const { portalId, form, load, purpose = 'analytics', fields = ['*'] } = options;
  let isFirst = true;
  const script = hubspotScript(portalId, load);
  const through = throughVendor<Hsq>({
    name: 'hubspot',
    object: '_hsq',
    find: findHsq,
    load: script.load,
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

  return definePlugin({
    name: form ? 'hubspot-form' : 'hubspot',
    purpose,
    options: [options, KNOWN],
    delivery: form ? 'queue' : 'page',
    fields,
    arms: true,
    ...(load && { capture: script.capture }),
    deliver: form ? postEach({ postsOf: (row, context) => leadPost(row, form, context) }) : through,
  });
}
