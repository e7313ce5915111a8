import { definePlugin, type Plugin } from '../core/plugin.js';
import { markOwn } from '../platform/own-push.js';
import { type Fields, messagesOf, type Names, type TellOptions } from './messages.js';
import type { Post } from './post-each.js';
import { segmentCalls, segmentEvents } from './segment-spec.js';
import { pageObject, throughVendor } from './vendor.js';

/** What is used of the page objects that follow Segment's. */
interface Analytics {
  page(category: undefined, name: undefined, properties: Fields, options: object): unknown;
  track(event: string, properties: Fields, options: object): unknown;
  identify(userId: unknown, traits: unknown, options: object): unknown;
  reset(): unknown;
}

/** A system whose script on the page has the methods of Segment's, and whose API takes its calls. */
export interface SegmentLike extends Pick<Plugin, 'name' | 'arms' | 'ignores'> {
  /** Name of its object on the page. */
  readonly object: string;
  readonly names: Names;
  readonly options: TellOptions;
  /** Every name of options. */
  readonly known: Readonly<Record<string, unknown>>;
  /** The options of a call: when it happened and its id. Default: as Segment takes them. */
  about?(at: Date, messageId?: string): object;
  /** Runs before a call whose answer is no object of ours. */
  calls?(call: string): void;
  /** Given, calls are posted so, and the page needs no script. */
  readonly post: ((calls: readonly Fields[]) => Post) | false | undefined | '';
}

/** A destination that is such a system. */
export function segmentLike({
  object,
  names,
  options,
  known,
  about = aboutOf,
  calls,
  post,
  ...plugin
}: SegmentLike): Plugin {
  const through = throughVendor<Analytics>({
    name: plugin.name,
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

  return definePlugin({
    ...plugin,
    purpose: 'analytics',
    options: [options, known],
    delivery: post ? 'queue' : 'page',
    fields: options.fields ?? ['*'],
    deliver(rows, context) {
      if (!post) return through(rows, context);
      const batch = messagesOf(rows, names, options).flatMap(message => segmentCalls(message, context.profile));
      return batch.length ? context.send(...post(batch)) : {};
    },
  });
}

function aboutOf(timestamp: Date, messageId?: string): object {
  return { ...(messageId && { messageId }), timestamp };
}
