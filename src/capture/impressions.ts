import { type CaptureContext, definePlugin, type Plugin } from '../core/plugin.js';
import { isVisible } from '../platform/lifecycle.js';
import { listen } from '../platform/listen.js';
import { attributeOf } from './closest.js';
import type {} from './commerce.js';
import { onPage } from './on-page.js';

/** How much of it must be seen: of the element, or of as much of it as fits the window. Source: MRC viewable impressions. */
const SHARE = 0.5;
const SEEN_MS = 1_000;
/** What takes up half of a window may be a small share of a long list, or of a row of slides. */
const THRESHOLDS = [0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, SHARE];
/** When to look for elements after the page has changed; what scrolls may have brought more. */
const LOOKS_MS = [0, 1_000, 3_000];
const SCROLL_MS = 1_000;

/**
 * What is marked and was seen: half of it, or of as much of it as fits the window, for a second, once a page.
 * `data-waymark-promotion` tells `view_promotion`, `data-waymark-list` tells `view_item_list`; their value is the id,
 * `data-waymark-name` the name. What is faded out or takes up no room is told once it is seen after all.
 */
export function impressions(): Plugin {
  return definePlugin({
    name: 'impressions',
    capture(context) {
      const { signal } = context;
      const timers = new Map<unknown, ReturnType<typeof setTimeout>>();
      let watched = new WeakSet<Element>();

      function wait(key: unknown, ms: number, run: () => void): void {
        if (timers.has(key)) return;
        const done = (): void => {
          timers.delete(key);
          run();
        };
        timers.set(key, setTimeout(done, ms));
      }

      function forget(key: unknown): void {
        clearTimeout(timers.get(key));
        timers.delete(key);
      }

      function watch(entries: readonly IntersectionObserverEntry[]): void {
        for (const entry of entries) {
          const { target } = entry;
          const show = (): void => {
            if (isShown(target)) {
              observer.unobserve(target);
              tell(target, context);
            }
            // The observer says nothing when it is shown after all.
            else wait(target, SEEN_MS, show);
          };
          if (isSeen(entry)) wait(target, SEEN_MS, show);
          else forget(target);
        }
      }

      function look(): void {
        for (const element of document.querySelectorAll('[data-waymark-promotion],[data-waymark-list]')) {
          if (!watched.has(element)) observer.observe(element);
          watched.add(element);
        }
      }

      function lookOut(): void {
        for (const ms of LOOKS_MS) wait(ms, ms, look);
      }

      function stop(): void {
        observer.disconnect();
        for (const key of timers.keys()) forget(key);
      }

      const observer = new IntersectionObserver(watch, { threshold: THRESHOLDS });
      lookOut();
      listen('DOMContentLoaded', lookOut, signal);
      listen('scroll', () => wait('scroll', SCROLL_MS, look), signal);
      onPage(() => {
        stop();
        // What stays on the next page is seen there anew.
        watched = new WeakSet();
        lookOut();
      }, signal);
      return stop;
    },
  });
}

function isSeen(entry: IntersectionObserverEntry): boolean {
  const { isIntersecting, intersectionRatio, intersectionRect: seen, boundingClientRect: whole, rootBounds } = entry;
  const { width = Infinity, height = Infinity } = rootBounds ?? {};
  // As much of it as fits the window.
  const most = Math.min(whole.width, width) * Math.min(whole.height, height);
  return isIntersecting && (intersectionRatio >= SHARE || seen.width * seen.height >= SHARE * most);
}

/** Whether what is within the window can be seen: nobody sees a page behind others, a slide that is faded out, an empty place. */
function isShown(element: Element): boolean {
  const { checkVisibility, getBoundingClientRect } = Element.prototype;
  const { width, height } = getBoundingClientRect.call(element);
  // Safari has it since 17.4.
  const isOpaque = checkVisibility?.call(element, { checkOpacity: true, checkVisibilityCSS: true }) ?? true;
  return isOpaque && width * height > 0 && isVisible();
}

function tell(element: Element, { track }: CaptureContext): void {
  const promotion_id = attributeOf(element, 'data-waymark-promotion');
  const item_list_id = attributeOf(element, 'data-waymark-list');
  const name = attributeOf(element, 'data-waymark-name');
  if (promotion_id) track('view_promotion', { promotion_id, ...(name && { promotion_name: name }) });
  if (item_list_id) track('view_item_list', { item_list_id, ...(name && { item_list_name: name }) });
}
