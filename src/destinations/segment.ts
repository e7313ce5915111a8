import { definePlugin, type Known, type Plugin } from '../core/plugin.js';
import { sayOwnCall } from '../platform/own-calls.js';
import { messagesOf, type TellOptions } from './messages.js';
import { throughAnalytics } from './segment-like.js';
import { SEGMENT_NAMES, segmentCalls } from './segment-spec.js';

export interface SegmentOptions extends TellOptions {
  /** Key of the source. Given, rows are posted to Segment's HTTP API, and the page needs no script of Segment's. */
  readonly writeKey?: string;
  /** Where that API is. Default `https://api.segment.io/v1/b`. */
  readonly url?: string;
}

const KNOWN: Known<SegmentOptions> = { writeKey: 1, url: 1, fields: 1, names: 1, others: 1, pageViews: 1 };

/**
 * Segment, through the page's `analytics` or, with `writeKey`, by its HTTP API. Shop touchpoints go in the words of Segment's
 * ecommerce spec, the others under their own. What `segmentSource()` read is not sent back.
 */
export function segment(options: SegmentOptions = {}): Plugin {
  const { writeKey, url = 'https://api.segment.io/v1/b', fields = ['*'] } = options;
  const through = throughAnalytics({
    name: 'segment',
    object: 'analytics',
    names: SEGMENT_NAMES,
    options,
    about: (timestamp, messageId) => ({ ...(messageId && { messageId }), timestamp }),
    // `segmentSource()` knows our own calls by this, and tracked properties by their mark.
    calls: sayOwnCall,
  });

  return definePlugin({
    name: 'segment',
    purpose: 'analytics',
    options: [options, KNOWN],
    delivery: writeKey ? 'queue' : 'page',
    fields,
    ignores: ['segment-source'],
    deliver(rows, context) {
      if (!writeKey) return through(rows, context);
      const batch = messagesOf(rows, SEGMENT_NAMES, options).flatMap(message => segmentCalls(message, context.profile));
      return batch.length ? context.send(url, JSON.stringify({ writeKey, batch, sentAt: new Date() })) : {};
    },
  });
}
