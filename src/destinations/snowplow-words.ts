import type { Deliver } from './late.js';
import { JSON_TYPE } from './messages.js';
import { pageObject } from './page-object.js';
import { collectorPost, pageCalls, type SnowplowSettings } from './snowplow-calls.js';
import { throughVendor } from './vendor.js';

type Snowplow = (...call: readonly unknown[]) => unknown;

/** Tells the page's tracker, called `object`, or the collector at this address. */
export function snowplowWords(options: SnowplowSettings, object: string, collector?: string): Deliver {
  if (collector)
    return (rows, { profile, send }) => {
      const body = collectorPost(rows, profile, options, Date.now());
      const url = `${collector.replace(/\/$/, '')}/com.snowplowanalytics.snowplow/tp2`;
      return body ? send(url, body, JSON_TYPE) : {};
    };
  return throughVendor<Snowplow>({
    name: 'snowplow',
    object,
    find: pageObject<Snowplow>(object),
    tell(vendor, rows, { profile }) {
      for (const call of pageCalls(rows, profile, options)) vendor(...call);
    },
  });
}
