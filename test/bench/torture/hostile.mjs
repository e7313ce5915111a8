import { startHostile } from '../../corpus/hostile-server.mjs';
import { meet, tellings } from '../../corpus/meet.mjs';
import { SERVERS } from '../../corpus/servers.mjs';
import { PAGE } from './site.mjs';

/** Sites on one page, whose requests share the bytes that may outlive it. */
const SITES = 12;
const PAGES = 4;

/** DUR10: whatever a server answers, the ledger is exact. SEC6: and it hears of nothing but rows. */
export const dur10 = { ids: ['DUR10', 'SEC6'], run, minutes: 10 };

async function run(bench) {
  const rounds = bench.figure(1, 5);
  bench.site.pages['/hostile'] = PAGE.replace('app.js', 'hostile.js');
  const seen = { broken: [], told: [], requests: 0 };
  for (let round = 0; round < rounds; round++) await meetAll(bench, seen);
  const { broken, told, requests } = seen;
  const names = new Set(broken.map(({ name }) => name));
  return [
    {
      id: 'DUR10',
      what: `${SERVERS.length} hostile servers`,
      asked: 'outcome class met, ledger exact, no hot loop',
      reached: `${SERVERS.length - names.size} of ${SERVERS.length}`,
      runs: rounds,
      failures: broken.map(({ said }) => said),
    },
    {
      id: 'SEC6',
      what: `what they hear from a page that has a cookie`,
      asked: 'no cookie, referrer, credentials, preflight; none set; no redirect followed',
      reached: `${requests - told.length} of ${requests} requests`,
      runs: rounds,
      failures: told,
    },
  ];
}

async function meetAll(bench, seen) {
  // Those that take their time have pages of their own.
  const rows = [...SERVERS].sort((a, b) => Number(b.isSlow ?? false) - Number(a.isSlow ?? false));
  const context = await bench.context();
  const { hostname: domain } = new URL(bench.site.origin);
  await context.addCookies([{ name: 'secret', value: '1', domain, path: '/' }]);
  // The shortest wait there is.
  await context.addInitScript(() => {
    Math.random = () => 0;
  });
  const lane = async () => {
    while (rows.length) await onePage(context, { origin: bench.site.origin, rows: rows.splice(0, SITES), seen });
  };
  await Promise.all(Array.from({ length: PAGES }, lane));
  const cookies = await context.cookies();
  if (cookies.length > 1) seen.told.push(`${cookies.length - 1} cookies were set`);
  await context.close();
}

async function onePage(context, { origin, rows, seen }) {
  const page = await context.newPage();
  page.on('pageerror', ({ message }) => seen.broken.push({ name: message, said: `an error in the page: ${message}` }));
  await page.goto(`${origin}/hostile?name=secret`);
  await page.waitForFunction(() => window.enter);
  await Promise.all(rows.map(row => oneServer(page, { ...row, ...row.inBrowser }, seen)));
  await page.close();
}

async function oneServer(page, row, seen) {
  const { name, isHandedOn } = row;
  const server = await startHostile(row);
  const ask = (member, input) =>
    page.evaluate(([name, member, input]) => window.visitors[name][member](input), [name, member, input]);
  const visitor = { track: texts => ask('track', texts), flush: () => ask('flush'), standing: () => ask('standing') };
  try {
    await page.evaluate(wanted => window.enter(wanted), { site: name, url: `${server.url}/collect`, isHandedOn });
    const failures = await meet(row, { visitor, server, inBrowser: true });
    seen.broken.push(...failures.map(said => ({ name, said })));
  } catch (error) {
    seen.broken.push({ name, said: `${name}: ${error.message}` });
  } finally {
    server.close();
    seen.requests += server.requests.length;
    seen.told.push(...tellings(row, server));
  }
}
