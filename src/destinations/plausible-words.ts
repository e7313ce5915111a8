import type { Deliver } from './late.js';
import { type Fields, isPlain, itemsOf, type Message, messagesOf } from './messages.js';
import { pageObject } from './page-object.js';
import { postEach } from './post-each.js';
import type { Names, TellOptions } from './tell-options.js';
import { throughVendor } from './vendor.js';

/** The goals of Plausible's own examples. Source: plausible.io/docs, "Custom events", "Ecommerce revenue tracking". */
const NAMES: Names = { page_view: 'pageview', purchase: 'Purchase', sign_up: 'Signup' };
/** Source: plausible.io/docs/custom-props, and the Events API. */
const MOST_PROPS = 30;
const MOST_LETTERS = 300;

/** Tells the page's `plausible` or, with `domain`, its Events API at `url`. */
export function plausibleWords(options: TellOptions, url: string, domain?: string): Deliver {
  if (domain)
    return postEach({
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
  return throughVendor<(name: string, options: Fields) => unknown>({
    name: 'plausible',
    object: 'plausible',
    find: pageObject('plausible'),
    tell(vendor, rows) {
      for (const message of messagesOf(rows, NAMES, { pageViews: false, ...options }))
        vendor(message.name, aboutOf(message));
    },
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
