import { definePlugin, type Plugin } from '../core/plugin.js';
import { WaymarkError } from '../core/problem.js';
import type { Purpose } from '../core/purpose.js';

export interface HttpOptions {
  /** Where rows are posted: https, a loopback host, or an address on this site. */
  readonly url: string;
  /** Default: `analytics`. */
  readonly purpose?: Purpose;
  /** Sent with every batch beside its rows, such as the key of a tenant. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * Posts rows of the log to your own endpoint, as JSON text: `{ site, visitorId, sentAt, rows }`. At least once, in order;
 * `row.touchpoint.id` tells repeats. Throws `WaymarkError` for an address that is not safe.
 */
export function http({ url, purpose = 'analytics', fields }: HttpOptions): Plugin {
  if (!isSafe(url)) {
    throw new WaymarkError(
      'http-url',
      `Destination "http" cannot post to "${url}". Use an https address, or a path on this site.`,
    );
  }
  return definePlugin({
    name: 'http',
    purpose,
    deliver(rows, { site, profile, send }) {
      const { visitorId } = profile;
      return send(url, JSON.stringify({ ...fields, site, visitorId, sentAt: Date.now(), rows }));
    },
  });
}

function isSafe(url: string): boolean {
  try {
    // A path is as safe as the page it is on.
    const { protocol, hostname } = new URL(url, 'https://page.invalid');
    return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname));
  } catch {
    // Not an address at all.
    return false;
  }
}
