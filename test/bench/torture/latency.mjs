import { quantile } from '../statistics.mjs';
import { visit } from './browser.mjs';
import { audit } from './ledger.mjs';
import { pauses } from './seeded.mjs';

const SLOWDOWN = 4;
const MEDIAN_MS = 5;
const P99_MS = 50;
const P99_SLOW_MS = 250;

/** DUR2: how long a touchpoint can be lost, from `track()` to its commit. */
export const dur2 = { ids: ['DUR2'], run };

async function run(bench) {
  const count = bench.figure(500, 10_000);
  const idle = await measure(bench, { count, rate: 1 });
  const slow = await measure(bench, { count, rate: SLOWDOWN });
  const failures = [...idle.broken, ...slow.broken];
  if (idle.p50 > MEDIAN_MS) failures.push(`idle: p50 ${idle.p50} ms`);
  if (idle.p99 > P99_MS) failures.push(`idle: p99 ${idle.p99} ms`);
  if (slow.p99 > P99_SLOW_MS) failures.push(`${SLOWDOWN}×: p99 ${slow.p99} ms`);
  return {
    id: 'DUR2',
    what: 'track() to acked, one at a time',
    asked: `p50 ≤ ${MEDIAN_MS}, p99 ≤ ${P99_MS} ms idle; p99 ≤ ${P99_SLOW_MS} ms at ${SLOWDOWN}×`,
    reached: `p50 ${idle.p50}, p99 ${idle.p99} ms idle; p50 ${slow.p50}, p99 ${slow.p99} ms at ${SLOWDOWN}×`,
    runs: count * 2,
    failures,
  };
}

async function measure(bench, { count, rate }) {
  const context = await bench.context();
  const { url } = await bench.collector();
  const page = await visit(context, { origin: bench.site.origin, site: 'latency', to: url });
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
  const waits = await page.evaluate(oneByOne, { count, pauses: pauses(bench.random) });
  const broken = await audit(page);
  await context.close();
  const tenth = share => Number(quantile(waits, share).toFixed(1));
  return { p50: tenth(0.5), p99: tenth(0.99), broken };
}

/** Runs in the page. */
async function oneByOne({ count, pauses }) {
  const waits = [];
  for (let n = 0; n < count; n++) {
    const acked = new Promise(resolve => {
      window.acknowledge = resolve;
    });
    const start = performance.now();
    window.act(n);
    await acked;
    waits.push(performance.now() - start);
    await new Promise(resolve => setTimeout(resolve, pauses[n % pauses.length]));
  }
  return waits;
}
