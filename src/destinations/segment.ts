import { definePlugin, type Known, type Plugin } from '../core/plugin.js';
import { sayOwnCall } from '../platform/own-calls.js';
import { late } from './late.js';
import { checkUrl } from './safe-url.js';
import { TELLS, type TellOptions } from './tell-options.js';

export interface SegmentOptions extends TellOptions {
  /** Key of the source. Given, rows are posted to Segment's HTTP API, and the page needs no script of Segment's. */
  readonly writeKey?: string;
  /** Where that API is. Default `https://api.segment.io/v1/b`. */
  readonly url?: string;
}

const KNOWN: Known<SegmentOptions> = { ...TELLS, writeKey: 1, url: 1 };

/**
 * Segment, through the page's `analytics` or, with `writeKey`, by its HTTP API. Shop touchpoints go in the words of Segment's
 * ecommerce spec, the others under their own. What `segmentSource()` read is not sent back.
 */
export function segment(options: SegmentOptions = {}): Plugin {
  const { writeKey, url = 'https://api.segment.io/v1/b', fields = ['*'] } = options;
  checkUrl('segment', url);
  return definePlugin({
    name: 'segment',
    purpose: 'analytics',
    options: [options, KNOWN],
    delivery: writeKey ? 'queue' : 'page',
    fields,
    ignores: ['segment-source'],
    ...late('segment', () =>
      import('./segment-like.js').then(({ segmentLike }) =>
        segmentLike({
          name: 'segment',
          object: 'analytics',
          options,
          // `segmentSource()` knows our own calls by this, and tracked properties by their mark.
          calls: sayOwnCall,
          post: writeKey && (batch => [url, JSON.stringify({ writeKey, batch, sentAt: new Date() })]),
        }),
      ),
    ),
  });
}
