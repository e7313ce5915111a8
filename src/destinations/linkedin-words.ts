import type { AdOptions, AdWay } from './ad-system.js';
import { adWords } from './ad-words.js';
import type { Deliver } from './late.js';
import { given } from './messages.js';

/** LinkedIn's one function. */
export type Lintrk = (command: 'track', conversion: object) => void;

interface Options extends AdOptions {
  readonly conversions?: Readonly<Record<string, number>>;
  readonly partnerId?: string;
}

/** Tells the page's `lintrk`. */
export function linkedinWords(options: Options, way: AdWay<Lintrk>): Deliver {
  const { conversions = {}, partnerId } = options;
  return adWords<Lintrk>({
    ...way,
    options: { pageViews: false, ...options },
    table: Object.fromEntries(Object.keys(conversions).map(key => [key.replace(/\/.*/s, ''), key])),
    script: { id: partnerId, src: () => 'https://snap.licdn.com/li.lms-analytics/insight.min.js', prepare },
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
