import type { CaptureContext } from '../core/plugin.js';
import { listen } from '../platform/listen.js';
import { clickedOf, meantBy } from './clicked.js';

interface Click {
  readonly at: number;
  readonly x: number;
  readonly y: number;
  readonly element: Element;
}

const CLICKS = 3;
const WITHIN_MS = 1_000;
const WITHIN_PX = 30;

/** Tells runs of clicks; three clicks that select a paragraph are none. Returns what hears clicks. */
export function rageClicks({ track, signal }: CaptureContext): (event: MouseEvent) => void {
  let run: readonly Click[] = [];
  let selectedAt = -WITHIN_MS;
  listen(
    'selectstart',
    ({ timeStamp }) => {
      selectedAt = timeStamp;
    },
    signal,
  );
  return event => {
    const meant = meantBy(event);
    if (!meant) return;
    const { timeStamp: at, clientX: x, clientY: y } = event;
    const { element, isClickable } = meant;
    const belongs = (click: Click): boolean =>
      click.element === element && at - click.at <= WITHIN_MS && Math.hypot(click.x - x, click.y - y) <= WITHIN_PX;
    run = [...run.filter(belongs), { at, x, y, element }];
    if (run.length < CLICKS) return;
    run = [];
    // A browser may begin to select at every press, also where there is nothing to select.
    const isSelecting = at - selectedAt <= WITHIN_MS && element.hasChildNodes();
    if (isClickable || !isSelecting) track('rage_click', clickedOf(element));
  };
}
