import { definePlugin, type Known, type Plugin } from '../core/plugin.js';
import type { Purpose } from '../core/purpose.js';
import { late } from './late.js';
import type { Load } from './loader.js';
import { needId } from './need-id.js';
import { TELLS, type TellOptions } from './tell-options.js';

export interface KlaviyoOptions extends TellOptions {
  /** Public API key of the account whose script `load` loads. */
  readonly companyId?: string;
  /** Loads Klaviyo's script if the page has none: `true`, or where from. Default: never. */
  readonly load?: Load;
  /** Default: `analytics`. */
  readonly purpose?: Purpose;
}

const KNOWN: Known<KlaviyoOptions> = { ...TELLS, companyId: 1, load: 1, purpose: 1 };

/**
 * Klaviyo, through the page's `klaviyo`: shop touchpoints, orders, and what its flows wait for, such as an armed cart or the
 * steps of a sequence. Of the visitor it learns the traits that `fields` names; nothing else goes but what `names` names.
 * Where your server tells orders, as Klaviyo advises, say `names: { purchase: null }`.
 */
export function klaviyo(options: KlaviyoOptions = {}): Plugin {
  const { companyId, load, purpose = 'analytics', fields = ['*'] } = options;
  if (load) needId('klaviyo', 'companyId', companyId);
  return definePlugin({
    name: 'klaviyo',
    purpose,
    options: [options, KNOWN],
    delivery: 'page',
    fields,
    arms: true,
    ...late('klaviyo', () => import('./klaviyo-words.js').then(({ klaviyoWords }) => klaviyoWords(options))),
  });
}
