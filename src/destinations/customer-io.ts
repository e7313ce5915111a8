import { definePlugin, type Known, type Plugin } from '../core/plugin.js';
import { late } from './late.js';
import { checkUrl } from './safe-url.js';
import { type Names, TELLS, type TellOptions } from './tell-options.js';

export interface CustomerIoOptions extends TellOptions {
  /** Key of the source. Given, rows are posted to Customer.io's HTTP API, and the page needs no script of Customer.io's. */
  readonly writeKey?: string;
  /** Where that API is. Default `https://cdp.customer.io/v1/b`; in the EU `https://cdp-eu.customer.io/v1/b`. */
  readonly url?: string;
}

const KNOWN: Known<CustomerIoOptions> = { ...TELLS, writeKey: 1, url: 1 };

/** Beside Segment's words, which its spec has: what a campaign waits for. Source: docs.customer.io, "Data pipelines". */
const NAMES: Names = {
  'cart.arm': 'Cart Armed',
  'cart.disarm': 'Cart Disarmed',
  'sequence.plan': 'Sequence Planned',
  'sequence.step': 'Sequence Step Shown',
  'sequence.exit': 'Sequence Exited',
};

/**
 * Customer.io's data pipelines, through the page's `cioanalytics` or, with `writeKey`, by their HTTP API. A campaign that starts
 * with `Cart Armed`, waits until `dueAt` and ends with `Cart Disarmed` reminds visitors who are away of their cart.
 */
export function customerIo(options: CustomerIoOptions = {}): Plugin {
  const { writeKey, url = 'https://cdp.customer.io/v1/b', fields = ['*'] } = options;
  checkUrl('customer-io', url);
  return definePlugin({
    name: 'customer-io',
    purpose: 'analytics',
    options: [options, KNOWN],
    delivery: writeKey ? 'queue' : 'page',
    fields,
    arms: true,
    ...late('customer-io', () =>
      import('./segment-like.js').then(({ segmentLike }) =>
        segmentLike({
          name: 'customer-io',
          object: 'cioanalytics',
          options,
          names: NAMES,
          post: writeKey && (batch => [url, JSON.stringify({ writeKey, batch, sentAt: new Date() })]),
        }),
      ),
    ),
  });
}
