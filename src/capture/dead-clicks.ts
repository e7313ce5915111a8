import type { CaptureContext } from '../core/plugin.js';
import { isVisible } from '../platform/lifecycle.js';
import { listen } from '../platform/listen.js';
import { clickedOf, meantBy } from './clicked.js';
import { closest } from './closest.js';

const ANSWER_MS = 1_000;
/** What a page or the browser may answer with, beside a change of the document or the address. */
const ANSWERS = ['scroll', 'focusin', 'blur', 'input', 'submit', 'invalid', 'play', 'pause', 'copy', 'selectstart'];
/** The browser itself follows them, and may take its time. */
const LINKS = 'a[href]:not([href^="#"],[href^="javascript:"]),[data-waymark-coupon],[data-waymark-share]';

/**
 * Tells clicks that nothing answered. The document is watched until its first change, for a second at most, so that a page
 * which changes all the time has none. Returns what hears clicks.
 */
export function deadClicks({ track, signal }: CaptureContext): (event: MouseEvent) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;

  function stop(): void {
    clearTimeout(timer);
    observer.disconnect();
  }

  const observer = new MutationObserver(stop);
  for (const answer of ANSWERS) listen(answer, stop, signal);
  signal.addEventListener('abort', stop);
  return event => {
    stop();
    const meant = meantBy(event);
    // What a component changes within itself is not seen.
    if (!meant || /-/.test(meant.element.localName) || closest(event, LINKS)) return;
    if (!meant.isClickable && getComputedStyle(meant.element).cursor !== 'pointer') return;
    const before = addressNow();
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    timer = setTimeout(() => {
      stop();
      if (addressNow() === before && isVisible()) track('dead_click', clickedOf(meant.element));
    }, ANSWER_MS);
  };
}

/** A link to `#` adds that and leads nowhere. */
function addressNow(): string {
  return location.href.replace(/#$/, '');
}
