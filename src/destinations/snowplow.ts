import { definePlugin, type Known, type Plugin } from '../core/plugin.js';
import { late } from './late.js';
import { checkUrl } from './safe-url.js';
import { TELLS, type TellOptions } from './tell-options.js';

export interface SnowplowOptions extends TellOptions {
  /** Address of the collector. Given, rows are posted to it, and the page needs no script of Snowplow's. */
  readonly collector?: string;
  /** Id of the application that rows are posted under. Default: none. */
  readonly appId?: string;
  /** What the tracker's function is called on the page. Default `snowplow`. */
  readonly object?: string;
  /** ISO 4217, of prices that come without, such as in lists. Default: such products are left out. */
  readonly currency?: string;
}

const KNOWN: Known<SnowplowOptions> = { ...TELLS, collector: 1, appId: 1, object: 1, currency: 1 };

/**
 * Snowplow, through the page's tracker or, with `collector`, by its HTTP protocol. Shop touchpoints go as its ecommerce
 * actions, those with a schema of yours in `names` (`iglu:…`) as self-describing events, all others as structured ones.
 */
export function snowplow(options: SnowplowOptions = {}): Plugin {
  const { collector, object = 'snowplow', fields = ['*'] } = options;
  if (collector !== undefined) checkUrl('snowplow', collector, 'collector');
  return definePlugin({
    name: 'snowplow',
    purpose: 'analytics',
    options: [options, KNOWN],
    delivery: collector ? 'queue' : 'page',
    fields,
    ...late('snowplow', () =>
      import('./snowplow-words.js').then(({ snowplowWords }) => snowplowWords(options, object, collector)),
    ),
  });
}
