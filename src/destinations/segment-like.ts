import type { Plugin } from '../core/plugin.js';
import { markOwn } from '../platform/own-push.js';
import { type Fields, messagesOf, type Names, type TellOptions } from './messages.js';
import { segmentEvents } from './segment-spec.js';
import { throughVendor } from './vendor.js';

/** What is used of the page objects that follow Segment's. */
interface Analytics {
  page(category: undefined, name: undefined, properties: Fields, options: object): unknown;
  track(event: string, properties: Fields, options: object): unknown;
  identify(userId: unknown, traits: unknown, options: object): unknown;
  reset(): unknown;
}

/** A system whose script on the page has the methods of Segment's. */
export interface SegmentLike {
  /** Name of the plugin. */
  readonly name: string;
  /** Name of its object on the page. */
  readonly object: string;
  readonly names: Names;
  readonly options: TellOptions;
  /** The options of a call: when it happened and, where the system lets others say it, its id. */
  about(at: Date, messageId?: string): object;
  /** Runs before a call whose answer is no object of ours. */
  calls?(call: string): void;
}

/** A `deliver` for such a script. */
export function throughAnalytics({
  name: plugin,
  object,
  names,
  options,
  about,
  calls,
}: SegmentLike): NonNullable<Plugin['deliver']> {
  return throughVendor<Analytics>({
    name: plugin,
    object,
    find() {
      const analytics = (window as unknown as Readonly<Record<string, Analytics | undefined>>)[object];
      return analytics?.track && analytics;
    },
    tell(analytics, rows) {
      for (const message of messagesOf(rows, names, { pageViews: false, ...options })) {
        const { name, data } = message;
        const at = new Date(message.at);
        if (name === 'reset') analytics.reset();
        else if (name === 'identify') {
          calls?.(`identify ${data.user_id}`);
          analytics.identify(data.user_id, data.traits, about(at));
        } else
          for (const { id, properties } of segmentEvents(message)) {
            if (name === 'page') {
              calls?.(name);
              analytics.page(undefined, undefined, properties, about(at, id));
            } else analytics.track(name, markOwn({ ...properties }), about(at, id));
          }
      }
    },
  });
}
