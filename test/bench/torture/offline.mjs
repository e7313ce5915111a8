import { pause } from './browser.mjs';
import { audit } from './ledger.mjs';
import { watchWire } from './wire.mjs';

const WITHIN_S = 60;
const HOURS = 72;
const STEPS = 30;
const RETURN_MS = 200;

/** DUR9: three days without a network, on a clock that jumps, then all within a minute. */
export const dur9 = { ids: ['DUR9'], run };

async function run(bench) {
  const [count, rounds] = bench.figure([300, 2], [1_500, 10]);
  const failures = [];
  const reached = [];
  const kinds = [
    ['as it is', undefined],
    ['onLine always true', true],
    ['onLine always false', false],
  ];
  for (const [name, lie] of kinds) {
    const late = [];
    const inTime = [];
    for (let round = 0; round < rounds; round++) {
      const { missing, seconds, broken } = await oneReturn(bench, { count, lie });
      if (missing) late.push(missing);
      else inTime.push(seconds);
      failures.push(...broken);
    }
    reached.push(`${name}: ${inTime.length} of ${rounds} returns, ≤ ${Math.max(0, ...inTime)} s`);
    if (late.length) failures.push(`${name}: ${late.join(' and ')} of ${count} missing after ${WITHIN_S} s`);
  }
  return {
    id: 'DUR9',
    what: `${count} touchpoints over ${HOURS} h offline, delivered after the return`,
    asked: `≤ ${WITHIN_S} s, also when navigator.onLine lies`,
    reached: reached.join('; '),
    runs: kinds.length * rounds,
    failures,
  };
}

async function oneReturn(bench, { count, lie }) {
  const wire = watchWire();
  const { url } = await bench.collector(wire.hook);
  const context = await bench.context();
  if (lie !== undefined) {
    await context.addInitScript(value => {
      Object.defineProperty(Navigator.prototype, 'onLine', { get: () => value });
    }, lie);
  }
  const page = await context.newPage();
  await page.clock.install();
  await page.goto(`${bench.site.origin}/page`);
  await page.evaluate(options => window.start(options), { site: 'offline', to: url });
  await context.setOffline(true);
  const ids = [];
  for (let step = 0; step < STEPS; step++) {
    ids.push(...(await page.evaluate(wanted => window.walk(wanted), walk(step, count / STEPS))));
    // Each jump rings whatever waits, once, so that the back-off grows as it would.
    await page.clock.fastForward((HOURS / STEPS) * 3_600_000);
    await pause(20);
  }
  // A try may be under way when the network returns.
  await pause(bench.random() * RETURN_MS);
  await context.setOffline(false);
  const missing = () => ids.filter(id => !wire.seen.has(id)).length;
  let seconds = 0;
  for (; seconds < WITHIN_S && missing(); seconds++) {
    await page.clock.runFor(1_000);
    await pause(100);
  }
  const figures = { missing: missing(), seconds, broken: await audit(page) };
  await context.close();
  return figures;
}

/** Timers of the page stand still, so its walk has no pauses. */
function walk(step, count) {
  return { count, from: step * count, pauses: [0] };
}
