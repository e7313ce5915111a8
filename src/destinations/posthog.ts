import { definePlugin, type Known, type Plugin } from '../core/plugin.js';
import { late } from './late.js';
import type { Load } from './loader.js';
import { needId } from './need-id.js';
import { posthogScript } from './posthog-script.js';
import { checkUrl } from './safe-url.js';
import { TELLS, type TellOptions } from './tell-options.js';

export interface PosthogOptions extends TellOptions {
  /** Key of the project. Given without `load`, rows are posted to PostHog's HTTP API, and the page needs no script of PostHog's. */
  readonly key?: string;
  /** Where PostHog is. Default `https://us.i.posthog.com`. */
  readonly host?: string;
  /**
   * Loads PostHog's script and starts it with `key` where the page has none; that one is opted out when consent is withdrawn.
   * Default `false`.
   */
  readonly load?: Load;
}

const KNOWN: Known<PosthogOptions> = { ...TELLS, key: 1, host: 1, load: 1 };

/**
 * PostHog, through the page's `posthog` or, with `key`, by its HTTP API. Shop touchpoints go in the words of PostHog's
 * ecommerce spec, the others under their own. Throws `WaymarkError` for `load` without `key`.
 */
export function posthog(options: PosthogOptions = {}): Plugin {
  const { key, host = 'https://us.i.posthog.com', load, fields = ['*'] } = options;
  checkUrl('posthog', host, 'host');
  const isPosted = key && !load;
  if (load) needId('posthog', 'key', key);
  const script = posthogScript();
  const { capture, deliver } = late('posthog', () =>
    import('./posthog-words.js').then(({ posthogWords }) => posthogWords({ ...options, host, script })),
  );

  return definePlugin({
    name: 'posthog',
    purpose: 'analytics',
    options: [options, KNOWN],
    delivery: isPosted ? 'queue' : 'page',
    fields,
    capture(context) {
      capture(context);
      return script.withdraw;
    },
    deliver,
  });
}
