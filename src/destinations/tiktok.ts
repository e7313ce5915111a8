import type { Known, Plugin } from '../core/plugin.js';
import { AD_NAMES } from './ad-names.js';
import { type AdOptions, adSystem } from './ad-system.js';
import { given, type Names, rename, TELLS } from './messages.js';

import { pageObject } from './vendor.js';

export interface TiktokOptions extends AdOptions {
  /** Tells this pixel only, and is what `load` loads. Default: every pixel of the page. */
  readonly pixelId?: string;
}

/** What is used of one pixel. */
interface Pixel {
  page(): unknown;
  track(name: string, fields: object, about: object): unknown;
}

/** What is used of `window.ttq`. */
interface Ttq extends Pixel {
  /** An older pixel has none. */
  instance?(id: string): Pixel;
  /** Pixels from before 2023 have neither. */
  grantConsent?(): unknown;
  revokeConsent?(): unknown;
}

const KNOWN: Known<TiktokOptions> = { ...TELLS, pixelId: 1, load: 1 };
const SRC = 'https://analytics.tiktok.com/i18n/pixel/events.js';

/** Source: ads.tiktok.com/help, "Standard events and parameters"; types as in Segment's TikTok pixel. */
const NAMES: Names = { ...AD_NAMES, page_view: 'page' };
const PRODUCT = { id: 'content_id', name: 'content_name', category: 'content_category', variant: '' };
const METHODS =
  'page track identify instances debug on off once ready alias group enableCookie disableCookie holdConsent revokeConsent grantConsent'.split(
    ' ',
  );

/** TikTok's pixel, through the page's `ttq`. `event_id` is the id of the order for a purchase, else of the touchpoint. */
export function tiktok(options: TiktokOptions = {}): Plugin {
  const { pixelId } = options;
  return adSystem<Ttq>({
    name: 'tiktok',
    object: 'ttq',
    options,
    known: KNOWN,
    table: NAMES,
    script: { option: 'pixelId', id: pixelId, src: id => `${SRC}?sdkid=${id}&lib=ttq`, prepare },
    find: pageObject<Ttq>('ttq', 'track'),
    consent: (ttq, isGranted) => (isGranted ? ttq.grantConsent?.() : ttq.revokeConsent?.()),
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
