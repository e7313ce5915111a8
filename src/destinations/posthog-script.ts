import { type Load, loader } from './loader.js';

/** What is used of PostHog's object, and of the list that stands in for it. */
interface Script {
  push(call: readonly unknown[]): unknown;
  has_opted_out_capturing?(): boolean;
}

/** PostHog's own script, where a site lets it be loaded. */
export interface PosthogScript {
  readonly load: (() => void) | false;
  /** It may run: it remembers from page to page that it was opted out. */
  grant(): void;
  /** Consent is gone. What the page loaded itself is the page's. */
  withdraw(): void;
}

/** Loads PostHog's script and starts it. Throws `WaymarkError` where that is asked and there is no key. */
export function posthogScript(key: string | undefined, host: string, load: Load | undefined): PosthogScript {
  let isOurs = false;

  function script(): Script | undefined {
    return isOurs ? (window as { posthog?: Script }).posthog : undefined;
  }

  return {
    load: loader('posthog', load, {
      option: 'key',
      id: key,
      src: () => `${host.replace('.i.posthog.com', '-assets.i.posthog.com')}/static/array.js`,
      prepare(id) {
        isOurs = true;
        // What PostHog's snippet leaves for its script: what to start with, and a list of what to do then.
        Object.assign(window, { posthog: Object.assign([], { _i: [[id, { api_host: host }, 'posthog']], __SV: 1 }) });
      },
    }),
    grant() {
      const own = script();
      if (own?.has_opted_out_capturing?.()) own.push(['opt_in_capturing', { captureEventName: false }]);
    },
    withdraw() {
      script()?.push(['opt_out_capturing']);
    },
  };
}
