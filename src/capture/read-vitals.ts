import {
  type CLSMetricWithAttribution,
  type INPMetricWithAttribution,
  type LCPMetricWithAttribution,
  onCLS,
  onINP,
  onLCP,
  onTTFB,
  type TTFBMetricWithAttribution,
} from 'web-vitals/attribution';
import type { CaptureContext } from '../core/plugin.js';
import type { TouchpointMap } from '../core/touchpoint.js';
import { pageOf } from './page-of.js';

type Metric =
  | CLSMetricWithAttribution
  | INPMetricWithAttribution
  | LCPMetricWithAttribution
  | TTFBMetricWithAttribution;
type Fields = Partial<TouchpointMap['web_vitals']>;

/** LCP over this is poor, and the visitor is to be left alone. Source: https://web.dev/articles/lcp */
const SLOW_MS = 4_000;
/** Nothing larger is expected after this; while the page still loads, after the second. */
const SETTLED_MS = 1_000;
const LOADING_MS = 5_000;
const SELECTOR = 100;
const ADDRESS = 500;

/** Tells each vital once, as `web-vitals` reports it. */
export function readVitals({ signal, track }: CaptureContext): void {
  const known = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const tell = (metric: Metric): void => {
    const { name, value, rating, navigationURL } = metric;
    // The library reports again after every return to the page; the first value is that of the page as it was loaded.
    if (signal.aborted || known.has(name)) return;
    known.add(name);
    track('web_vitals', { name, value, rating, ...partsOf(metric), ...leftOf(navigationURL) });
  };
  const tellWhenSettled = (metric: LCPMetricWithAttribution): void => {
    if (metric.value <= SLOW_MS) return;
    clearTimeout(timer);
    timer = setTimeout(tell, document.readyState === 'complete' ? SETTLED_MS : LOADING_MS, metric);
  };
  if (signal.aborted) return;
  signal.addEventListener('abort', () => clearTimeout(timer));
  onTTFB(tell);
  onLCP(tell);
  // LCP is final with the first click, and who waits for a slow page may never click.
  onLCP(tellWhenSettled, { reportAllChanges: true });
  onINP(tell);
  onCLS(tell);
}

function partsOf({ name, attribution }: Metric): Fields {
  switch (name) {
    case 'LCP':
      return {
        ttfb: Math.round(attribution.timeToFirstByte),
        load_delay_ms: Math.round(attribution.resourceLoadDelay),
        load_ms: Math.round(attribution.resourceLoadDuration),
        render_ms: Math.round(attribution.elementRenderDelay),
        ...elementOf(attribution.target),
        ...resourceOf(attribution.url),
      };
    case 'INP':
      return {
        input_delay_ms: Math.round(attribution.inputDelay),
        processing_ms: Math.round(attribution.processingDuration),
        presentation_ms: Math.round(attribution.presentationDelay),
        ...elementOf(attribution.interactionTarget),
        ...(attribution.interactionType && { interaction: attribution.interactionType }),
      };
    case 'CLS':
      return elementOf(attribution.largestShiftTarget);
    default:
      return {};
  }
}

function elementOf(selector = ''): Fields {
  // Long numbers in ids name one order or one product: with them no two pages of a kind have anything in common.
  const element = selector.replace(/\d{3,}/g, '*').slice(0, SELECTOR);
  return element ? { element } : {};
}

function resourceOf(url = ''): Fields {
  // What is written into the page, or made there, was not loaded.
  const resource = /^https?:/.test(url) ? url.replace(/[?#].*/, '') : '';
  // One that is cut could no longer be redacted.
  return resource && resource.length <= ADDRESS ? { resource } : {};
}

function leftOf(url = location.href): Fields {
  return pageOf(new URL(url)) === pageOf(location) ? {} : { page_location: url };
}
