import { deliverAll, until, visit } from './browser.mjs';
import { audit } from './ledger.mjs';
import { watchWire } from './wire.mjs';

const TABS = 10;
const COUNT = 100;
const ANSWER_MS = 60;
/** A timer may ring a little early. */
const SLACK_MS = 5;
const TAKEOVER_MS = 1_000;
const PATIENCE_MS = 15_000;

/** DUR5: tabs that start at once are one visitor with one sender, and another sends when that one dies. */
export const dur5 = { ids: ['DUR5'], run };

async function run(bench) {
  const rounds = bench.figure(1, 20);
  const failures = [];
  const takeovers = [];
  let visitors = 0;
  let overlaps = 0;
  for (let round = 0; round < rounds; round++) {
    const cold = await coldStart(bench);
    visitors = Math.max(visitors, cold.visitors);
    overlaps += cold.overlaps;
    failures.push(...cold.broken);
    takeovers.push(await takeover(bench));
  }
  const slowest = takeovers.includes(null) ? null : Math.max(...takeovers);
  const said = slowest === null ? `none within ${PATIENCE_MS / 1000} s` : `${slowest.toFixed(0)} ms`;
  if (visitors !== 1) failures.push(`${visitors} visitor ids`);
  if (overlaps) failures.push(`${overlaps} requests began while another one was under way`);
  if (slowest === null || slowest > TAKEOVER_MS) failures.push(`takeover after a crash of the sender: ${said}`);
  return {
    id: 'DUR5',
    what: `${TABS} tabs cold-started at once × ${COUNT}`,
    asked: `1 visitor, 0 overlapping requests, takeover ≤ ${TAKEOVER_MS} ms`,
    reached: `${visitors} visitor, ${overlaps} overlapping, takeover ${said}`,
    runs: rounds,
    failures,
  };
}

async function coldStart(bench) {
  const wire = watchWire(() => ({ delayMs: ANSWER_MS }));
  const { url } = await bench.collector(wire.hook);
  const context = await bench.context();
  const pages = await Promise.all(Array.from({ length: TABS }, () => context.newPage()));
  for (const page of pages) await page.goto(`${bench.site.origin}/page`);
  const options = { site: 'cold', to: url };
  const go = async (page, tab) => {
    await page.evaluate(wanted => window.start(wanted), options);
    await page.evaluate(wanted => window.walk(wanted), { count: COUNT, from: tab * COUNT, pauses: [0, 3, 0, 0, 8] });
  };
  await Promise.all(pages.map(go));
  const ids = await Promise.all(
    pages.map(page =>
      page.evaluate(async () => {
        await window.w.flush();
        return window.w.profile.visitorId;
      }),
    ),
  );
  const isDone = await deliverAll(pages[0]);
  const broken = await audit(pages[0]);
  if (!isDone) broken.push('not delivered within 60 s');
  if (wire.seen.size < TABS * COUNT) broken.push(`${wire.seen.size} of ${TABS * COUNT} arrived`);
  // Every answer takes so long: a request that comes sooner came while the one before was under way.
  const overlaps = wire.posts.filter(
    ({ at }, index) => at - (wire.posts[index - 1]?.at ?? 0) < ANSWER_MS - SLACK_MS,
  ).length;
  await context.close();
  return { visitors: new Set([...ids, ...wire.posts.map(({ visitorId }) => visitorId)]).size, overlaps, broken };
}

/** ms from the crash of the tab whose request is under way to the first request of the other, or `null`. */
async function takeover(bench) {
  const wire = watchWire(() => (wire.posts.length ? undefined : { delayMs: PATIENCE_MS }));
  const { url } = await bench.collector(wire.hook);
  const context = await bench.context();
  const where = { origin: bench.site.origin, site: 'takeover', to: url };
  const sender = await visit(context, where);
  await until(() => wire.posts.length);
  const other = await visit(context, where);
  await other.evaluate(() => window.act(1));
  // It has asked for the lock by now, and found it taken.
  await other.evaluate(() => new Promise(resolve => setTimeout(resolve, 4_000)));
  const crashed = sender.waitForEvent('crash');
  const session = await context.newCDPSession(sender);
  void session.send('Page.crash').catch(() => {});
  await crashed;
  const crashedAt = performance.now();
  const next = await until(() => wire.posts.find(({ at }) => at > crashedAt), PATIENCE_MS);
  await context.close();
  return next && next.at - crashedAt;
}
