import { definePlugin, type Known, type Plugin } from '../core/plugin.js';
import { type Fields, messagesOf, type TellOptions } from './messages.js';
import { throughAnalytics } from './segment-like.js';
import { SEGMENT_NAMES, segmentCalls } from './segment-spec.js';

export interface RudderstackOptions extends TellOptions {
  /** Key of the source. Given with `url`, rows are posted to the data plane, and the page needs no script of RudderStack's. */
  readonly writeKey?: string;
  /** Address of the data plane, such as `https://shop.dataplane.rudderstack.com`. */
  readonly url?: string;
}

const KNOWN: Known<RudderstackOptions> = { writeKey: 1, url: 1, fields: 1, names: 1, others: 1, pageViews: 1 };

/**
 * RudderStack, through the page's `rudderanalytics` or, with `writeKey` and `url`, by the address of its data plane that takes
 * beacons, which asks for no header. Its spec has Segment's words. Its script draws ids of its own: there a row counts once,
 * because it is told once.
 */
export function rudderstack(options: RudderstackOptions = {}): Plugin {
  const { writeKey, url, fields = ['*'] } = options;
  const through = throughAnalytics({
    name: 'rudderstack',
    object: 'rudderanalytics',
    names: SEGMENT_NAMES,
    options,
    about: at => ({ originalTimestamp: at.toISOString() }),
  });

  return definePlugin({
    name: 'rudderstack',
    purpose: 'analytics',
    options: [options, KNOWN],
    delivery: writeKey && url ? 'queue' : 'page',
    fields,
    deliver(rows, context) {
      if (!writeKey || !url) return through(rows, context);
      const sentAt = new Date();
      const batch = messagesOf(rows, SEGMENT_NAMES, options)
        .flatMap(message => segmentCalls(message, context.profile))
        .map(call => callOf(call, sentAt));
      const address = `${url.replace(/\/$/, '')}/beacon/v1/batch?writeKey=${encodeURIComponent(writeKey)}`;
      return batch.length ? context.send(address, JSON.stringify({ batch, sentAt })) : {};
    },
  });
}

/** A call in RudderStack's fields, as its own script sends it: traits stand in the context. */
function callOf({ timestamp: originalTimestamp, traits, context, ...call }: Fields, sentAt: Date): Fields {
  return {
    ...call,
    channel: 'web',
    originalTimestamp,
    sentAt,
    context: { ...Object(context), ...(!!traits && { traits }) },
  };
}
