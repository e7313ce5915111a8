import { quantile } from '../statistics.mjs';
import { visit } from './browser.mjs';
import { audit } from './ledger.mjs';

const CHUNK = 20;
const MOST_MS = 1;

/** SEC4, too: plugins that throw, reject, hang and change what they see delay no acknowledgement, compared with the same in good order. */
export const sec4Beside = { ids: ['SEC4'], run };

async function run(bench) {
  const count = bench.figure(600, 5_000, 100);
  const { url: to } = await bench.collector();
  const context = await bench.context();
  const open = isFaulty => visit(context, { origin: bench.site.origin, site: `beside-${isFaulty}`, to, isFaulty });
  const pages = { sound: await open(false), faulty: await open(true) };
  const waits = { sound: [], faulty: [] };
  // By turns, so that what else runs on the machine slows both.
  for (let done = 0; done < count; done += CHUNK)
    for (const [who, page] of Object.entries(pages)) {
      await page.bringToFront();
      waits[who].push(...(await page.evaluate(oneByOne, { from: done, count: CHUNK })));
    }
  const failures = [...(await audit(pages.sound)), ...(await ledgerBeside(pages.faulty))];
  const of = (who, share) => quantile(waits[who], share);
  const delay = of('faulty', 0.5) - of('sound', 0.5);
  if (delay > MOST_MS) failures.push(`acknowledged ${delay.toFixed(2)} ms later`);
  const figures = who => `p50 ${of(who, 0.5).toFixed(2)}, p95 ${of(who, 0.95).toFixed(2)} ms`;
  return {
    id: 'SEC4',
    what: 'track() to acked, beside four plugins that fail and four that do not, by turns',
    asked: `p50 ≤ ${MOST_MS} ms later`,
    reached: `${delay.toFixed(2)} ms later: ${figures('faulty')}; beside sound ones ${figures('sound')}`,
    runs: count * 2,
    failures,
  };
}

/** The destination that works gets everything; those with faults are told of. */
async function ledgerBeside(page) {
  const { destinations, problems } = await page.evaluate(async () => {
    await window.w.flush();
    const { destinations } = window.w.diagnostics();
    return { destinations, problems: window.problems };
  });
  const failures = destinations.http.stored ? [`${destinations.http.stored} were not delivered`] : [];
  for (const name of ['throws', 'rejects', 'hangs'])
    if (!problems.some(problem => problem.includes(`"${name}"`))) failures.push(`"${name}" had no fault`);
  return failures;
}

/** Runs in the page. */
async function oneByOne({ from, count }) {
  const waits = [];
  for (let n = from; n < from + count; n++) {
    const acked = new Promise(resolve => {
      window.acknowledge = id => id === sought && resolve();
    });
    const start = performance.now();
    const sought = window.act(n);
    await acked;
    waits.push(performance.now() - start);
    await new Promise(resolve => setTimeout(resolve, 5));
  }
  return waits;
}
