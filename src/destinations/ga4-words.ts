import { markOwn } from '../platform/own-push.js';
import { ga4Fields, ga4Traits, isGa4Name } from './ga4-limits.js';
import { findGtag, type Gtag } from './gtag.js';
import type { Deliver } from './late.js';
import { type Fields, messagesOf } from './messages.js';
import type { Names, TellOptions } from './tell-options.js';
import { throughVendor } from './vendor.js';

/** Which property is told, and of what. */
interface Property extends TellOptions {
  readonly measurementId?: string;
  readonly stages?: boolean;
}

/** Types have GA4's names already. `null`: what GA4's enhanced measurement collects by itself. Source: Analytics Help, 9216061. */
const NAMES: Names = {
  ...{ identify: 'identify', reset: 'reset' },
  ...{ click: null, scroll: null, file_download: null, form_start: null, form_submit: null },
  ...{ video_start: null, video_progress: null, video_complete: null, view_search_results: null },
};

/** Tells the page's Google tag. */
export function ga4Words(options: Property): Deliver {
  const { measurementId, fields = ['*'], stages = false, names } = options;
  /** What takes back, when the visitor logs out, all traits that were told. */
  let gone: Fields = {};
  const words = {
    pageViews: false,
    ...options,
    names: { ...(stages && { 'stage.enter': 'waymark_stage' }), ...names },
  };

  return throughVendor<Gtag>({
    name: 'ga4',
    object: 'gtag',
    find: findGtag,
    tell(gtag, rows, { problem }) {
      for (const { type, name, data } of messagesOf(rows, NAMES, words)) {
        const { user_id = null, traits } = data;
        if (type === 'identify' || type === 'reset') {
          if (fields.includes('user_id')) gtag('set', { user_id });
          const about = traits ? ga4Traits(traits) : type === 'reset' ? gone : {};
          for (const name of Object.keys(about)) gone = { ...gone, [name]: null };
          if (Object.keys(about).length) gtag('set', 'user_properties', about);
        } else if (isGa4Name(name)) {
          const told = ga4Fields(type === 'stage.enter' ? { stage: data.to } : data);
          // `dataLayer()` knows our own events by the mark.
          gtag('event', name, markOwn({ ...told, ...(measurementId && { send_to: measurementId }) }));
        } else problem('ga4-name', `GA4 takes no event of the name "${name}". Give it another in \`names\`.`);
      }
    },
  });
}
