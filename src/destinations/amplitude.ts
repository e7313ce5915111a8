import { definePlugin, type Known, type Plugin } from '../core/plugin.js';
import { AMPLITUDE_NAMES, amplitudeCalls, amplitudeEvents } from './amplitude-spec.js';
import { type Fields, messagesOf, TELLS, type TellOptions } from './messages.js';
import { pageObject, throughVendor } from './vendor.js';

export interface AmplitudeOptions extends TellOptions {
  /** Key of the project. Given, rows are posted to Amplitude's HTTP API, and the page needs no script of Amplitude's. */
  readonly apiKey?: string;
  /** Where that API is. Default `https://api2.amplitude.com/2/httpapi`; in the EU `https://api.eu.amplitude.com/2/httpapi`. */
  readonly url?: string;
}

/** What is used of `window.amplitude`. */
interface Amplitude {
  track(event: string, properties: Fields, about: Fields): unknown;
  setUserId(userId: unknown): unknown;
  identify(identify: Identify): unknown;
  readonly Identify: new () => Identify;
  reset(): unknown;
}
interface Identify {
  set(name: string, value: unknown): unknown;
}

const KNOWN: Known<AmplitudeOptions> = { ...TELLS, apiKey: 1, url: 1 };

/**
 * Amplitude, through the page's `amplitude` or, with `apiKey`, by its HTTP API, version 2. Orders carry their value as revenue,
 * refunds as revenue below 0. Source: amplitude.com/docs/apis/analytics/http-v2.
 */
export function amplitude(options: AmplitudeOptions = {}): Plugin {
  const { apiKey, url = 'https://api2.amplitude.com/2/httpapi', fields = ['*'] } = options;
  const through = throughVendor<Amplitude>({
    name: 'amplitude',
    object: 'amplitude',
    find: pageObject<Amplitude>('amplitude', 'track'),
    tell(vendor, rows) {
      for (const message of messagesOf(rows, AMPLITUDE_NAMES, { pageViews: false, ...options })) {
        const { name, data } = message;
        if (name === 'reset') vendor.reset();
        else if (name === 'identify') {
          // Nothing would take away the one that the page gave.
          if (data.user_id) vendor.setUserId(data.user_id);
          const identify = new vendor.Identify();
          for (const [trait, value] of Object.entries(Object(data.traits))) identify.set(trait, value);
          if (data.traits) vendor.identify(identify);
        } else
          for (const { event_type, event_properties, ...about } of amplitudeEvents(message))
            vendor.track(event_type, event_properties, about);
      }
    },
  });

  return definePlugin({
    name: 'amplitude',
    purpose: 'analytics',
    options: [options, KNOWN],
    delivery: apiKey ? 'queue' : 'page',
    fields,
    deliver(rows, context) {
      if (!apiKey) return through(rows, context);
      const events = messagesOf(rows, AMPLITUDE_NAMES, options).flatMap(message =>
        amplitudeCalls(message, context.profile),
      );
      // Ids of any length: else Amplitude refuses those below 5 letters.
      return events.length
        ? context.send(url, JSON.stringify({ api_key: apiKey, events, options: { min_id_length: 1 } }))
        : {};
    },
  });
}
