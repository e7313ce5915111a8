import type { Known, Plugin } from '../core/plugin.js';
import { AD_NAMES } from './ad-names.js';
import { type AdOptions, adSystem } from './ad-system.js';
import { type Fields, given, type Names, TELLS } from './messages.js';
import { piecesOf, type ShopProduct } from './shop-facts.js';
import { pageObject } from './vendor.js';

export interface MetaPixelOptions extends AdOptions {
  /** Tells this pixel only, and is what `load` loads. Default: every pixel of the page. */
  readonly pixelId?: string;
}

type Fbq = (...call: readonly unknown[]) => void;

const KNOWN: Known<MetaPixelOptions> = { ...TELLS, pixelId: 1, load: 1 };

/** Source: developers.facebook.com/docs/meta-pixel/reference, "Standard Events". */
const NAMES: Names = { ...AD_NAMES, page_view: 'PageView' };
const STANDARD =
  /^(AddPaymentInfo|AddTo(Cart|Wishlist)|CompleteRegistration|Contact|CustomizeProduct|Donate|FindLocation|InitiateCheckout|Lead|PageView|Purchase|Schedule|Search|StartTrial|SubmitApplication|Subscribe|ViewContent)$/;

/**
 * Meta's pixel, through the page's `fbq`: standard events with products as its catalogue ads want them, audiences as custom
 * events. `eventID` is the id of the order for a purchase, so that a server can say the same, else of the touchpoint.
 */
export function metaPixel(options: MetaPixelOptions = {}): Plugin {
  const { pixelId } = options;
  return adSystem<Fbq>({
    name: 'meta-pixel',
    object: 'fbq',
    options,
    known: KNOWN,
    table: NAMES,
    script: { option: 'pixelId', id: pixelId, src: () => 'https://connect.facebook.net/en_US/fbevents.js', prepare },
    find: pageObject<Fbq>('fbq'),
    consent: (fbq, isGranted) => fbq('consent', isGranted ? 'grant' : 'revoke'),
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
