import type { Profile } from '../core/profile.js';
import type { Fields, Message, Names } from './messages.js';
import { SEGMENT_NAMES, segmentEvents } from './segment-spec.js';

/** Amplitude has no words of its own for a shop: what its charts say of one, they say in Segment's. */
export const AMPLITUDE_NAMES: Names = { ...SEGMENT_NAMES, page_view: 'Page Viewed' };

/** One event for Amplitude, and what it says about it. */
interface AmplitudeEvent {
  readonly event_type: string;
  readonly event_properties: Fields;
  readonly [about: string]: unknown;
}

/** What Amplitude is told of a message on the page. Pure. */
export function amplitudeEvents(message: Message): readonly AmplitudeEvent[] {
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
export function amplitudeCalls(message: Message, { visitorId, slices }: Profile): readonly Fields[] {
  const { name, at, id, data } = message;
  const { user_id = slices.identity?.userId } = data;
  const who = { device_id: visitorId, ...(user_id ? { user_id } : {}), platform: 'Web' };
  if (name === 'reset') return [];
  if (name === 'identify')
    return [{ ...who, event_type: '$identify', time: at, insert_id: id, user_properties: { $set: data.traits ?? {} } }];
  return amplitudeEvents(message).map(event => ({ ...who, ...event }));
}
