import type { Profile } from '../core/profile.js';
import type { Row } from '../core/touchpoint.js';
import { type Fields, itemsOf, type Message, messagesOf } from './messages.js';
import type { Names, TellOptions } from './tell-options.js';

/** What Matomo is told of one message. */
export interface MatomoTold {
  readonly message: Message;
  /** As they are pushed to `_paq`. */
  readonly commands: readonly (readonly unknown[])[];
}

/** What is no event. Source: developer.matomo.org, "JavaScript Tracking Client". */
const NAMES: Names = { page_view: 'page_view', identify: 'identify', reset: 'reset', search: 'search' };
const CART = /^(add_to_cart|remove_from_cart|view_cart|begin_checkout)$/;

/** Rows as commands of Matomo's tracker. Pure. */
export function matomoCommands(rows: readonly Row[], { slices }: Profile, options: TellOptions): readonly MatomoTold[] {
  const messages = messagesOf(rows, NAMES, options);
  const last = messages.filter(({ type }) => CART.test(type)).at(-1);
  // The cart as it stands is what the last act on it left, which stands for all of them.
  const { fields = ['*'] } = options;
  const cart = fields.some(field => field === '*' || field === 'items') ? (slices as Fields).cart : undefined;
  return messages.map(message => ({
    message,
    commands: cart && message !== last && CART.test(message.type) ? [] : commandsOf(message, cart),
  }));
}

function commandsOf({ type, name, url, data }: Message, cart: unknown): MatomoTold['commands'] {
  const { value, transaction_id, tax, shipping, user_id, search_term, page_title, page_referrer } = data;
  const [first] = itemsOf(data);
  if (type === 'page_view') {
    const from = page_referrer ? [['setReferrerUrl', page_referrer]] : [];
    return [...from, ['setCustomUrl', url], ['setDocumentTitle', page_title], ['trackPageView']];
  }
  if (type === 'search' && search_term) return [['trackSiteSearch', search_term, false, false]];
  if (type === 'identify') return user_id ? [['setUserId', user_id]] : [];
  if (type === 'reset') return [['resetUserId']];
  if (type === 'purchase' && transaction_id && typeof value === 'number')
    return [...lines(itemsOf(data)), ['trackEcommerceOrder', transaction_id, value, '', tax ?? '', shipping ?? '', '']];
  const { lines: kept, value: worth } = CART.test(type) ? Object(cart) : {};
  if (Array.isArray(kept) && typeof worth === 'number')
    return [...lines(itemsOf({ items: kept })), ['trackEcommerceCartUpdate', worth]];

  // A product view rides on an event, for the page is counted already.
  const looked =
    type === 'view_item' && first
      ? [['setEcommerceView', ...productOf(first)]]
      : type === 'view_item_list' && data.item_list_name
        ? [['setEcommerceView', false, false, data.item_list_name]]
        : [];
  const about = first?.item_name ?? Object.values(data).find(field => typeof field === 'string');
  const category = first || transaction_id ? 'Ecommerce' : 'Waymark';
  const event = ['trackEvent', category, name, about ?? '', ...(typeof value === 'number' ? [value] : [])];
  return [...looked, event];
}

/** Matomo adds up what it is given on a page, so it is given all anew. */
function lines(items: readonly Fields[]): MatomoTold['commands'] {
  const added = items.map(item => ['addEcommerceItem', ...productOf(item), item.quantity ?? 1]);
  return [['clearEcommerceCart'], ...added];
}

function productOf(item: Fields): readonly unknown[] {
  const levels = ['', 2, 3, 4, 5].flatMap(level => item[`item_category${level}`] || []);
  return [item.item_id ?? item.item_name ?? '', item.item_name ?? '', levels, item.price ?? 0];
}
