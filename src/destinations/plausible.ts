import { definePlugin, type Known, type Plugin } from '../core/plugin.js';
import {
  type Fields,
  isPlain,
  itemsOf,
  type Message,
  messagesOf,
  type Names,
  TELLS,
  type TellOptions,
} from './messages.js';
import { postEach } from './post-each.js';
import { pageObject, throughVendor } from './vendor.js';

export interface PlausibleOptions extends TellOptions {
  /** Name of the site in Plausible. Given, rows are posted to its Events API, and the page needs no script of Plausible's. */
  readonly domain?: string;
  /** Where that API is. Default `https://plausible.io/api/event`. */
  readonly url?: string;
}

const KNOWN: Known<PlausibleOptions> = { ...TELLS, domain: 1, url: 1 };

/** The goals of Plausible's own examples. Source: plausible.io/docs, "Custom events", "Ecommerce revenue tracking". */
const NAMES: Names = { page_view: 'pageview', purchase: 'Purchase', sign_up: 'Signup' };
/** Source: plausible.io/docs/custom-props, and the Events API. */
const MOST_PROPS = 30;
const MOST_LETTERS = 300;

/**
 * Plausible, through the page's `plausible` or, with `domain`, by its Events API. Fields go as custom properties, an order with
 * its revenue. By HTTP Plausible counts when it hears of it, and a repeat twice: nothing is sent by a page that goes.
 */
export function plausible(options: PlausibleOptions = {}): Plugin {
  const { domain, url = 'https://plausible.io/api/event', fields = ['*'] } = options;
  const through = throughVendor<(name: string, options: Fields) => unknown>({
    name: 'plausible',
    object: 'plausible',
    find: pageObject('plausible'),
    tell(vendor, rows) {
      for (const message of messagesOf(rows, NAMES, { pageViews: false, ...options }))
        vendor(message.name, aboutOf(message));
    },
  });
  const posts = postEach({
    countsTwice: true,
    postsOf: row =>
      messagesOf([row], NAMES, options).map(message => {
        const { type, name, data } = message;
        const referrer = type === 'page_view' ? data.page_referrer : undefined;
        // What time alone decided has no page.
        const about = { name, domain, url: message.url || `https://${domain}/`, referrer };
        return [url, JSON.stringify({ ...about, ...aboutOf(message) })];
      }),
  });

  return definePlugin({
    name: 'plausible',
    purpose: 'analytics',
    options: [options, KNOWN],
    delivery: domain ? 'queue' : 'page',
    fields,
    deliver: domain ? posts : through,
  });
}

function aboutOf({ type, data }: Message): Fields {
  const { value, currency } = data;
  const items = itemsOf(data);
  const products = ['item_id', 'item_name'].map(name => [name, items.flatMap(item => item[name] ?? []).join(', ')]);
  const props = [...Object.entries(data), ...products]
    .filter(([, field]) => field !== '' && isPlain(field))
    .slice(0, MOST_PROPS)
    .map(([name = '', field]) => [`${name}`.slice(0, MOST_LETTERS), `${field}`.slice(0, MOST_LETTERS)]);
  return {
    props: Object.fromEntries(props),
    ...(type === 'purchase' && typeof value === 'number' && currency ? { revenue: { amount: value, currency } } : {}),
  };
}
