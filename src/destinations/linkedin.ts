import type { Known, Plugin } from '../core/plugin.js';
import { type AdOptions, adSystem } from './ad-system.js';
import { given, TELLS } from './messages.js';

import { pageObject } from './vendor.js';

export interface LinkedinOptions extends AdOptions {
  /**
   * Ids of conversions by touchpoint type or decision, such as `{ purchase: 1234567, 'audience.enter/buyers': 7654321 }`, where
   * a name after the slash means that audience only. Nothing else is told. Default: none.
   */
  readonly conversions?: Readonly<Record<string, number>>;
  /** Id of the account whose tag `load` loads. */
  readonly partnerId?: string;
}

type Lintrk = (command: 'track', conversion: object) => void;

const KNOWN: Known<LinkedinOptions> = { ...TELLS, conversions: 1, partnerId: 1, load: 1 };

/**
 * LinkedIn's Insight Tag, through the page's `lintrk`: conversions by their ids, each with the id by which one told by a server,
 * too, counts once. The tag has no call of consent. Source: learn.microsoft.com/linkedin/marketing/conversions/deduplication.
 */
export function linkedin(options: LinkedinOptions = {}): Plugin {
  const { conversions = {}, partnerId } = options;
  return adSystem<Lintrk>({
    name: 'linkedin',
    object: 'lintrk',
    options: { pageViews: false, ...options },
    known: KNOWN,
    table: Object.fromEntries(Object.keys(conversions).map(key => [key.replace(/\/.*/s, ''), key])),
    script: {
      option: 'partnerId',
      id: partnerId,
      src: () => 'https://snap.licdn.com/li.lms-analytics/insight.min.js',
      prepare,
    },
    find: pageObject<Lintrk>('lintrk'),
    tell(lintrk, { type, id, facts: { value, currency, order, audience } }) {
      const key = [`${type}/${audience}`, type].find(one => Object.hasOwn(conversions, one));
      if (!key) return;
      const about = { conversion_id: conversions[key], conversion_value: value, currency, event_id: order ?? id };
      lintrk('track', given(about));
    },
  });
}

/** The queue that stands in for the tag until it is there, as LinkedIn writes it. */
function prepare(id: string): void {
  const page = window as { _linkedin_data_partner_ids?: string[] };
  const q: unknown[] = [];
  const lintrk = (...call: unknown[]): void => void q.push(call);
  page._linkedin_data_partner_ids = [...(page._linkedin_data_partner_ids ?? []), id];
  Object.assign(window, { _linkedin_partner_id: id, lintrk: Object.assign(lintrk, { q }) });
}
