import { definePlugin, type Known, type Plugin } from '../core/plugin.js';
import { late } from './late.js';
import type { Fields } from './messages.js';
import { needId } from './need-id.js';
import { checkUrl } from './safe-url.js';
import { TELLS, type TellOptions } from './tell-options.js';

export interface RudderstackOptions extends TellOptions {
  /** Key of the source. Given with `url`, rows are posted to the data plane, and the page needs no script of RudderStack's. */
  readonly writeKey?: string;
  /** Address of the data plane, such as `https://shop.dataplane.rudderstack.com`. */
  readonly url?: string;
}

const KNOWN: Known<RudderstackOptions> = { ...TELLS, writeKey: 1, url: 1 };

/**
 * RudderStack, through the page's `rudderanalytics` or, with `writeKey` and `url`, by the address of its data plane that takes
 * beacons, which asks for no header. Its spec has Segment's words. Its script draws ids of its own: there a row counts once,
 * because it is told once.
 */
export function rudderstack(options: RudderstackOptions = {}): Plugin {
  const { writeKey, url, fields = ['*'] } = options;
  if (url !== undefined) {
    checkUrl('rudderstack', url);
    needId('rudderstack', 'writeKey', writeKey);
  }
  return definePlugin({
    name: 'rudderstack',
    purpose: 'analytics',
    options: [options, KNOWN],
    delivery: writeKey && url ? 'queue' : 'page',
    fields,
    ...late('rudderstack', () =>
      import('./segment-like.js').then(({ segmentLike }) =>
        segmentLike({
          name: 'rudderstack',
          object: 'rudderanalytics',
          options,
          about: at => ({ originalTimestamp: at.toISOString() }),
          post:
            writeKey &&
            url &&
            (calls => {
              const sentAt = new Date();
              const batch = calls.map(call => callOf(call, sentAt));
              const address = `${url.replace(/\/$/, '')}/beacon/v1/batch?writeKey=${encodeURIComponent(writeKey)}`;
              return [address, JSON.stringify({ batch, sentAt })];
            }),
        }),
      ),
    ),
  });
}

/** A call in RudderStack's fields, as its own script sends it: traits stand in the context. */
function callOf({ timestamp: originalTimestamp, traits, context, ...call }: Fields, sentAt: Date): Fields {
  return {
    ...call,
    channel: 'web',
    originalTimestamp,
    sentAt,
    context: { ...Object(context), ...(!!traits && { traits }) },
  };
}
