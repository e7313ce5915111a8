/** What is used of PostHog's object, and of the list that stands in for it. */
interface Script {
  push(call: readonly unknown[]): unknown;
  has_opted_out_capturing?(): boolean;
}

/** PostHog's own script, where a site lets it be loaded. What the page loaded itself is the page's. */
export interface PosthogScript {
  /** It is put on the page by us: what to start with, and a list of what to do then, as PostHog's snippet leaves them. */
  put(key: string, host: string): void;
  /** It may run: it remembers from page to page that it was opted out. */
  grant(): void;
  /** Consent is gone. */
  withdraw(): void;
}

/** Knows whether PostHog's script is ours. */
export function posthogScript(): PosthogScript {
  let isOurs = false;

  function script(): Script | undefined {
    return isOurs ? (window as { posthog?: Script }).posthog : undefined;
  }

  return {
    put(key, host) {
      isOurs = true;
      Object.assign(window, { posthog: Object.assign([], { _i: [[key, { api_host: host }, 'posthog']], __SV: 1 }) });
    },
    grant() {
      const own = script();
      if (own?.has_opted_out_capturing?.()) own.push(['opt_in_capturing', { captureEventName: false }]);
    },
    withdraw() {
      script()?.push(['opt_out_capturing']);
    },
  };
}
