import type { Profile } from '../core/profile.js';
import type { Fields, Message, Names } from './messages.js';
import { SEGMENT_NAMES, segmentEvents } from './segment-spec.js';
import { uuidOf } from './uuid-of.js';

/** PostHog's ecommerce spec has Segment's words. Source: posthog.com/docs/data/event-spec/ecommerce-events. */
export const POSTHOG_NAMES: Names = { ...SEGMENT_NAMES, page_view: '$pageview', identify: '$identify' };

/** A message as PostHog's HTTP API takes it; who is not known gets no person. Source: posthog.com/docs/api/capture. Pure. */
export function posthogCalls(message: Message, { visitorId, slices }: Profile): readonly Fields[] {
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
