import { definePlugin, type Plugin } from '../core/plugin.js';
import type { Row } from '../core/touchpoint.js';
import type { DecisionMap } from '../core/trigger.js';
import { findDataLayer } from '../platform/data-layer.js';
import { markOwn } from '../platform/own-push.js';

type Event = readonly [name: string, data: object];
type Gtag = (command: 'event', name: string, data: object) => void;

export interface Ga4Options {
  /** Sends to this property only, such as `G-XXXXXXX`. Default: every property the page configured. */
  readonly measurementId?: string;
  /** Fields that are sent. Default `['*']`, see `Plugin.fields`. */
  readonly fields?: readonly string[];
  /** Sends `page_view` too. Default `false`: GA4 counts pages by itself. */
  readonly pageViews?: boolean;
  /** Sends every change of stage as `waymark_stage`. Default `false`. */
  readonly stages?: boolean;
}

/** What GA4 finds out by itself, and what is of no use to it. */
const KEPT = /^(identify|correct|consent_update|reset|campaign_details|update_page)$/;

/**
 * Google Analytics 4, through the page's own `gtag` or `dataLayer`; loads nothing. Types have GA4's names and fields already,
 * the others arrive as custom events. What `dataLayer()` read on this page is not sent back.
 */
export function ga4({ measurementId, fields = ['*'], pageViews = false, stages = false }: Ga4Options = {}): Plugin {
  function eventsOf({ touchpoint, decisions }: Row): readonly Event[] {
    const events: Event[] = [];
    if (touchpoint && !KEPT.test(touchpoint.type) && (pageViews || touchpoint.type !== 'page_view')) {
      events.push([touchpoint.type, touchpoint.data]);
    }
    const entered = stages && decisions.find(({ name }) => name === 'stage.enter');
    // The name says which data it is.
    if (entered) events.push(['waymark_stage', { stage: (entered.data as DecisionMap['stage.enter']).to }]);
    return events;
  }

  return definePlugin({
    name: 'ga4',
    purpose: 'analytics',
    delivery: 'page',
    fields,
    ignores: ['data-layer'],
    deliver(rows, { problem }) {
      const gtag = findGtag();
      if (!gtag) {
        problem(
          'ga4-missing',
          'Destination "ga4" found neither `gtag` nor `dataLayer`. Put the Google tag on the page, before Waymark.',
        );
        return { rejected: true };
      }
      for (const [name, data] of rows.flatMap(eventsOf)) {
        // `dataLayer()` knows our own events by the mark.
        gtag('event', name, markOwn({ ...data, ...(measurementId && { send_to: measurementId }) }));
      }
      return {};
    },
  });
}

function findGtag(): Gtag | undefined {
  const { gtag } = window as { gtag?: Gtag };
  if (gtag) return gtag;
  const layer = findDataLayer();
  return (
    layer &&
    function () {
      // biome-ignore lint/complexity/noArguments: the Google tag takes a command only as an `arguments` object.
      layer.push(arguments);
    }
  );
}
