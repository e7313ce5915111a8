import type { Deliver } from './late.js';
import { type Fields, JSON_TYPE, type Message, messagesOf } from './messages.js';
import { pageObject } from './page-object.js';
import { postEach } from './post-each.js';
import type { Names, TellOptions } from './tell-options.js';
import { throughVendor } from './vendor.js';

/** What is used of `window.umami`. */
interface Umami {
  track(name: string | ((page: Fields) => Fields), data?: Fields): unknown;
  identify(userId: unknown, traits: unknown): unknown;
}

/** Umami has no names of its own. */
const NAMES: Names = { page_view: 'page_view', identify: 'identify' };
/** Of a name. Source: umami.is/docs, "Tracker functions". */
const MOST_LETTERS = 50;

/** Tells the page's `umami` or, with `website`, its HTTP API at `url`. */
export function umamiWords(options: TellOptions, url: string, website?: string): Deliver {
  if (website)
    return postEach({
      countsTwice: true,
      postsOf: row => messagesOf([row], NAMES, options).map(message => [url, bodyOf(message, website), JSON_TYPE]),
    });
  return throughVendor<Umami>({
    name: 'umami',
    object: 'umami',
    find: pageObject<Umami>('umami', 'track'),
    tell(vendor, rows) {
      for (const message of messagesOf(rows, NAMES, { pageViews: false, ...options })) {
        const { type, name, url: address, data } = message;
        if (type === 'page_view') vendor.track(page => ({ ...page, url: address, title: data.page_title }));
        else if (type !== 'identify') vendor.track(name.slice(0, MOST_LETTERS), dataOf(message));
        else if (data.user_id) vendor.identify(data.user_id, data.traits);
      }
    },
  });
}

/** A message as the API takes it. Source: umami.is/docs/api/sending-stats. */
function bodyOf(message: Message, website: string): string {
  const { type, name, at, data } = message;
  const { href: url, hostname } = new URL(message.url || '/', location.href);
  const page = { website, hostname, url, timestamp: Math.floor(at / 1000) };
  if (type === 'identify') return JSON.stringify({ type, payload: { ...page, id: data.user_id, data: data.traits } });
  const about =
    type === 'page_view'
      ? { title: data.page_title, referrer: data.page_referrer }
      : { name: name.slice(0, MOST_LETTERS), data: dataOf(message) };
  return JSON.stringify({ type: 'event', payload: { ...page, ...about } });
}

/** An order says its revenue as Umami's reports read it. */
function dataOf({ type, data }: Message): Fields {
  return type === 'purchase' ? { ...data, revenue: data.value } : data;
}
