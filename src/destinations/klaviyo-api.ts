import { definePlugin, type Known, type Plugin } from '../core/plugin.js';
import type { Purpose } from '../core/purpose.js';
import { late } from './late.js';
import { needId } from './need-id.js';
import { TELLS, type TellOptions } from './tell-options.js';

export interface KlaviyoApiOptions extends TellOptions {
  /** Public API key of the account. */
  readonly companyId: string;
  /** Default: `analytics`. */
  readonly purpose?: Purpose;
}

const KNOWN: Known<KlaviyoApiOptions> = { ...TELLS, companyId: 1, purpose: 1 };

/**
 * Klaviyo by its client API: what `klaviyo()` tells, and page views, on pages without a script of Klaviyo's. At least once, by
 * ids that make repeats harmless. Who is not known is told under the visitor's random id.
 */
export function klaviyoApi(options: KlaviyoApiOptions): Plugin {
  const { companyId, purpose = 'analytics', fields = ['*'] } = options;
  needId('klaviyo-api', 'companyId', companyId);
  return definePlugin({
    name: 'klaviyo-api',
    purpose,
    options: [options, KNOWN],
    fields,
    arms: true,
    ...late('klaviyo-api', () =>
      import('./klaviyo-api-words.js').then(({ klaviyoApiWords }) => klaviyoApiWords(options, companyId)),
    ),
  });
}
