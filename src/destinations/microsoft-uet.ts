import type { Known, Plugin } from '../core/plugin.js';
import { type AdOptions, adSystem } from './ad-system.js';
import type { Uetq } from './microsoft-uet-words.js';
import { pageObject } from './page-object.js';
import { TELLS } from './tell-options.js';

export interface MicrosoftUetOptions extends AdOptions {
  /** Id of the tag that `load` loads. */
  readonly tagId?: string;
}

const KNOWN: Known<MicrosoftUetOptions> = { ...TELLS, tagId: 1, load: 1 };

/** Microsoft Advertising, through the `uetq` of the page's UET tag; audiences are actions whose label is their name. */
export function microsoftUet(options: MicrosoftUetOptions = {}): Plugin {
  return adSystem<Uetq>({
    name: 'microsoft-uet',
    object: 'uetq',
    options,
    known: KNOWN,
    id: 'tagId',
    find: pageObject<Uetq>('uetq'),
    consent: (uetq, isGranted) => uetq.push('consent', 'update', { ad_storage: isGranted ? 'granted' : 'denied' }),
    words: way => import('./microsoft-uet-words.js').then(({ microsoftUetWords }) => microsoftUetWords(options, way)),
  });
}
