import type { Profile } from '../core/profile.js';
import type { Deliver } from './late.js';
import { type Load, loader } from './loader.js';
import { type Fields, type Message, messagesOf } from './messages.js';
import { pageObject } from './page-object.js';
import type { PosthogScript } from './posthog-script.js';
import { SEGMENT_NAMES, segmentEvents } from './segment-spec.js';
import type { Names, TellOptions } from './tell-options.js';
import { uuidOf } from './uuid-of.js';
import { throughVendor } from './vendor.js';

/** PostHog's ecommerce spec has Segment's words. Source: posthog.com/docs/data/event-spec/ecommerce-events. */
const NAMES: Names = { ...SEGMENT_NAMES, page_view: '$pageview', identify: '$identify' };

/** What is used of `window.posthog`. */
interface Posthog {
  capture(event: string, properties: Fields, options: object): unknown;
  identify(userId: unknown, traits: unknown): unknown;
  reset(): unknown;
}

/** Where PostHog is, and how it is to be told. */
interface PosthogPlace extends TellOptions {
  readonly key?: string;
  readonly host: string;
  readonly load?: Load;
  readonly script: PosthogScript;
}

/** Tells the page's `posthog`, which it loads where that is asked, or, with `key` alone, PostHog's HTTP API. */
export function posthogWords({ key, host, load, script, ...options }: PosthogPlace): Deliver {
  if (key && !load)
    return (rows, { profile, send }) => {
      const batch = messagesOf(rows, NAMES, options).flatMap(message => posthogCalls(message, profile));
      return batch.length ? send(`${host}/batch/`, JSON.stringify({ api_key: key, batch })) : {};
    };
  return throughVendor<Posthog>({
    name: 'posthog',
    object: 'posthog',
    find: pageObject<Posthog>('posthog', 'capture'),
    load: loader('posthog', load, {
      id: key,
      src: () => `${host.replace('.i.posthog.com', '-assets.i.posthog.com')}/static/array.js`,
      prepare: id => script.put(id, host),
    }),
    tell(vendor, rows) {
      script.grant();
      for (const message of messagesOf(rows, NAMES, { pageViews: false, ...options })) {
        const { type, name, data, at } = message;
        if (type === 'reset') vendor.reset();
        else if (type !== 'identify')
          for (const { id, properties } of segmentEvents(message))
            vendor.capture(name, properties, { uuid: uuidOf(id), timestamp: new Date(at) });
        else if (data.user_id) vendor.identify(data.user_id, data.traits);
      }
    },
  });
}

/** A message as PostHog's HTTP API takes it; who is not known gets no person. Source: posthog.com/docs/api/capture. Pure. */
function posthogCalls(message: Message, { visitorId, slices }: Profile): readonly Fields[] {
  const { type, name: event, at, url, data } = message;
  const userId = data.user_id || slices.identity?.userId;
  const about = { distinct_id: userId || visitorId, ...(url && { $current_url: url }) };
  const call = { event, timestamp: new Date(at) };
  if (type === 'reset' || (type === 'identify' && !userId)) return [];
  if (type === 'identify') {
    const properties = { ...about, $anon_distinct_id: visitorId, $set: data.traits };
    return [{ ...call, uuid: uuidOf(message.id), properties }];
  }
  return segmentEvents(message).map(({ id, properties }) => ({
    ...call,
    uuid: uuidOf(id),
    properties: { ...properties, ...about, ...(!userId && { $process_person_profile: false }) },
  }));
}
