import { deliverAll, visit } from './browser.mjs';
import { audit } from './ledger.mjs';

const WARM = 2_500;
const GROWTH = 2 * 1024 * 1024;
const COUNTED = ['JSEventListeners', 'Nodes', 'Documents'];
const BURST = 50;

/** BND1: neither touchpoints nor starts and stops leave anything in memory. */
export const bnd1 = { ids: ['BND1'], run };

async function run(bench) {
  const [count, cycles] = bench.figure([20_000, 200], [1_000_000, 1_000]);
  const { url } = await bench.collector();
  const context = await bench.context();
  const page = await visit(context, { origin: bench.site.origin, site: 'memory', to: url });
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  const figures = async () => {
    // More than once: what the first one frees lets go of more.
    for (let round = 0; round < 4; round++) await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  };
  // The log is full and every lazy part is there before anything is compared.
  await page.evaluate(burst, { count: WARM, size: BURST });
  await deliverAll(page);
  const before = await figures();
  await page.evaluate(burst, { count, size: BURST });
  const isDone = await deliverAll(page);
  const grown = (await figures()).JSHeapUsedSize - before.JSHeapUsedSize;
  const failures = await audit(page);
  if (!isDone) failures.push('not delivered within 60 s');
  if (grown > GROWTH) failures.push(`the heap grew by ${grown} bytes over ${count} touchpoints`);
  await page.evaluate(() => window.w.stop());
  await page.evaluate(cycle, { count: 5, to: url });
  const start = await figures();
  await page.evaluate(cycle, { count: cycles, to: url });
  const end = await figures();
  const left = COUNTED.filter(name => end[name] > start[name]).map(name => `${name} +${end[name] - start[name]}`);
  if (left.length) failures.push(`${cycles} starts and stops left ${left.join(', ')}`);
  return {
    id: 'BND1',
    what: `heap after GC over ${count} touchpoints; ${COUNTED.join(', ')} over ${cycles} starts and stops`,
    asked: '≤ +2,048 kB; +0',
    reached: `${(grown / 1024).toFixed(0)} kB; ${left.join(', ') || '+0'} (heap ${((end.JSHeapUsedSize - start.JSHeapUsedSize) / 1024).toFixed(0)} kB)`,
    runs: count + cycles,
    failures,
  };
}

/** Runs in the page. */
async function burst({ count, size }) {
  for (let n = 0; n < count; n += size) {
    await window.walk({ count: size, from: n, pauses: [0] });
    await window.w.flush();
  }
}

/** Runs in the page. */
async function cycle({ count, to }) {
  for (let n = 0; n < count; n++) {
    await window.start({ site: 'memory', to });
    window.w.stop();
  }
  // What a stop still finishes is no leftover.
  await new Promise(resolve => setTimeout(resolve, 2_000));
}
