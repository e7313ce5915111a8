import { markOwn } from '../platform/own-push.js';
import type { Deliver } from './late.js';
import { type Fields, messagesOf } from './messages.js';
import { pageObject } from './page-object.js';
import type { Post } from './post-each.js';
import { SEGMENT_NAMES, segmentCalls, segmentEvents } from './segment-spec.js';
import type { Names, TellOptions } from './tell-options.js';
import { throughVendor } from './vendor.js';

/** What is used of the page objects that follow Segment's. */
interface Analytics {
  page(category: undefined, name: undefined, properties: Fields, options: object): unknown;
  track(event: string, properties: Fields, options: object): unknown;
  identify(userId: unknown, traits: unknown, options: object): unknown;
  reset(): unknown;
}

/** A system whose script on the page has the methods of Segment's, and whose API takes its calls. */
export interface SegmentLike {
  readonly name: string;
  /** Name of its object on the page. */
  readonly object: string;
  readonly options: TellOptions;
  /** Names beside those of Segment's spec. */
  readonly names?: Names;
  /** The options of a call: when it happened and its id. Default: as Segment takes them. */
  about?(at: Date, messageId?: string): object;
  /** Runs before a call whose answer is no object of ours. */
  calls?(call: string): void;
  /** Given, calls are posted so, and the page needs no script. */
  readonly post: ((calls: readonly Fields[]) => Post) | false | undefined | '';
}

/** Tells such a system. */
export function segmentLike({ name, object, options, about = aboutOf, calls, post, ...more }: SegmentLike): Deliver {
  const names = { ...SEGMENT_NAMES, ...more.names };
  if (post)
    return (rows, context) => {
      const batch = messagesOf(rows, names, options).flatMap(message => segmentCalls(message, context.profile));
      return batch.length ? context.send(...post(batch)) : {};
    };
  return throughVendor<Analytics>({
    name,
    object,
    find: pageObject<Analytics>(object, 'track'),
    tell(analytics, rows) {
      for (const message of messagesOf(rows, names, { pageViews: false, ...options })) {
        const { name, data } = message;
        const at = new Date(message.at);
        if (name === 'reset') {
          calls?.(name);
          analytics.reset();
        } else if (name === 'identify') {
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

function aboutOf(timestamp: Date, messageId?: string): object {
  return { ...(messageId && { messageId }), timestamp };
}
