import { definePlugin, type Known, type Plugin } from '../core/plugin.js';
import { JSON_TYPE, TELLS } from './messages.js';
import type { SnowplowOptions } from './snowplow-calls.js';
import { pageObject, throughVendor } from './vendor.js';

type Snowplow = (...call: readonly unknown[]) => unknown;

const KNOWN: Known<SnowplowOptions> = { ...TELLS, collector: 1, appId: 1, object: 1, currency: 1 };

/**
 * Snowplow, through the page's tracker or, with `collector`, by its HTTP protocol. Shop touchpoints go as its ecommerce
 * actions, those with a schema of yours in `names` (`iglu:…`) as self-describing events, all others as structured ones.
 */
export function snowplow(options: SnowplowOptions = {}): Plugin {
  const { collector, object = 'snowplow', fields = ['*'] } = options;
  let words: typeof import('./snowplow-calls.js') | undefined;
  const through = throughVendor<Snowplow>({
    name: 'snowplow',
    object,
    find: pageObject<Snowplow>(object),
    tell(vendor, rows, { profile }) {
      for (const call of words?.pageCalls(rows, profile, options) ?? []) vendor(...call);
    },
  });

  return definePlugin({
    name: 'snowplow',
    purpose: 'analytics',
    options: [options, KNOWN],
    delivery: collector ? 'queue' : 'page',
    fields,
    async deliver(rows, context) {
      words ??= await import('./snowplow-calls.js');
      if (!collector) return through(rows, context);
      const body = words.collectorPost(rows, context.profile, options, Date.now());
      const url = `${collector.replace(/\/$/, '')}/com.snowplowanalytics.snowplow/tp2`;
      return body ? context.send(url, body, JSON_TYPE) : {};
    },
  });
}
