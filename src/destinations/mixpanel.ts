import { definePlugin, type Known, type Plugin } from '../core/plugin.js';
import { late } from './late.js';
import { checkUrl } from './safe-url.js';
import { TELLS, type TellOptions } from './tell-options.js';

export interface MixpanelOptions extends TellOptions {
  /** Token of the project. Given, rows are posted to Mixpanel's HTTP API, and the page needs no script of Mixpanel's. */
  readonly token?: string;
  /** Where that API is. Default `https://api-js.mixpanel.com`; in the EU `https://api-eu.mixpanel.com`. */
  readonly url?: string;
}

const KNOWN: Known<MixpanelOptions> = { ...TELLS, token: 1, url: 1 };

/**
 * Mixpanel, through the page's `mixpanel` or, with `token`, by `/track` and `/engage` of its HTTP API, which is asked not to look
 * up where the visitor is. Source: developer.mixpanel.com/reference/track-event.
 */
export function mixpanel(options: MixpanelOptions = {}): Plugin {
  const { token, url = 'https://api-js.mixpanel.com', fields = ['*'] } = options;
  checkUrl('mixpanel', url);
  return definePlugin({
    name: 'mixpanel',
    purpose: 'analytics',
    options: [options, KNOWN],
    delivery: token ? 'queue' : 'page',
    fields,
    ...late('mixpanel', () =>
      import('./mixpanel-words.js').then(({ mixpanelWords }) => mixpanelWords(options, url, token)),
    ),
  });
}
