import type { Profile } from '../core/profile.js';
import type { Deliver } from './late.js';
import { type Fields, type Message, messagesOf } from './messages.js';
import { pageObject } from './page-object.js';
import { SEGMENT_NAMES, segmentEvents } from './segment-spec.js';
import type { Names, TellOptions } from './tell-options.js';
import { throughVendor } from './vendor.js';

/** Amplitude has no words of its own for a shop: what its charts say of one, they say in Segment's. */
const NAMES: Names = { ...SEGMENT_NAMES, page_view: 'Page Viewed' };

/** What is used of `window.amplitude`. */
interface Amplitude {
  track(event: string, properties: Fields, about: Fields): unknown;
  setUserId(userId: unknown): unknown;
  identify(identify: Identify): unknown;
  readonly Identify: new () => Identify;
  reset(): unknown;
}
interface Identify {
  set(name: string, value: unknown): unknown;
}

/** One event for Amplitude, and what it says about it. */
interface AmplitudeEvent {
  readonly event_type: string;
  readonly event_properties: Fields;
  readonly [about: string]: unknown;
}

/** Tells the page's `amplitude` or, with `apiKey`, its HTTP API at `url`. */
export function amplitudeWords(options: TellOptions, url: string, apiKey?: string): Deliver {
  if (apiKey)
    return (rows, { profile, send }) => {
      const events = messagesOf(rows, NAMES, options).flatMap(message => amplitudeCalls(message, profile));
      // Ids of any length: else Amplitude refuses those below 5 letters.
      const body = { api_key: apiKey, events, options: { min_id_length: 1 } };
      return events.length ? send(url, JSON.stringify(body)) : {};
    };
  return throughVendor<Amplitude>({
    name: 'amplitude',
    object: 'amplitude',
    find: pageObject<Amplitude>('amplitude', 'track'),
    tell(vendor, rows) {
      for (const message of messagesOf(rows, NAMES, { pageViews: false, ...options })) {
        const { name, data } = message;
        if (name === 'reset') vendor.reset();
        else if (name === 'identify') {
          // Nothing would take away the one that the page gave.
          if (data.user_id) vendor.setUserId(data.user_id);
          const identify = new vendor.Identify();
          for (const [trait, value] of Object.entries(Object(data.traits))) identify.set(trait, value);
          if (data.traits) vendor.identify(identify);
        } else
          for (const { event_type, event_properties, ...about } of amplitudeEvents(message))
            vendor.track(event_type, event_properties, about);
      }
    },
  });
}

/** What Amplitude is told of a message on the page. Pure. */
function amplitudeEvents(message: Message): readonly AmplitudeEvent[] {
  const { type, name, at, data } = message;
  const sign = { purchase: 1, refund: -1 }[type];
  const worth = sign && Number(data.value) ? { revenue: sign * Number(data.value), currency: data.currency } : {};
  return segmentEvents(message).map(({ id, properties }) => ({
    event_type: name,
    event_properties: properties,
    time: at,
    insert_id: id,
    ...worth,
  }));
}

/** What its HTTP API is told. Pure. */
function amplitudeCalls(message: Message, { visitorId, slices }: Profile): readonly Fields[] {
  const { name, at, id, data } = message;
  const { user_id = slices.identity?.userId } = data;
  const who = { device_id: visitorId, ...(user_id ? { user_id } : {}), platform: 'Web' };
  if (name === 'reset') return [];
  if (name === 'identify')
    return [{ ...who, event_type: '$identify', time: at, insert_id: id, user_properties: { $set: data.traits ?? {} } }];
  return amplitudeEvents(message).map(event => ({ ...who, ...event }));
}
