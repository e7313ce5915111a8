import { definePlugin, type Plugin } from '../core/plugin.js';
import { isVisible, onHide, onShow } from '../platform/lifecycle.js';
import { listen } from '../platform/listen.js';
import { onPage } from './on-page.js';
import { routeOf } from './page-of.js';

/** How far down the page the visitor came. */
export interface ScrollDepth {
  /** Share of the page that has been in view, in percent: 25, 50, 75 or 90. */
  readonly percent_scrolled: number;
}

declare module '../core/touchpoint.js' {
  interface TouchpointMap {
    /** The visitor came this far down the page. */
    scroll: ScrollDepth;
    /** The visitor looked at the page. */
    user_engagement: {
      /** For how long, in ms: while the page was visible and the visitor did something now and then. */
      readonly engagement_time_msec: number;
      /** Address of the page that was looked at, where it is not that of the touchpoint. */
      readonly page_location?: string;
      /** The route in its fragment, such as `#/cart`. */
      readonly page_route?: string;
    };
  }
}

const MARKS = [90, 75, 50, 25];
/** How often the page is measured while it scrolls. */
const MEASURE_MS = 250;
/** For how long the visitor is taken to look on after having done something. */
const LOOKING_MS = 15_000;
/** Shorter looks are not told. */
const LEAST_MS = 1_000;
/** What a visitor who looks at the page does; a video that plays is looked at, too. What is typed is not read. */
const ACTS = ['pointermove', 'pointerdown', 'scroll', 'input', 'timeupdate'];

/**
 * How far the visitor scrolls, and how long a page is looked at. A leap to the end tells the furthest mark alone; each is
 * told once a view. The time is told when the page is hidden or another is shown, and needs no timer.
 */
export function attention(): Plugin {
  return definePlugin({
    name: 'attention',
    vocabulary: { scroll: data => data, user_engagement: data => data },
    capture({ signal, track }) {
      let mark = 0;
      let timer: ReturnType<typeof setTimeout> | undefined;
      let spentMs = 0;
      /** When the visitor did something last; `null` while the page is hidden. */
      let actedAt = isVisible() ? performance.now() : null;

      function measure(): void {
        timer = undefined;
        const seen = (100 * (scrollY + innerHeight)) / document.documentElement.scrollHeight;
        const reached = MARKS.find(percent => seen >= percent) ?? 0;
        if (signal.aborted || reached <= mark) return;
        mark = reached;
        track('scroll', { percent_scrolled: mark });
      }

      function spend(): void {
        if (actedAt === null) return;
        const now = performance.now();
        spentMs += Math.min(now - actedAt, LOOKING_MS);
        actedAt = now;
      }

      function tell(left = location.href): void {
        if (spentMs < LEAST_MS) return;
        const page_route = routeOf(new URL(left));
        track('user_engagement', {
          engagement_time_msec: Math.round(spentMs),
          ...(left !== location.href && { page_location: left }),
          ...(page_route && { page_route }),
        });
        spentMs = 0;
      }

      for (const act of ACTS) listen(act, spend, signal);
      listen(
        'scroll',
        ({ target }) => {
          // Within a frame the layout is due anyway; at any other time asking for it would cost one more. What scrolls
          // within the page takes nobody down the page.
          if (mark < 90 && target === document) timer ??= setTimeout(() => requestAnimationFrame(measure), MEASURE_MS);
        },
        signal,
      );
      onPage(left => {
        spend();
        tell(left);
        // The page that is shown now has its own time and its own depth.
        spentMs = mark = 0;
        clearTimeout(timer);
        timer = undefined;
      }, signal);
      onHide(() => {
        spend();
        actedAt = null;
        tell();
      }, signal);
      onShow(() => {
        // A page in the background is shown, too, when it has loaded.
        if (isVisible()) actedAt ??= performance.now();
      }, signal);
      return () => clearTimeout(timer);
    },
  });
}
