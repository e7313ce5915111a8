import { type CaptureContext, definePlugin, type Known, type Plugin } from '../core/plugin.js';
import type { TouchpointMap, TouchpointType } from '../core/touchpoint.js';
import { drawId } from '../platform/id.js';
import { hearOwnCalls } from '../platform/own-calls.js';
import { isOwn } from '../platform/own-push.js';
import { whenPresent } from '../platform/when-present.js';
import type {} from './commerce.js';
import type {} from './pages.js';
import { fromSegment, SEGMENT_TYPES } from './segment-types.js';

export interface SegmentSourceOptions {
  /** Types for events of the site's own, and other types for Segment's, such as `{ 'Guide Loaded': 'file_download' }`; `null`: it is left alone. */
  readonly names?: Readonly<Record<string, TouchpointType | null>>;
  /** Names of the traits that are taken from `identify`. Default none. */
  readonly traits?: readonly string[];
  /** Takes `page` as `page_view`, for a site without `pages()`. Default `false`. */
  readonly pageViews?: boolean;
}

type Hear = (first: unknown, second: unknown, third: unknown) => void;

/** What is used of `window.analytics`; Segment's snippet has it, too. */
interface Analytics {
  on(event: string, hear: Hear): unknown;
  off?(event: string, hear: Hear): unknown;
}

const KNOWN: Known<SegmentSourceOptions> = { names: 'table', traits: 'texts', pageViews: 1 };
const MAIL = /@[^@]*\./;

/**
 * Touchpoints from what the page tells Segment: `track` with a name of its ecommerce spec or of `names`, `identify` with an id,
 * `reset` while somebody is signed in, and `page` where asked. What the snippet keeps is heard once the library is there. What `segment()` told is left alone.
 */
export function segmentSource(options: SegmentSourceOptions = {}): Plugin {
  const { names, traits = [], pageViews } = options;
  const types = new Map<unknown, TouchpointType | null>(Object.entries({ ...SEGMENT_TYPES, ...names }));

  function identify(userId: string, given: object, { profile, track }: CaptureContext): void {
    const { identity } = profile.slices;
    const taken = Object.fromEntries(Object.entries(given).filter(([name]) => traits.includes(name)));
    const isNew = identity?.userId !== userId;
    // Sites say it on every page.
    if (!isNew && JSON.stringify({ ...identity.traits, ...taken }) === JSON.stringify(identity.traits)) return;
    // An id that is refused begins nothing.
    if (isNew && identity?.userId && !MAIL.test(userId)) track('reset', { visitor_id: drawId() });
    track('identify', { user_id: userId, traits: taken });
  }

  return definePlugin({
    name: 'segment-source',
    options: [options, KNOWN],
    capture(context) {
      const { signal, track } = context;
      const isOurs = hearOwnCalls(signal);

      function take(type: TouchpointType | null | undefined, properties: unknown): void {
        const data = type && fromSegment(type, properties);
        // The vocabulary knows the type, and its check looks at the data.
        if (data) track(type, data as TouchpointMap[TouchpointType]);
      }

      const hearing: Readonly<Record<string, Hear>> = {
        track: (event, properties) => isOwn(Object(properties)) || take(types.get(event), properties),
        page: (_, __, properties) => isOurs('page') || !pageViews || take('page_view', properties),
        identify: (userId, given) =>
          !userId || isOurs(`identify ${userId}`) || identify(`${userId}`, Object(given), context),
        // Where nobody is known nobody signs out: some sites say it on every page.
        reset: () =>
          isOurs('reset') || !context.profile.slices.identity?.userId || track('reset', { visitor_id: drawId() }),
      };

      function find(): boolean {
        const { analytics } = window as { analytics?: Analytics };
        if (!analytics?.on) return false;
        for (const [event, hear] of Object.entries(hearing)) {
          const hearWhileRunning: Hear = (...given) => {
            try {
              if (!signal.aborted) hear(...given);
            } catch {
              // What cannot be read is no touchpoint, and the page that tracked it must not notice.
            }
          };
          analytics.on(event, hearWhileRunning);
          // The snippet's own object may be another by now.
          signal.addEventListener('abort', () =>
            (window as { analytics?: Analytics }).analytics?.off?.(event, hearWhileRunning),
          );
        }
        return true;
      }
      whenPresent(find, signal);
    },
  });
}
