import { pause, visit } from './browser.mjs';
import { audit } from './ledger.mjs';
import { pauses } from './seeded.mjs';

const WITHIN_MS = 500;

/** STO5: another page may delete the database at any moment, and Waymark goes on. */
export const sto5 = { ids: ['STO5'], run };

async function run(bench) {
  const rounds = bench.figure(10, 200);
  const { url } = await bench.collector();
  const context = await bench.context();
  const other = await context.newPage();
  await other.goto(`${bench.site.origin}/other`);
  const failures = [];
  const times = [];
  for (let round = 0; round < rounds; round++) {
    const name = `yields-${round}`;
    const page = await visit(context, { origin: bench.site.origin, site: name, to: url });
    // In one round of two it is busy.
    const walking = page.evaluate(options => window.walk(options), { count: 40, pauses: pauses(bench.random) });
    if (round % 2) await walking;
    else await pause(bench.random() * 150);
    times.push(await other.evaluate(remove, `waymark:${name}`));
    await walking;
    const isTaken = await page.evaluate(async () => {
      // The first one finds out; it belongs to what was deleted.
      window.act(0);
      await window.w.flush();
      const id = window.act(1);
      const { log } = await window.w.export();
      return log.some(({ touchpoint }) => touchpoint?.id === id);
    });
    if (!isTaken) failures.push(`round ${round}: what was tracked afterwards is not in the log`);
    failures.push(...(await audit(page)));
    await page.close();
  }
  const slowest = Math.max(...times);
  if (slowest > WITHIN_MS) failures.push(`it took ${slowest.toFixed(0)} ms`);
  return {
    id: 'STO5',
    what: 'another page deletes the database while it is open',
    asked: `done ≤ ${WITHIN_MS} ms, and tracking goes on`,
    reached: `at most ${slowest.toFixed(0)} ms`,
    runs: rounds,
    failures,
  };
}

/** Runs in the other page. */
export function remove(name) {
  return new Promise(resolve => {
    const asked = performance.now();
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve(performance.now() - asked);
    request.onerror = () => resolve(Number.POSITIVE_INFINITY);
    setTimeout(() => resolve(Number.POSITIVE_INFINITY), 10_000);
  });
}
