import { visit } from './visit.mjs';

const SLOWDOWN = 4;
const TRACKS = 40;
const LONG_MS = 50;

/** Tasks over 50 ms on a page at start and while it tracks, beside the same page without Waymark. @returns {import('./visit.mjs').Subject} */
export function longTasks({ browser, site }) {
  const longest = { without: [], with: [] };

  async function round() {
    for (const kind of ['without', 'with']) {
      const context = await browser.newContext();
      const { page } = await visit(context, `${site.origin}/${kind}`, { slowdown: SLOWDOWN });
      longest[kind].push(await page.evaluate(measure, kind === 'with' ? TRACKS : 0));
      await context.close();
    }
  }

  function lines() {
    const over = kind => longest[kind].filter(ms => ms > LONG_MS).length;
    const worst = Math.max(...longest.with).toFixed(0);
    const value = `${over('with')} of ${longest.with.length}`;
    return [
      [`visits with a task over ${LONG_MS} ms, ${SLOWDOWN}× (longest ${worst} ms)`, value, '0', over('with') === 0],
      ['  the same page without Waymark', `${over('without')} of ${longest.without.length}`],
    ];
  }

  return { round, lines };
}

/** Runs in the page. The longest task in ms, 0 when none was over 50 ms. */
async function measure(tracks) {
  const askedAt = performance.now();
  const atStart = [...window.tasks];
  for (let index = 0; index < tracks; index++) {
    window.view(index);
    await window.committed();
  }
  await new Promise(resolve => setTimeout(resolve, 300));
  const later = window.tasks.filter(({ startTime }) => startTime > askedAt);
  return Math.max(0, ...[...atStart, ...later].map(({ duration }) => duration));
}
