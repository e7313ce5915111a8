import type { Profile } from '../core/profile.js';
import { type Fields, type Message, rename } from './messages.js';
import { SEGMENT_NAMES, segmentEvents } from './segment-spec.js';
import type { Names } from './tell-options.js';

/** Mixpanel has no words of its own for a shop, but one for pages. */
export const MIXPANEL_NAMES: Names = { ...SEGMENT_NAMES, page_view: '$mp_web_page_view' };

/** What Mixpanel shows of a person by itself. Source: docs.mixpanel.com, "Reserved user properties". */
export const MIXPANEL_TRAITS = {
  email: '$email',
  name: '$name',
  first_name: '$first_name',
  last_name: '$last_name',
  phone: '$phone',
};

/** What Mixpanel is told of a message: the properties of one event, or of one for each product. Pure. */
export function mixpanelEvents(message: Message, about?: Fields): readonly Fields[] {
  return segmentEvents(message).map(({ id, properties }) => ({
    ...properties,
    ...about,
    time: message.at / 1000,
    // Letters, digits and `-`, 36 at most.
    $insert_id: id.replace(/[^a-z\d]/gi, '-').slice(0, 36),
  }));
}

/** What its HTTP API is told: events, and what is known of people. Pure. */
export function mixpanelCalls(
  messages: readonly Message[],
  token: string,
  { visitorId, slices }: Profile,
): Readonly<Record<'events' | 'people', readonly Fields[]>> {
  const userId = slices.identity?.userId;
  const who = {
    token,
    $device_id: visitorId,
    ...(userId && { $user_id: userId }),
    distinct_id: userId || `$device:${visitorId}`,
  };
  return {
    events: messages
      .filter(({ name }) => name !== 'identify' && name !== 'reset')
      .flatMap(message =>
        mixpanelEvents(message, { ...who, $current_url: message.url }).map(properties => ({
          event: message.name,
          properties,
        })),
      ),
    people: messages
      .filter(({ name, data }) => name === 'identify' && data.traits)
      .map(({ data }) => ({
        $token: token,
        $distinct_id: data.user_id ?? who.distinct_id,
        $set: rename(data.traits, MIXPANEL_TRAITS),
      })),
  };
}
