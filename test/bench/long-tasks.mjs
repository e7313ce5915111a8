import { visit } from './visit.mjs';

const SLOWDOWN = 4;
const TRACKS = 40;
const LONG_MS = 50;

/** Tasks over 50 ms on a page at start and while it tracks, beside the same page without Waymark. @returns {import('./visit.mjs').Subject} */
export function longTasks({ browser, site }) {
  const longest = { without: [], with: [], 'eager/with': [] };

  async function round() {
    for (const kind of Object.keys(longest)) {
      const context = await browser.newContext();
      const { page } = await visit(context, `${site.origin}/${kind}`, { slowdown: SLOWDOWN });
      longest[kind].push(await page.evaluate(measure, kind === 'without' ? 0 : TRACKS));
      await context.close();
    }
  }

  function lines() {
    const over = kind => longest[kind].filter(ms => ms > LONG_MS).length;
    const line = (name, kind) => {
      const worst = Math.max(...longest[kind]).toFixed(0);
      const value = `${over(kind)} of ${longest[kind].length}`;
      return [`${name}, ${SLOWDOWN}× (longest ${worst} ms)`, value, '0', over(kind) === 0];
    };
    return [
      line(`visits with a task over ${LONG_MS} ms, bundled`, 'with'),
      line('  the same with the comment of the script-tag files', 'eager/with'),
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
