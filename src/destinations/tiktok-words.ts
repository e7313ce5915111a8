import { AD_NAMES } from './ad-names.js';
import type { AdOptions, AdWay } from './ad-system.js';
import { adWords } from './ad-words.js';
import type { Deliver } from './late.js';
import { given, rename } from './messages.js';
import type { Names } from './tell-options.js';

/** What is used of one pixel. */
interface Pixel {
  page(): unknown;
  track(name: string, fields: object, about: object): unknown;
}

/** What is used of `window.ttq`. */
export interface Ttq extends Pixel {
  /** An older pixel has none. */
  instance?(id: string): Pixel;
  /** Pixels from before 2023 have neither. */
  grantConsent?(): unknown;
  revokeConsent?(): unknown;
}

interface Options extends AdOptions {
  readonly pixelId?: string;
}

const SRC = 'https://analytics.tiktok.com/i18n/pixel/events.js';

/** Source: ads.tiktok.com/help, "Standard events and parameters"; types as in Segment's TikTok pixel. */
const NAMES: Names = { ...AD_NAMES, page_view: 'page' };
const PRODUCT = { id: 'content_id', name: 'content_name', category: 'content_category', variant: '' };
const METHODS =
  'page track identify instances debug on off once ready alias group enableCookie disableCookie holdConsent revokeConsent grantConsent'.split(
    ' ',
  );

/** Tells the page's `ttq`. */
export function tiktokWords(options: Options, way: AdWay<Ttq>): Deliver {
  const { pixelId } = options;
  return adWords<Ttq>({
    ...way,
    options,
    table: NAMES,
    script: { id: pixelId, src: id => `${SRC}?sdkid=${id}&lib=ttq`, prepare },
    tell(ttq, { name, id, own, facts: { products, search, order, ...facts } }) {
      const pixel = (pixelId && ttq.instance?.(pixelId)) || ttq;
      if (name === 'page') return pixel.page();
      const contents = products?.map(product => ({ ...rename(product, PRODUCT), content_type: 'product' }));
      const kind = products && 'product';
      const more = given({ query: search, order_id: order, contents, content_type: kind });
      return pixel.track(name, { ...own, ...facts, ...more }, { event_id: order ?? id });
    },
  });
}

/** The queue that stands in for the pixel until it is there, as TikTok writes it. */
function prepare(id: string): void {
  const queueOf = (queue: unknown[]): unknown[] =>
    Object.assign(
      queue,
      Object.fromEntries(METHODS.map(name => [name, (...call: unknown[]) => queue.push([name, ...call])])),
    );
  const pixels = { [id]: Object.assign(queueOf([]), { _u: SRC }) };
  const instance = (name: string): unknown[] => pixels[name] ?? queueOf([]);
  const about = { _i: pixels, _t: { [id]: Date.now() }, _o: { [id]: {} }, methods: METHODS, instance };
  Object.assign(window, { TiktokAnalyticsObject: 'ttq', ttq: Object.assign(queueOf([]), about) });
}
