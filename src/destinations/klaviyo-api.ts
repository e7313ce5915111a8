import { definePlugin, type Known, type Plugin } from '../core/plugin.js';
import type { Purpose } from '../core/purpose.js';
import { klaviyoPosts } from './klaviyo-posts.js';
import { KLAVIYO_NAMES } from './klaviyo-spec.js';
import { messagesOf, TELLS, type TellOptions } from './messages.js';
import { postEach } from './post-each.js';

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
  const address = `https://a.klaviyo.com/client/*/?company_id=${encodeURIComponent(companyId)}`;
  return definePlugin({
    name: 'klaviyo-api',
    purpose,
    options: [options, KNOWN],
    fields,
    arms: true,
    deliver: postEach({
      postsOf: (row, { profile }) =>
        messagesOf([row], KLAVIYO_NAMES, { others: false, ...options }).flatMap(message =>
          klaviyoPosts(message, profile, address),
        ),
    }),
  });
}
