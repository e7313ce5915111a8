import { BUILDS, buildsByPath, isFrozen } from '../../browser/frozen/builds.mjs';
import { meet } from '../../browser/frozen/meet.mjs';
import { crash } from './tabs.mjs';

const PAIRS = BUILDS.flatMap(first => BUILDS.map(second => [first, second]));
const CRASHES = 0.5;

/** STO4: two builds on one database, one after the other and side by side; half of the pages crash. */
export const sto4 = { ids: ['STO4'], run };

async function run(bench) {
  const { site, figure } = bench;
  const count = figure(25, 400, 5);
  // In full the log gets longer than it may be, and rows move into the base. What is frozen from before the first release
  // keeps the checksum of a base it changes, which is damage to others.
  const longest = figure(count, 700, count);
  const { '/versions': page, ...scripts } = await buildsByPath();
  site.pages['/versions'] = page;
  for (const [path, text] of Object.entries(scripts)) site.files.set(path, text);
  // What is frozen from before the first release does not know the visitor of a newer format, and sends for nobody. The
  // collector would refuse that for good; nobody has these builds, so it says not now, and the newer build sends.
  let nameless = 0;
  const { url } = await bench.collector(body => {
    if (JSON.parse(body).visitorId) return undefined;
    nameless++;
    return { status: 503 };
  });
  const context = await bench.context();
  const failures = [];
  const acked = [];
  for (const together of [false, true]) {
    for (const builds of PAIRS) {
      const before = nameless;
      const met = await meet({
        open: () => open(bench, context),
        site: `${builds.join(' ')} ${together}`,
        builds,
        together,
        count: builds.some(isFrozen) ? count : longest,
      });
      failures.push(...met.failures);
      if (nameless > before && !builds.some(isFrozen)) failures.push(`${builds.join(' and ')} sent for nobody`);
      acked.push(...met.acked);
    }
  }
  const stored = new Set(await (await fetch(`${url}/touchpoints`)).json());
  const lost = acked.filter(id => !stored.has(id)).length;
  if (lost) failures.push(`${lost} acknowledged never arrived`);
  return {
    id: 'STO4',
    what: `N-2, N-1, N and N+1, each after and beside each, ${count} to ${longest} touchpoints a visit, half of the pages crash`,
    asked: '0 lost, 0 doubled, 0 problems',
    reached: `${lost} of ${acked.length} lost, ${failures.length} complaints; ${nameless} requests of frozen builds for nobody`,
    runs: PAIRS.length * 2,
    failures,
  };
}

async function open({ site, random }, context) {
  const page = await context.newPage();
  const complaints = [];
  page.on('pageerror', error => complaints.push(String(error)));
  await page.goto(`${site.origin}/versions`);
  await page.waitForFunction('window.records');
  return {
    evaluate: (...options) => page.evaluate(...options),
    complaints: async () => complaints,
    async close() {
      if (random() < CRASHES) await crash(context, page);
      await page.close();
    },
  };
}
