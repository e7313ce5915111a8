import { audit } from './ledger.mjs';

const QUOTA = 200_000;
/** What PROMISES asks for, and what fits beside a database with nothing in it, which Chromium counts as 74 kB. */
const HOSTS = [150_000, 100_000];
const VISIT = 30;

/** BND3: the page's own data goes first where storage is short. */
export const bnd3 = { ids: ['BND3'], run };

async function run(bench) {
  const rounds = bench.figure(10, 100);
  const failures = [];
  const reached = [];
  let least = Infinity;
  let most = 0;
  for (const size of HOSTS) {
    const written = { alone: 0, empty: 0, beside: 0 };
    for (let round = 0; round < rounds; round++) {
      const alone = await oneRound(bench, size, async () => {});
      // What a database costs that holds nothing: no library that opens one can cost less.
      const empty = await oneRound(bench, size, page => page.evaluate(openEmpty));
      const beside = await oneRound(bench, size, visit((await bench.collector()).url));
      for (const [name, { isWritten }] of Object.entries({ alone, empty, beside })) written[name] += Number(isWritten);
      least = Math.min(least, empty.usage);
      most = Math.max(most, beside.usage);
      failures.push(...beside.broken);
    }
    if (written.alone < rounds)
      failures.push(`the page alone wrote ${kilo(size)} kB in ${written.alone} of ${rounds} only: nothing is shown`);
    if (written.beside < written.empty)
      failures.push(
        `beside Waymark the page failed to write ${kilo(size)} kB in ${rounds - written.beside} of ${rounds}`,
      );
    reached.push(
      `${kilo(size)} kB: ${written.beside} of ${rounds} written beside Waymark, ${written.empty} beside a database with nothing in it, ${written.alone} alone`,
    );
  }
  return {
    id: 'BND3',
    what: `the page writes ${HOSTS.map(kilo).join(' or ')} kB under a quota of ${kilo(QUOTA)} kB after ${VISIT} touchpoints`,
    asked: 'never fails where it does not fail beside an empty database',
    reached: `${reached.join('; ')}; used at most ${kilo(most)} kB with Waymark, at least ${kilo(least)} kB with an empty database`,
    runs: rounds * HOSTS.length,
    failures,
  };
}

const kilo = bytes => (bytes / 1000).toFixed(0);

/** Uses the page as a visitor does; answers what is broken. */
function visit(to) {
  return async page => {
    await page.evaluate(options => window.start(options), { site: 'quota', to });
    await page.evaluate(async count => {
      await window.walk({ count, pauses: [2] });
      await window.w.flush();
    }, VISIT);
    return () => audit(page);
  };
}

async function oneRound({ site, context: open }, size, prepare) {
  const context = await open();
  const page = await context.newPage();
  await page.goto(`${site.origin}/page`);
  const session = await context.newCDPSession(page);
  // Before anything is stored: later it has no effect.
  await session.send('Storage.overrideQuotaForOrigin', { origin: site.origin, quotaSize: QUOTA });
  const check = await prepare(page);
  const { usage } = await session.send('Storage.getUsageAndQuota', { origin: site.origin });
  const isWritten = await page.evaluate(writeOwn, size);
  const broken = (await check?.()) ?? [];
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

/** Runs in the page: a database with nothing in it. */
function openEmpty() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('empty', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('rows');
    request.onsuccess = () => resolve(undefined);
    request.onerror = () => reject(request.error);
  });
}
