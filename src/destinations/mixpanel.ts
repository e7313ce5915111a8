import { definePlugin, type Known, type Plugin } from '../core/plugin.js';
import { type Fields, messagesOf, rename, TELLS, type TellOptions } from './messages.js';
import { MIXPANEL_NAMES, MIXPANEL_TRAITS, mixpanelCalls, mixpanelEvents } from './mixpanel-spec.js';
import { pageObject, throughVendor } from './vendor.js';

export interface MixpanelOptions extends TellOptions {
  /** Token of the project. Given, rows are posted to Mixpanel's HTTP API, and the page needs no script of Mixpanel's. */
  readonly token?: string;
  /** Where that API is. Default `https://api-js.mixpanel.com`; in the EU `https://api-eu.mixpanel.com`. */
  readonly url?: string;
}

/** What is used of `window.mixpanel`. */
interface Mixpanel {
  track(event: string, properties: Fields): unknown;
  identify(userId: unknown): unknown;
  readonly people: { set(traits: Fields): unknown };
  reset(): unknown;
}

const KNOWN: Known<MixpanelOptions> = { ...TELLS, token: 1, url: 1 };
/** Asks for no question of the browser beforehand. */
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/**
 * Mixpanel, through the page's `mixpanel` or, with `token`, by `/track` and `/engage` of its HTTP API, which is asked not to look
 * up where the visitor is. Source: developer.mixpanel.com/reference/track-event.
 */
export function mixpanel(options: MixpanelOptions = {}): Plugin {
  const { token, url = 'https://api-js.mixpanel.com', fields = ['*'] } = options;
  const through = throughVendor<Mixpanel>({
    name: 'mixpanel',
    object: 'mixpanel',
    find: pageObject<Mixpanel>('mixpanel', 'track'),
    tell(vendor, rows) {
      for (const message of messagesOf(rows, MIXPANEL_NAMES, { pageViews: false, ...options })) {
        const { name, data } = message;
        if (name === 'reset') vendor.reset();
        else if (name === 'identify') {
          vendor.identify(data.user_id);
          if (data.traits) vendor.people.set(rename(data.traits, MIXPANEL_TRAITS));
        } else for (const properties of mixpanelEvents(message)) vendor.track(name, properties);
      }
    },
  });

  return definePlugin({
    name: 'mixpanel',
    purpose: 'analytics',
    options: [options, KNOWN],
    delivery: token ? 'queue' : 'page',
    fields,
    async deliver(rows, context) {
      if (!token) return through(rows, context);
      const { events, people } = mixpanelCalls(messagesOf(rows, MIXPANEL_NAMES, options), token, context.profile);
      const post = (path: string, list: readonly Fields[]) =>
        list.length
          ? context.send(`${url}/${path}?ip=0`, `data=${encodeURIComponent(JSON.stringify(list))}`, FORM)
          : {};
      const answer = await post('track', events);
      // What was taken is known by its id when all of it comes again.
      return Object.keys(answer).length ? answer : post('engage', people);
    },
  });
}
