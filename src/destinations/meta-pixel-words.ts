import { AD_NAMES } from './ad-names.js';
import type { AdOptions, AdWay } from './ad-system.js';
import { adWords } from './ad-words.js';
import type { Deliver } from './late.js';
import { type Fields, given } from './messages.js';
import { piecesOf, type ShopProduct } from './shop-facts.js';
import type { Names } from './tell-options.js';

/** Meta's one function. */
export type Fbq = (...call: readonly unknown[]) => void;

interface Options extends AdOptions {
  readonly pixelId?: string;
}

/** Source: developers.facebook.com/docs/meta-pixel/reference, "Standard Events". */
const NAMES: Names = { ...AD_NAMES, page_view: 'PageView' };
const STANDARD =
  /^(AddPaymentInfo|AddTo(Cart|Wishlist)|CompleteRegistration|Contact|CustomizeProduct|Donate|FindLocation|InitiateCheckout|Lead|PageView|Purchase|Schedule|Search|StartTrial|SubmitApplication|Subscribe|ViewContent)$/;

/** Tells the page's `fbq`. */
export function metaPixelWords(options: Options, way: AdWay<Fbq>): Deliver {
  const { pixelId } = options;
  return adWords<Fbq>({
    ...way,
    options,
    table: NAMES,
    script: { id: pixelId, src: () => 'https://connect.facebook.net/en_US/fbevents.js', prepare },
    tell(fbq, { name, id, own, facts: { products = [], search, order, ...facts } }) {
      const verb = `track${pixelId ? 'Single' : ''}${STANDARD.test(name) ? '' : 'Custom'}`;
      const fields = {
        ...own,
        ...facts,
        ...given({ search_string: search, order_id: order }),
        ...contentsOf(name, products),
      };
      fbq(verb, ...(pixelId ? [pixelId] : []), name, fields, { eventID: order ?? id });
    },
  });
}

function contentsOf(name: string, products: readonly ShopProduct[]): Fields {
  const [first] = products;
  return !first
    ? {}
    : given({
        content_type: 'product',
        content_ids: products.map(({ id }) => id),
        contents: products.map(({ id, quantity, price }) => given({ id, quantity, item_price: price })),
        content_name: products[1] ? undefined : first.name,
        content_category: products[1] ? undefined : first.category,
        num_items: /^(InitiateCheckout|Purchase)$/.test(name) ? piecesOf(products) : undefined,
      });
}

/** The queue that stands in for the pixel until it is there, as Meta writes it. */
function prepare(id: string): void {
  const fbq = (...call: readonly unknown[]): void =>
    fbq.callMethod ? fbq.callMethod(...call) : void fbq.queue.push(call);
  fbq.callMethod = undefined as Fbq | undefined;
  fbq.queue = [] as (readonly unknown[])[];
  Object.assign(fbq, { push: fbq, loaded: true, version: '2.0', disablePushState: true });
  Object.assign(window, { fbq, _fbq: fbq });
  fbq('init', id);
}
