import type { AdOptions, AdWay } from './ad-system.js';
import { adWords } from './ad-words.js';
import type { Deliver } from './late.js';
import { given, rename } from './messages.js';
import { piecesOf } from './shop-facts.js';
import type { Names } from './tell-options.js';

/** Pinterest's one function. */
export type Pintrk = (...call: readonly unknown[]) => void;

interface Options extends AdOptions {
  readonly tagId?: string;
}

/** Source: help.pinterest.com/en/business/article/add-event-codes. Its own base code tells pages by `page`. */
const NAMES: Names = {
  page_view: 'page',
  view_item_list: 'viewcategory',
  view_item: 'pagevisit',
  search: 'search',
  add_to_wishlist: 'addtowishlist',
  add_to_cart: 'addtocart',
  begin_checkout: 'initiatecheckout',
  add_payment_info: 'addpaymentinfo',
  purchase: 'checkout',
  generate_lead: 'lead',
  sign_up: 'signup',
  'audience.enter': 'audienceenter',
  'audience.refresh': 'audiencerefresh',
  'audience.leave': 'audienceleave',
};
const PRODUCT = {
  id: 'product_id',
  name: 'product_name',
  category: 'product_category',
  variant: 'product_variant',
  price: 'product_price',
  quantity: 'product_quantity',
  brand: 'product_brand',
};

/** Tells the page's `pintrk`. */
export function pinterestWords(options: Options, way: AdWay<Pintrk>): Deliver {
  return adWords<Pintrk>({
    ...way,
    options,
    table: NAMES,
    script: { id: options.tagId, src: () => 'https://s.pinimg.com/ct/core.js', prepare },
    tell(pintrk, { name, id, own, facts: { products, search, order, ...facts } }) {
      if (name === 'page') return pintrk(name);
      const line_items = products?.map(product => rename(product, PRODUCT));
      const order_quantity = products && piecesOf(products);
      const more = given({ search_query: search, order_id: order, order_quantity, line_items });
      return pintrk('track', name, { ...own, ...facts, ...more, event_id: order ?? id });
    },
  });
}

/** The queue that stands in for the tag until it is there, as Pinterest writes it. */
function prepare(id: string): void {
  const queue: unknown[] = [];
  const pintrk = (...call: unknown[]): void => void queue.push(call);
  Object.assign(window, { pintrk: Object.assign(pintrk, { queue, version: '3.0' }) });
  pintrk('load', id);
}
