import { audit } from './ledger.mjs';

const QUOTA = 200_000;
const HOST = 150_000;
const VISIT = 30;

/** BND3: the page's own data goes first where storage is short. */
export const bnd3 = { ids: ['BND3'], run };

async function run(bench) {
  const rounds = bench.figure(10, 100);
  const failures = [];
  let alone = 0;
  let beside = 0;
  let most = 0;
  for (let round = 0; round < rounds; round++) {
    const without = await oneRound(bench, null);
    const next = await oneRound(bench, (await bench.collector()).url);
    alone += Number(without.isWritten);
    beside += Number(next.isWritten);
    most = Math.max(most, next.usage);
    failures.push(...next.broken);
  }
  if (alone < rounds) failures.push(`the page alone wrote in ${alone} of ${rounds} only: nothing is shown`);
  if (beside < rounds) failures.push(`the page failed beside Waymark in ${rounds - beside} of ${rounds}`);
  return {
    id: 'BND3',
    what: `the page writes ${HOST / 1000} kB under a quota of ${QUOTA / 1000} kB after ${VISIT} touchpoints`,
    asked: `never fails because of Waymark`,
    reached: `${beside} of ${rounds} written (alone ${alone}); Waymark used at most ${(most / 1000).toFixed(0)} kB`,
    runs: rounds,
    failures,
  };
}

async function oneRound({ site, context: open }, to) {
  const context = await open();
  const page = await context.newPage();
  await page.goto(`${site.origin}/page`);
  const session = await context.newCDPSession(page);
  // Before anything is stored: later it has no effect.
  await session.send('Storage.overrideQuotaForOrigin', { origin: site.origin, quotaSize: QUOTA });
  if (to) {
    await page.evaluate(options => window.start(options), { site: 'quota', to });
    await page.evaluate(async count => {
      await window.walk({ count, pauses: [2] });
      await window.w.flush();
    }, VISIT);
  }
  const { usage } = await session.send('Storage.getUsageAndQuota', { origin: site.origin });
  const isWritten = await page.evaluate(writeOwn, HOST);
  const broken = to ? await audit(page) : [];
  await context.close();
  return { isWritten, usage, broken };
}

/** Runs in the page: what the shop itself stores. In a cache, where bytes count as what they are; a database counts them twice. */
async function writeOwn(size) {
  const bytes = new Uint8Array(size);
  try {
    const cache = await caches.open('shop');
    await cache.put('/cart', new Response(bytes));
    return (await (await cache.match('/cart')).arrayBuffer()).byteLength === size;
  } catch {
    return false; // The quota is exceeded: that is what is counted.
  }
}
