import { definePlugin, type Known, type Plugin } from '../core/plugin.js';
import type { Purpose } from '../core/purpose.js';
import { checkUrl } from './safe-url.js';

export interface HttpOptions {
  /** Where rows are posted: https, a loopback host, or an address on this site. */
  readonly url: string;
  /** Default: `analytics`. */
  readonly purpose?: Purpose;
  /** Sent with every batch beside its rows, such as the key of a tenant. */
  readonly extra?: Readonly<Record<string, unknown>>;
  /** Fields of `touchpoint.data` that are posted; a trait of the visitor only by its name. Default `['*']`, see `Plugin.fields`. */
  readonly fields?: readonly string[];
  /** It waits for visitors who are away: `cart.arm` and `cart.disarm` are posted, too, see `Plugin.arms`. Default `false`. */
  readonly arms?: boolean;
}

const KNOWN: Known<HttpOptions> = { url: 1, purpose: 1, extra: 1, fields: 'texts', arms: 1 };

/**
 * Posts rows of the log to your own endpoint, as JSON text: `{ site, visitorId, sentAt, rows }`, `sentAt` in epoch ms. At
 * least once, in order; `row.touchpoint.id` tells repeats. Throws `WaymarkError` for an address that is not safe.
 */
export function http(options: HttpOptions): Plugin {
  const { url, purpose = 'analytics', extra, fields = ['*'], arms = false } = options;
  checkUrl('http', url);
  return definePlugin({
    name: 'http',
    purpose,
    options: [options, KNOWN],
    fields,
    arms,
    deliver(rows, { site, profile, send }) {
      const { visitorId } = profile;
      return send(url, JSON.stringify({ ...extra, site, visitorId, sentAt: Date.now(), rows }));
    },
  });
}
