import { definePlugin, type Known, type Plugin } from '../core/plugin.js';
import { sayOwnCall } from '../platform/own-calls.js';
import { markOwn } from '../platform/own-push.js';
import { type Fields, messagesOf, type TellOptions } from './messages.js';
import { SEGMENT_NAMES, segmentCalls, segmentEvents } from './segment-spec.js';
import { throughVendor } from './vendor.js';

export interface SegmentOptions extends TellOptions {
  /** Key of the source. Given, rows are posted to Segment's HTTP API, and the page needs no script of Segment's. */
  readonly writeKey?: string;
  /** Where that API is. Default `https://api.segment.io/v1/b`. */
  readonly url?: string;
}

/** What is used of `window.analytics`. */
interface Analytics {
  page(category: undefined, name: undefined, properties: Fields, options: object): unknown;
  track(event: string, properties: Fields, options: object): unknown;
  identify(userId: unknown, traits: unknown, options: object): unknown;
  reset(): unknown;
}

const KNOWN: Known<SegmentOptions> = { writeKey: 1, url: 1, fields: 1, names: 1, others: 1, pageViews: 1 };

/**
 * Segment, through the page's `analytics` or, with `writeKey`, by its HTTP API. Shop touchpoints go in the words of Segment's
 * ecommerce spec, the others under their own. What `segmentSource()` read is not sent back.
 */
export function segment(options: SegmentOptions = {}): Plugin {
  const { writeKey, url = 'https://api.segment.io/v1/b', fields = ['*'] } = options;
  const through = throughVendor<Analytics>({
    name: 'segment',
    object: 'analytics',
    find() {
      const { analytics } = window as { analytics?: Analytics };
      return analytics?.track && analytics;
    },
    tell(analytics, rows) {
      for (const message of messagesOf(rows, SEGMENT_NAMES, { pageViews: false, ...options })) {
        const { name, data, at } = message;
        if (name === 'reset') analytics.reset();
        else if (name === 'identify') {
          // `segmentSource()` knows our own calls by this, and by the mark.
          sayOwnCall(`identify ${data.user_id}`);
          analytics.identify(data.user_id, data.traits, { timestamp: new Date(at) });
        } else
          for (const { id: messageId, properties } of segmentEvents(message)) {
            const about = { messageId, timestamp: new Date(at) };
            if (name === 'page') {
              sayOwnCall(name);
              analytics.page(undefined, undefined, properties, about);
            } else analytics.track(name, markOwn({ ...properties }), about);
          }
      }
    },
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
