import { definePlugin, type Plugin } from '../core/plugin.js';

declare module '../core/touchpoint.js' {
  interface TouchpointMap {
    /** How fast the page felt, and what it waited for. Times are in whole ms but for `value`. */
    web_vitals: {
      /** What was measured. */
      readonly name: 'LCP' | 'INP' | 'CLS' | 'TTFB';
      /** In ms, of CLS without unit. */
      readonly value: number;
      /** How Google judges it. */
      readonly rating: 'good' | 'needs-improvement' | 'poor';
      /** Selector of what was largest, was touched, or shifted most: tags, ids and classes without long numbers, at most 100 characters. */
      readonly element?: string;
      /** Of LCP: the address, without query, of what had to be loaded for it; not of text. */
      readonly resource?: string;
      /** Of LCP: how long the server took of it to answer. The four parts of LCP add up to it. */
      readonly ttfb?: number;
      /** Of LCP: from that answer until its resource was asked for. */
      readonly load_delay_ms?: number;
      /** Of LCP: until its resource was there. */
      readonly load_ms?: number;
      /** Of LCP: until it was shown. */
      readonly render_ms?: number;
      /** Of INP: how the page was touched. */
      readonly interaction?: 'pointer' | 'keyboard';
      /** Of INP: until the page began to answer. The three parts of INP add up to it. */
      readonly input_delay_ms?: number;
      /** Of INP: until it had answered. */
      readonly processing_ms?: number;
      /** Of INP: until the answer was shown. */
      readonly presentation_ms?: number;
      /** Address of the page that was measured, where the visitor has gone on since and no other was loaded; else it is the touchpoint's. */
      readonly page_location?: string;
    };
  }
}

/**
 * Core Web Vitals with what they waited for, and how long the server took: each once a page, when its value is final, at the
 * latest when the page is hidden. An LCP over 4 s is told while the page is still looked at, as soon as nothing larger comes.
 * Loads `web-vitals` when the page is idle; the library cannot be taken off again, but is not listened to after a stop.
 */
export function vitals(): Plugin {
  return definePlugin({
    name: 'vitals',
    vocabulary: {
      web_vitals: data => (Number.isFinite(data.value) ? data : '`value` must be a number'),
    },
    capture(context) {
      const { signal, problem } = context;
      // Safari has no idle callbacks.
      const wait = window.requestIdleCallback ?? setTimeout;
      wait(() => {
        if (signal.aborted) return;
        import('./read-vitals.js')
          .then(({ readVitals }) => readVitals(context))
          .catch((cause: unknown) =>
            problem(
              'vitals-missing',
              `The file of plugin "vitals" could not be loaded: ${cause}. Serve it beside the script, or leave the plugin out.`,
            ),
          );
      });
    },
  });
}
