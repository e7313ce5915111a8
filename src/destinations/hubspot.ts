import { definePlugin, type Known, type Plugin } from '../core/plugin.js';
import type { Purpose } from '../core/purpose.js';
import type { LeadForm } from './hubspot-form.js';
import { hubspotScript } from './hubspot-script.js';
import { late } from './late.js';
import type { Load } from './loader.js';
import { needId } from './need-id.js';
import { checkUrl } from './safe-url.js';
import { TELLS, type TellOptions } from './tell-options.js';

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

/**
 * HubSpot, through the page's `_hsq` or, with `form`, by its forms API. Of the visitor it learns the traits that `fields` names;
 * events go only by the names that HubSpot gave them, such as `names: { purchase: 'pe123_purchase', 'lead.enter': 'pe123_lead' }`.
 */
export function hubspot(options: HubspotOptions = {}): Plugin {
  const { portalId, form, load, purpose = 'analytics', fields = ['*'] } = options;
  if (load) needId('hubspot', 'portalId', portalId);
  if (form) {
    needId('hubspot-form', 'form.portalId', form.portalId);
    needId('hubspot-form', 'form.formId', form.formId);
    if (form.url !== undefined) checkUrl('hubspot-form', form.url, 'form.url');
  }
  const script = hubspotScript();
  const { capture, deliver } = form
    ? late('hubspot-form', () => import('./hubspot-form.js').then(({ hubspotForm }) => hubspotForm(form)))
    : late('hubspot', () =>
        import('./hubspot-words.js').then(({ hubspotWords }) => hubspotWords({ ...options, script })),
      );

  return definePlugin({
    name: form ? 'hubspot-form' : 'hubspot',
    purpose,
    options: [options, KNOWN],
    delivery: form ? 'queue' : 'page',
    fields,
    arms: true,
    capture(context) {
      capture(context);
      script.grant();
      return script.withdraw;
    },
    deliver,
  });
}
