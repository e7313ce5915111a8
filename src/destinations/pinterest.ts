import type { Known, Plugin } from '../core/plugin.js';
import { type AdOptions, adSystem } from './ad-system.js';
import { pageObject } from './page-object.js';
import type { Pintrk } from './pinterest-words.js';
import { TELLS } from './tell-options.js';

export interface PinterestOptions extends AdOptions {
  /** Id of the tag that `load` loads. */
  readonly tagId?: string;
}

const KNOWN: Known<PinterestOptions> = { ...TELLS, tagId: 1, load: 1 };

/** Pinterest's tag, through the page's `pintrk`. `event_id` is the id of the order for a purchase, else of the touchpoint. */
export function pinterest(options: PinterestOptions = {}): Plugin {
  return adSystem<Pintrk>({
    name: 'pinterest',
    object: 'pintrk',
    options,
    known: KNOWN,
    id: 'tagId',
    find: pageObject<Pintrk>('pintrk'),
    consent: (pintrk, isGranted) => pintrk('setconsent', isGranted),
    words: way => import('./pinterest-words.js').then(({ pinterestWords }) => pinterestWords(options, way)),
  });
}
