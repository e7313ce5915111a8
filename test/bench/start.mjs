import { quantile } from './statistics.mjs';
import { atMost, plain } from './table.mjs';
import { leave, visit } from './visit.mjs';

const SLOWDOWNS = [1, 4];
/** So many touchpoints fill a log. */
const FULL = 10_000;
/** Promised at four times slowed down. */
const MOST_MS = 10;

/** The main thread's work from the call of `createWaymark` until it is ready, for a new visitor and for one whose log is full. @returns {import('./visit.mjs').Subject} */
export function start({ browser, site, visitor }) {
  let rows = 0;
  const seen = SLOWDOWNS.map(slowdown => ({ slowdown, without: [], empty: [], eager: [], full: [] }));

  async function round() {
    const regular = await visitor(FULL);
    rows = regular.log;
    for (const { slowdown, ...worked } of seen) {
      const context = await browser.newContext();
      worked.without.push(await measure(context, `${site.origin}/without?held`, slowdown));
      worked.empty.push(await measure(context, `${site.origin}/with?held`, slowdown));
      await context.close();
      const other = await browser.newContext();
      worked.eager.push(await measure(other, `${site.origin}/eager/with?held`, slowdown));
      await other.close();
      worked.full.push(await measure(regular.context, `${site.origin}/with?held`, slowdown));
    }
  }

  function lines() {
    return seen.flatMap(({ slowdown, without, ...worked }) =>
      Object.entries(worked).flatMap(([kind, values]) => {
        // What asking costs is not Waymark's.
        const asking = quantile(
          without.map(({ tasks }) => tasks),
          0.5,
        );
        const half = name =>
          quantile(
            values.map(value => value[name]),
            0.5,
          );
        const of = {
          empty: 'an empty log',
          eager: 'an empty log, with the comment of the script-tag files',
          full: `${rows} rows in the log`,
        }[kind];
        const name = `start to ready, tasks of the main thread, ${of}, ${slowdown}×, p50`;
        return [
          slowdown > 1
            ? atMost(name, half('tasks') - asking, MOST_MS, 'ms')
            : plain(name, half('tasks') - asking, 'ms'),
          plain('  of it the call of createWaymark()', half('call'), 'ms'),
          plain('  until it is ready there pass', half('wait'), 'ms'),
        ];
      }),
    );
  }

  return { round, lines };
}

/** The page has come to rest and starts when it is told to. Idle time is no work. */
async function measure(context, address, slowdown) {
  const { page, session } = await visit(context, address, { slowdown });
  await session.send('Performance.enable');
  const before = await worked(session);
  const isReady = page.waitForEvent('console', message => message.text() === 'ready');
  await Promise.all([isReady, page.evaluate(() => window.go())]);
  const tasks = (await worked(session)) - before;
  const [call, wait] = await page.evaluate(() => {
    const [create, created, isReady] = ['create', 'created', 'ready'].map(
      name => performance.getEntriesByName(name, 'mark')[0]?.startTime ?? 0,
    );
    return [created - create, isReady - create];
  });
  await leave(page);
  return { tasks, call, wait };
}

/** Tasks of the page's main thread so far, ms. */
async function worked(session) {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration').value * 1_000;
}
