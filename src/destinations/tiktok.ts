import type { Known, Plugin } from '../core/plugin.js';
import { type AdOptions, adSystem } from './ad-system.js';
import { pageObject } from './page-object.js';
import { TELLS } from './tell-options.js';
import type { Ttq } from './tiktok-words.js';

export interface TiktokOptions extends AdOptions {
  /** Tells this pixel only, and is what `load` loads. Default: every pixel of the page. */
  readonly pixelId?: string;
}

const KNOWN: Known<TiktokOptions> = { ...TELLS, pixelId: 1, load: 1 };

/** TikTok's pixel, through the page's `ttq`. `event_id` is the id of the order for a purchase, else of the touchpoint. */
export function tiktok(options: TiktokOptions = {}): Plugin {
  return adSystem<Ttq>({
    name: 'tiktok',
    object: 'ttq',
    options,
    known: KNOWN,
    id: 'pixelId',
    find: pageObject<Ttq>('ttq', 'track'),
    consent: (ttq, isGranted) => (isGranted ? ttq.grantConsent?.() : ttq.revokeConsent?.()),
    words: way => import('./tiktok-words.js').then(({ tiktokWords }) => tiktokWords(options, way)),
  });
}
