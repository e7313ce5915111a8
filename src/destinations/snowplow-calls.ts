import type { Profile } from '../core/profile.js';
import type { Row } from '../core/touchpoint.js';
import { type Fields, type Message, messagesOf } from './messages.js';
import { SNOWPLOW_NAMES, type SnowplowEvent, snowplowEvent } from './snowplow-events.js';
import type { TellOptions } from './tell-options.js';
import { uuidOf } from './uuid-of.js';

/** What is said to Snowplow beside rows. */
export interface SnowplowSettings extends TellOptions {
  readonly appId?: string;
  readonly currency?: string;
}

const CORE = 'iglu:com.snowplowanalytics.snowplow/';
/** Of the property of a structured event. Source: Snowplow's atomic schema. */
const MOST_LETTERS = 1_000;

/** What the tracker's function on the page is called with. Pure. */
export function pageCalls(
  rows: readonly Row[],
  profile: Profile,
  options: SnowplowSettings,
): readonly (readonly unknown[])[] {
  return toldOf(rows, profile, { pageViews: false, ...options }).flatMap(([message, told]) => {
    const { type, name, at: timestamp, data } = message;
    if (type === 'reset') return [['setUserId', null]];
    // Nothing would take away the one that the page gave.
    if (type === 'identify') return data.user_id ? [['setUserId', data.user_id]] : [];
    if (told) return [['trackSelfDescribingEvent', { ...told, timestamp }]];
    if (name === 'page_view') return [['trackPageView', { title: data.page_title, timestamp }]];
    return [['trackStructEvent', { ...structuredOf(message), timestamp }]];
  });
}

/** What the collector is posted, all values as text; `null` where there is nothing. Source: Snowplow's tracker protocol. Pure. */
export function collectorPost(
  rows: readonly Row[],
  profile: Profile,
  options: SnowplowSettings,
  now: number,
): string | null {
  const uid = profile.slices.identity?.userId ?? undefined;
  const about = { p: 'web', tv: 'waymark', aid: options.appId, duid: profile.visitorId, uid, stm: `${now}` };
  const data = toldOf(rows, profile, options).flatMap(([message, told]) => {
    const { type, id, at, url } = message;
    if (type === 'identify' || type === 'reset') return [];
    return [{ ...about, eid: uuidOf(id), dtm: `${at}`, ...(url && { url }), ...eventOf(message, told) }];
  });
  return data.length ? JSON.stringify({ schema: `${CORE}payload_data/jsonschema/1-0-4`, data }) : null;
}

function eventOf(message: Message, told: SnowplowEvent | null): Fields {
  if (told) {
    const { event, context } = told;
    return { e: 'ue', ue_pr: wrap('unstruct_event', event), ...(context[0] && { co: wrap('contexts', context) }) };
  }
  if (message.name === 'page_view') return { e: 'pv', page: message.data.page_title };
  const { category, action, property, value } = structuredOf(message);
  return {
    e: 'se',
    se_ca: category,
    se_ac: action,
    se_pr: property,
    ...(value !== undefined && { se_va: `${value}` }),
  };
}

function wrap(name: string, data: object): string {
  return JSON.stringify({ schema: `${CORE}${name}/jsonschema/1-0-${name === 'contexts' ? 1 : 0}`, data });
}

/** Messages, with the event each is where Snowplow has a schema for it. */
function toldOf(
  rows: readonly Row[],
  profile: Profile,
  options: SnowplowSettings,
): readonly (readonly [Message, SnowplowEvent | null])[] {
  const messages = messagesOf(rows, SNOWPLOW_NAMES, options);
  const last = messages.filter(({ type }) => /_(to|from)_cart$/.test(type)).at(-1);
  // The cart as it stands is what the last act on it left.
  const { fields = ['*'] } = options;
  const cart = fields.some(field => field === '*' || field === 'value') && (profile.slices as Fields).cart;
  return messages.map(message => [message, snowplowEvent(message, options.currency, message === last && cart)]);
}

/** A structured event, for what has no schema: its data as JSON in `property`, where it is not too long. */
function structuredOf({ name, data }: Message): Fields {
  const property = JSON.stringify(data);
  return {
    category: 'waymark',
    action: name,
    ...(property.length > 2 && property.length <= MOST_LETTERS && { property }),
    ...(typeof data.value === 'number' && { value: data.value }),
  };
}
