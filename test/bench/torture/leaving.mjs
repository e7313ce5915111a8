import { deliverAll, until, visit } from './browser.mjs';
import { audit } from './ledger.mjs';
import { watchWire } from './wire.mjs';

const MOST = 20;
const WINDOW_MS = 100;
/** What has not come by then is counted as late. */
const ARRIVED_MS = 1_000;
const AT_ONCE = 0.995;
const BODY = 60 * 1024;

/** DUR6: what is tracked in the last moments of a page. */
export const dur6 = { ids: ['DUR6'], run };

async function run(bench) {
  const rounds = bench.figure(60, 1_000);
  const wire = watchWire();
  const collector = await bench.collector(wire.hook);
  const context = await bench.context();
  const failures = [];
  const sum = { tracked: 0, atOnce: 0, later: 0, lost: 0, navigations: 0 };
  // One collector of the page's own origin, one of another.
  for (const to of ['', collector.url]) {
    const where = { site: `leaving-${to ? 'cross' : 'same'}`, to };
    const page = await visit(context, { origin: bench.site.origin, ...where });
    const all = [];
    for (let round = 0; round < rounds / 2; round++) {
      const tracked = await leave(bench, page);
      // The page that follows has not started Waymark yet.
      await until(() => tracked.every(id => wire.seen.has(id)), ARRIVED_MS);
      const atOnce = tracked.filter(id => wire.seen.has(id)).length;
      await page.evaluate(async options => {
        await window.start(options);
        await window.w.flush();
      }, where);
      sum.tracked += tracked.length;
      sum.atOnce += atOnce;
      sum.later += tracked.filter(id => wire.seen.has(id)).length;
      sum.navigations++;
      all.push(...tracked);
    }
    await deliverAll(page);
    sum.lost += all.filter(id => !wire.seen.has(id)).length;
    failures.push(...(await audit(page)));
    await page.close();
  }
  const share = (sum.atOnce / sum.tracked) * 100;
  if (share < AT_ONCE * 100) failures.push(`${sum.tracked - sum.atOnce} did not arrive at once`);
  if (sum.later < sum.tracked)
    failures.push(`${sum.tracked - sum.later} had not come by the next visit, ${sum.lost} never did`);
  if (wire.largest() > BODY) failures.push(`a body of ${wire.largest()} bytes`);
  if (collector.preflights) failures.push(`${collector.preflights} preflights`);
  return {
    id: 'DUR6',
    what: `1–${MOST} touchpoints in the last ${WINDOW_MS} ms, collector of the same and of another origin`,
    asked: `≥ ${AT_ONCE * 100} % at once, 100 % by the next visit, bodies ≤ 60 KiB, 0 preflights`,
    reached: `${share.toFixed(2)} % at once, ${((sum.later / sum.tracked) * 100).toFixed(2)} % by the next visit (${sum.tracked}), largest body ${wire.largest()}, ${collector.preflights} preflights, ${wire.repeats()} repeats`,
    runs: sum.navigations,
    failures,
  };
}

/** Tracks, goes to the next page in the same moment, and answers with the ids. */
async function leave({ random, site }, page) {
  const count = 1 + Math.floor(random() * MOST);
  const moments = Array.from({ length: count }, () => Math.floor(random() * WINDOW_MS)).sort((a, b) => a - b);
  const tracked = [];
  const heard = new Promise(resolve => {
    page.once('console', message => resolve(JSON.parse(message.text())));
  });
  const gone = page.waitForEvent('load');
  await page.evaluate(goAfter, { moments, windowMs: WINDOW_MS, url: `${site.origin}/page?${random()}` });
  tracked.push(...(await heard));
  await gone;
  await page.waitForFunction(() => window.start);
  return tracked;
}

/** Runs in the page. The last one is tracked in the task that leaves. */
function goAfter({ moments, windowMs, url }) {
  const ids = [];
  const act = () => ids.push(window.act(ids.length));
  for (const moment of moments.slice(1)) setTimeout(act, moment);
  setTimeout(() => {
    act();
    console.log(JSON.stringify(ids));
    location.href = url;
  }, windowMs);
}
