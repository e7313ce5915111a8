import { faultsOf, hostPage, installVisits } from '../../corpus/host-page.mjs';
import { HOSTS } from '../../corpus/hosts.mjs';

const AT_ONCE = 4;

/** HST1: pages that are hard to live in never hear an error of ours, and all that can be kept is kept. */
export const hst1 = { ids: ['HST1'], run, minutes: 10 };

async function run(bench) {
  // What the hosts deliver goes to it by way of the site.
  await bench.collector();
  const { origin, pages } = bench.site;
  for (const [index, host] of HOSTS.entries()) {
    pages[`/with/${index}`] = hostPage(host, `${origin}/host.js`);
    pages[`/alone/${index}`] = hostPage(host, null);
  }
  pages['/healthy'] = '<!doctype html><title>Healthy</title><body></body>';
  const failures = [];
  let visits = 0;
  // A host in a frame shares its process with others; one in a window is a page like any.
  for (const isFrame of bench.figure([true], [true, false])) {
    const context = await bench.context();
    const page = await context.newPage();
    await page.goto(`${origin}/healthy`);
    await page.evaluate(installVisits);
    const waiting = [...HOSTS.entries()];
    const visit = url => page.evaluate(options => window.visit(options), { url, isFrame });
    const go = async () => {
      for (let next = waiting.pop(); next; next = waiting.pop()) {
        const [index, host] = next;
        const faults = await faultsOf(host, await visit(`/with/${index}`), () => visit(`/alone/${index}`));
        failures.push(...faults.map(fault => `${host.name}: ${fault.slice(0, 300)}`));
        visits++;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, go));
    await context.close();
  }
  const degraded = HOSTS.filter(host => host.degraded).length;
  const loud = HOSTS.filter(host => host.loud).length;
  return {
    id: 'HST1',
    what: `${HOSTS.length} hostile hosts, 20 touchpoints each`,
    asked: '0 errors of ours; works in all that are not degraded',
    reached: `${failures.length} faults; ${HOSTS.length - degraded} work, ${degraded - loud} are left in peace, ${loud} are not`,
    runs: visits,
    failures,
  };
}
