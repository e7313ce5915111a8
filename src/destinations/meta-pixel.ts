import type { Known, Plugin } from '../core/plugin.js';
import { type AdOptions, adSystem } from './ad-system.js';
import type { Fbq } from './meta-pixel-words.js';
import { pageObject } from './page-object.js';
import { TELLS } from './tell-options.js';

export interface MetaPixelOptions extends AdOptions {
  /** Tells this pixel only, and is what `load` loads. Default: every pixel of the page. */
  readonly pixelId?: string;
}

const KNOWN: Known<MetaPixelOptions> = { ...TELLS, pixelId: 1, load: 1 };

/**
 * Meta's pixel, through the page's `fbq`: standard events with products as its catalogue ads want them, audiences as custom
 * events. `eventID` is the id of the order for a purchase, so that a server can say the same, else of the touchpoint.
 */
export function metaPixel(options: MetaPixelOptions = {}): Plugin {
  return adSystem<Fbq>({
    name: 'meta-pixel',
    object: 'fbq',
    options,
    known: KNOWN,
    id: 'pixelId',
    find: pageObject<Fbq>('fbq'),
    consent: (fbq, isGranted) => fbq('consent', isGranted ? 'grant' : 'revoke'),
    words: way => import('./meta-pixel-words.js').then(({ metaPixelWords }) => metaPixelWords(options, way)),
  });
}
