import { definePlugin, type Known, type Plugin } from '../core/plugin.js';
import type { Load } from './loader.js';
import { type Fields, messagesOf, TELLS, type TellOptions } from './messages.js';
import { POSTHOG_NAMES, posthogCalls } from './posthog-calls.js';
import { posthogScript } from './posthog-script.js';
import { segmentEvents } from './segment-spec.js';
import { uuidOf } from './uuid-of.js';
import { pageObject, throughVendor } from './vendor.js';

export interface PosthogOptions extends TellOptions {
  /** Key of the project. Given without `load`, rows are posted to PostHog's HTTP API, and the page needs no script of PostHog's. */
  readonly key?: string;
  /** Where PostHog is. Default `https://us.i.posthog.com`. */
  readonly host?: string;
  /**
   * Loads PostHog's script and starts it with `key` where the page has none; that one is opted out when consent is withdrawn.
   * Default `false`.
   */
  readonly load?: Load;
}

/** What is used of `window.posthog`. */
interface Posthog {
  capture(event: string, properties: Fields, options: object): unknown;
  identify(userId: unknown, traits: unknown): unknown;
  reset(): unknown;
}

const KNOWN: Known<PosthogOptions> = { ...TELLS, key: 1, host: 1, load: 1 };

/**
 * PostHog, through the page's `posthog` or, with `key`, by its HTTP API. Shop touchpoints go in the words of PostHog's
 * ecommerce spec, the others under their own. Throws `WaymarkError` for `load` without `key`.
 */
export function posthog(options: PosthogOptions = {}): Plugin {
  const { key, host = 'https://us.i.posthog.com', load, fields = ['*'] } = options;
  const isPosted = key && !load;
  const script = posthogScript(key, host, load);

  const through = throughVendor<Posthog>({
    name: 'posthog',
    object: 'posthog',
    find: pageObject<Posthog>('posthog', 'capture'),
    load: script.load,
    tell(vendor, rows) {
      script.grant();
      for (const message of messagesOf(rows, POSTHOG_NAMES, { pageViews: false, ...options })) {
        const { type, name, data, at } = message;
        if (type === 'reset') vendor.reset();
        else if (type !== 'identify')
          for (const { id, properties } of segmentEvents(message))
            vendor.capture(name, properties, { uuid: uuidOf(id), timestamp: new Date(at) });
        else if (data.user_id) vendor.identify(data.user_id, data.traits);
      }
    },
  });

  return definePlugin({
    name: 'posthog',
    purpose: 'analytics',
    options: [options, KNOWN],
    delivery: isPosted ? 'queue' : 'page',
    fields,
    ...(load && { capture: () => script.withdraw }),
    deliver(rows, context) {
      if (!isPosted) return through(rows, context);
      const batch = messagesOf(rows, POSTHOG_NAMES, options).flatMap(message => posthogCalls(message, context.profile));
      return batch.length ? context.send(`${host}/batch/`, JSON.stringify({ api_key: key, batch })) : {};
    },
  });
}
