import { quantile } from './statistics.mjs';
import { atMost, plain } from './table.mjs';
import { visit } from './visit.mjs';

const CALLS = 10_000;
const MOST_MS = 200;

/** As many calls of `track` in one task as a page gone wild makes. @returns {import('./visit.mjs').Subject} */
export function burst({ browser, site }) {
  const seen = { calls: [], task: [] };

  async function round() {
    const context = await browser.newContext();
    const { page } = await visit(context, `${site.origin}/with?burst`);
    const { calls, task } = await page.evaluate(measure, CALLS);
    seen.calls.push(calls);
    seen.task.push(task);
    await context.close();
  }

  function lines() {
    const name = `${CALLS.toLocaleString('en')} calls of track() in one task, 1×, p50`;
    return [
      atMost(name, quantile(seen.calls, 0.5), MOST_MS, 'ms'),
      plain('  until the page can do something else', quantile(seen.task, 0.5), 'ms'),
    ];
  }

  return { round, lines };
}

/** Runs in the page. What a call leaves to the end of its task belongs to the task. */
async function measure(calls) {
  const began = performance.now();
  for (let index = 0; index < calls; index++) window.view(index);
  const lasted = performance.now() - began;
  await new Promise(resolve => setTimeout(resolve));
  return { calls: lasted, task: performance.now() - began };
}
