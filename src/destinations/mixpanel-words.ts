import type { Deliver } from './late.js';
import { type Fields, messagesOf, rename } from './messages.js';
import { MIXPANEL_NAMES, MIXPANEL_TRAITS, mixpanelCalls, mixpanelEvents } from './mixpanel-spec.js';
import { pageObject } from './page-object.js';
import type { TellOptions } from './tell-options.js';
import { throughVendor } from './vendor.js';

/** What is used of `window.mixpanel`. */
interface Mixpanel {
  track(event: string, properties: Fields): unknown;
  identify(userId: unknown): unknown;
  readonly people: { set(traits: Fields): unknown };
  reset(): unknown;
}

/** Asks for no question of the browser beforehand. */
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** Tells the page's `mixpanel` or, with `token`, its HTTP API at `url`. */
export function mixpanelWords(options: TellOptions, url: string, token?: string): Deliver {
  if (token)
    return async (rows, { profile, send }) => {
      const { events, people } = mixpanelCalls(messagesOf(rows, MIXPANEL_NAMES, options), token, profile);
      const post = (path: string, list: readonly Fields[]) =>
        list.length ? send(`${url}/${path}?ip=0`, `data=${encodeURIComponent(JSON.stringify(list))}`, FORM) : {};
      const answer = await post('track', events);
      // What was taken is known by its id when all of it comes again.
      return Object.keys(answer).length ? answer : post('engage', people);
    };
  return throughVendor<Mixpanel>({
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
}
