import { fill } from './fill.mjs';
import { lookAtHeap } from './heap.mjs';

/** The one whose heap is looked at meanwhile. */
export const MOST = 10_000;

/**
 * Visitors who have so many touchpoints behind them, made when they are first asked for and kept for all who ask.
 *
 * @param {Pick<import('./visit.mjs').Bench, 'site'> & { browsers: ReturnType<typeof import('./contexts.mjs').browsers> }} bench
 */
export function visitors({ site, browsers }) {
  const made = new Map();

  function visitor(touchpoints) {
    const known = made.get(touchpoints);
    if (known && !known.isGone) return known.filled;
    const browser = browsers.own();
    const one = { browser, isGone: false, context: null };
    one.filled = fill({ browser, site }, touchpoints, touchpoints === MOST ? lookAtHeap : undefined).then(
      filled => {
        one.context = filled.context;
        filled.context.on('close', () => {
          one.isGone = true;
        });
        return filled;
      },
      error => {
        one.isGone = true;
        throw error;
      },
    );
    made.set(touchpoints, one);
    return one.filled;
  }

  /** Between two turns nobody is being made: who still is stands still. Pages that were left open are closed. */
  async function tidy() {
    for (const one of made.values()) {
      if (one.context) await Promise.all(one.context.pages().map(page => page.close()));
      else await one.browser.tidy();
    }
  }

  return { visitor, tidy };
}
