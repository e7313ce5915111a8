import { deliverAll, pause, visit } from './browser.mjs';
import { audit } from './ledger.mjs';

const WATCHED_MS = 20_000;
const FASTEST_MS = 5_000;

/** BND7: a page on which nothing happens is left alone. */
export const bnd7 = { ids: ['BND7'], run };

async function run(bench) {
  const { url } = await bench.collector();
  const context = await bench.context();
  await context.addInitScript(watchTimers);
  const page = await visit(context, { origin: bench.site.origin, site: 'quiet', to: url });
  await page.evaluate(() => window.walk({ count: 20, pauses: [5] }));
  const isDone = await deliverAll(page);
  // What gathers touchpoints for one request rings once more.
  await pause(FASTEST_MS);
  const seen = await count(page);
  await page.evaluate(hide);
  const hidden = await count(page, bench.figure(WATCHED_MS / 2, WATCHED_MS));
  const failures = await audit(page);
  if (!isDone) failures.push('not delivered within 60 s');
  if (seen.fast.length) failures.push(`timers of ${seen.fast.join(', ')} ms were set`);
  if (seen.rung > WATCHED_MS / FASTEST_MS) failures.push(`${seen.rung} wake-ups while visible`);
  if (hidden.rung) failures.push(`${hidden.rung} wake-ups while hidden`);
  await context.close();
  return {
    id: 'BND7',
    what: `wake-ups in ${WATCHED_MS / 1000} s once everything is delivered`,
    asked: 'no timer faster than 5 s visible, 0 wake-ups hidden',
    reached: `${seen.rung} visible (${seen.fast.length} faster), ${hidden.rung} hidden`,
    runs: 1,
    failures,
  };
}

async function count(page, ms = WATCHED_MS) {
  await page.evaluate(() => {
    window.timers.rung = 0;
    window.timers.fast = [];
  });
  await pause(ms);
  return page.evaluate(() => ({ ...window.timers }));
}

/** Runs in the page, before anything else. */
function watchTimers() {
  window.timers = { rung: 0, fast: [] };
  for (const name of ['setTimeout', 'setInterval', 'requestAnimationFrame', 'requestIdleCallback']) {
    const original = window[name];
    window[name] = (run, wait, ...rest) => {
      if (name.startsWith('set') && !(wait >= 5_000)) window.timers.fast.push(wait);
      const rings = (...values) => {
        window.timers.rung++;
        return run(...values);
      };
      return original.call(window, rings, wait, ...rest);
    };
  }
}

/** Runs in the page. A headless page is never hidden by itself. */
function hide() {
  Object.defineProperty(document, 'visibilityState', { value: 'hidden' });
  Object.defineProperty(document, 'hidden', { value: true });
  document.dispatchEvent(new Event('visibilitychange'));
  // What is still to be done at that moment is not idling.
  return new Promise(resolve => setTimeout(resolve, 1_000));
}
