import type { CLSMetric, INPMetric, LCPMetric } from 'web-vitals';
import { type CaptureContext, definePlugin, type Plugin } from '../core/plugin.js';

declare module '../core/touchpoint.js' {
  interface TouchpointMap {
    /** How fast the page felt. */
    web_vitals: {
      /** What was measured. */
      readonly name: 'LCP' | 'INP' | 'CLS';
      /** In ms, of CLS without unit. */
      readonly value: number;
      /** How Google judges it. */
      readonly rating: 'good' | 'needs-improvement' | 'poor';
      /** Of LCP: how long the server took of it to answer, ms. */
      readonly ttfb?: number;
    };
  }
}

/**
 * Core Web Vitals, LCP with the time that the server took of it: each once a page, when its value is final, at the latest when the page is hidden. Loads `web-vitals` when
 * the page is idle; the library cannot be taken off again, but is not listened to after a stop.
 */
export function vitals(): Plugin {
  return definePlugin({
    name: 'vitals',
    vocabulary: {
      web_vitals: data => (Number.isFinite(data.value) ? data : '`value` must be a number'),
    },
    capture(context) {
      // Safari has no idle callbacks.
      const wait = window.requestIdleCallback ?? setTimeout;
      wait(() => void observe(context));
    },
  });
}

async function observe({ signal, track, problem }: CaptureContext): Promise<void> {
  if (signal.aborted) return;
  const known = new Set<string>();
  let ttfb: number | undefined;
  const report = ({ name, value, rating }: CLSMetric | INPMetric | LCPMetric): void => {
    // The library reports again after every return to the page; the first value is that of the page as it was loaded.
    if (signal.aborted || known.has(name)) return;
    known.add(name);
    track('web_vitals', { name, value, rating, ...(name === 'LCP' && ttfb !== undefined && { ttfb }) });
  };
  try {
    const { onCLS, onINP, onLCP, onTTFB } = await import('web-vitals');
    onTTFB(({ value }) => {
      ttfb ??= value;
    });
    onLCP(report);
    onINP(report);
    onCLS(report);
  } catch (cause) {
    problem(
      'vitals-missing',
      `The file of plugin "vitals" could not be loaded: ${cause}. Serve it beside the script, or leave the plugin out.`,
    );
  }
}
