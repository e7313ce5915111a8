import type { Known, Plugin } from '../core/plugin.js';
import { type Names, TELLS, type TellOptions } from './messages.js';
import { segmentLike } from './segment-like.js';
import { SEGMENT_NAMES } from './segment-spec.js';

export interface CustomerIoOptions extends TellOptions {
  /** Key of the source. Given, rows are posted to Customer.io's HTTP API, and the page needs no script of Customer.io's. */
  readonly writeKey?: string;
  /** Where that API is. Default `https://cdp.customer.io/v1/b`; in the EU `https://cdp-eu.customer.io/v1/b`. */
  readonly url?: string;
}

const KNOWN: Known<CustomerIoOptions> = { ...TELLS, writeKey: 1, url: 1 };

/** Its spec has Segment's words; what a campaign waits for is told beside them. Source: docs.customer.io, "Data pipelines". */
export const CUSTOMER_IO_NAMES: Names = {
  ...SEGMENT_NAMES,
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
  const { writeKey, url = 'https://cdp.customer.io/v1/b' } = options;
  return segmentLike({
    name: 'customer-io',
    object: 'cioanalytics',
    names: CUSTOMER_IO_NAMES,
    options,
    known: KNOWN,
    arms: true,
    post: writeKey && (batch => [url, JSON.stringify({ writeKey, batch, sentAt: new Date() })]),
  });
}
