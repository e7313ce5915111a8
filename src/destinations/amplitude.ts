import { definePlugin, type Known, type Plugin } from '../core/plugin.js';
import { late } from './late.js';
import { checkUrl } from './safe-url.js';
import { TELLS, type TellOptions } from './tell-options.js';

export interface AmplitudeOptions extends TellOptions {
  /** Key of the project. Given, rows are posted to Amplitude's HTTP API, and the page needs no script of Amplitude's. */
  readonly apiKey?: string;
  /** Where that API is. Default `https://api2.amplitude.com/2/httpapi`; in the EU `https://api.eu.amplitude.com/2/httpapi`. */
  readonly url?: string;
}

const KNOWN: Known<AmplitudeOptions> = { ...TELLS, apiKey: 1, url: 1 };

/**
 * Amplitude, through the page's `amplitude` or, with `apiKey`, by its HTTP API, version 2. Orders carry their value as revenue,
 * refunds as revenue below 0. Source: amplitude.com/docs/apis/analytics/http-v2.
 */
export function amplitude(options: AmplitudeOptions = {}): Plugin {
  const { apiKey, url = 'https://api2.amplitude.com/2/httpapi', fields = ['*'] } = options;
  checkUrl('amplitude', url);
  return definePlugin({
    name: 'amplitude',
    purpose: 'analytics',
    options: [options, KNOWN],
    delivery: apiKey ? 'queue' : 'page',
    fields,
    ...late('amplitude', () =>
      import('./amplitude-words.js').then(({ amplitudeWords }) => amplitudeWords(options, url, apiKey)),
    ),
  });
}
