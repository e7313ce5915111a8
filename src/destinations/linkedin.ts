import type { Known, Plugin } from '../core/plugin.js';
import { type AdOptions, adSystem } from './ad-system.js';
import type { Lintrk } from './linkedin-words.js';
import { pageObject } from './page-object.js';
import { TELLS } from './tell-options.js';

export interface LinkedinOptions extends AdOptions {
  /**
   * Ids of conversions by touchpoint type or decision, such as `{ purchase: 1234567, 'audience.enter/buyers': 7654321 }`, where
   * a name after the slash means that audience only. Nothing else is told. Default: none.
   */
  readonly conversions?: Readonly<Record<string, number>>;
  /** Id of the account whose tag `load` loads. */
  readonly partnerId?: string;
}

const KNOWN: Known<LinkedinOptions> = { ...TELLS, conversions: 'table', partnerId: 1, load: 1 };

/**
 * LinkedIn's Insight Tag, through the page's `lintrk`: conversions by their ids, each with the id by which one told by a server,
 * too, counts once. The tag has no call of consent. Source: learn.microsoft.com/linkedin/marketing/conversions/deduplication.
 */
export function linkedin(options: LinkedinOptions = {}): Plugin {
  return adSystem<Lintrk>({
    name: 'linkedin',
    object: 'lintrk',
    options,
    known: KNOWN,
    id: 'partnerId',
    find: pageObject<Lintrk>('lintrk'),
    words: way => import('./linkedin-words.js').then(({ linkedinWords }) => linkedinWords(options, way)),
  });
}
