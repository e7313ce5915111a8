import { definePlugin, type Known, type Plugin } from '../core/plugin.js';
import type { Purpose } from '../core/purpose.js';
import { klaviyoCalls } from './klaviyo-calls.js';
import { KLAVIYO_NAMES } from './klaviyo-spec.js';
import { type Load, loader } from './loader.js';
import { messagesOf, TELLS, type TellOptions } from './messages.js';
import { throughVendor } from './vendor.js';

export interface KlaviyoOptions extends TellOptions {
  /** Public API key of the account whose script `load` loads. */
  readonly companyId?: string;
  /** Loads Klaviyo's script if the page has none: `true`, or where from. Default: never. */
  readonly load?: Load;
  /** Default: `analytics`. */
  readonly purpose?: Purpose;
}

/** What is used of `window.klaviyo`, and of its older `window._learnq`. */
interface Klaviyo {
  push(call: readonly unknown[]): unknown;
}

const KNOWN: Known<KlaviyoOptions> = { ...TELLS, companyId: 1, load: 1, purpose: 1 };

/**
 * Klaviyo, through the page's `klaviyo`: shop touchpoints, orders, and what its flows wait for, such as an armed cart or the
 * steps of a sequence. Of the visitor it learns the traits that `fields` names; nothing else goes but what `names` names.
 * Where your server tells orders, as Klaviyo advises, say `names: { purchase: null }`.
 */
export function klaviyo(options: KlaviyoOptions = {}): Plugin {
  const { companyId, load, purpose = 'analytics', fields = ['*'] } = options;
  return definePlugin({
    name: 'klaviyo',
    purpose,
    options: [options, KNOWN],
    delivery: 'page',
    fields,
    arms: true,
    deliver: throughVendor<Klaviyo>({
      name: 'klaviyo',
      object: 'klaviyo',
      find: () => page().klaviyo ?? page()._learnq,
      load: loader('klaviyo', load, { option: 'companyId', id: companyId, src: srcOf, prepare }),
      tell(vendor, rows) {
        const isOld = !page().klaviyo;
        for (const message of messagesOf(rows, KLAVIYO_NAMES, { others: false, pageViews: false, ...options }))
          for (const call of klaviyoCalls(message, isOld)) vendor.push(call);
      },
    }),
  });
}

function page(): { klaviyo?: Klaviyo; _learnq?: Klaviyo } {
  return window as object;
}

function srcOf(id: string): string {
  return `https://static.klaviyo.com/onsite/js/klaviyo.js?company_id=${id}`;
}

/** The queue that stands in for the script until it is there, as Klaviyo writes it. */
function prepare(): void {
  const queue: unknown[] = [];
  Object.assign(window, { _klOnsite: queue, klaviyo: { push: (...calls: unknown[]) => queue.push(...calls) } });
}
