import { mean } from './statistics.mjs';
import { atMost, plain } from './table.mjs';
import { leave, visit } from './visit.mjs';

const SLOWDOWN = 4;
const SETTLE_MS = 2_000;
/** What starts or stops is not measured. */
const TURN_MS = 300;
const WINDOW_MS = 1_000;
const WINDOWS = 4;
const PROFILE_MS = 3_000;
const MOVE_MS = 50;
/** Promised, percent of a core. */
const MOST = 1;

/**
 * What everything that captures behaviour costs on a busy page: 10,000 elements, 100 changes a second, fast scrolling, a
 * pointer that moves. Told twice: the share of time in which Waymark's code was on the stack, with all it called, by a
 * profile; and the work of the main thread while it runs beside the same page while it is paused, second by second by
 * turns. The latter knows what the browser does for it, too, and is the less exact by far.
 *
 * @param {import('./visit.mjs').Bench} bench
 * @returns {import('./visit.mjs').Subject}
 */
export function busyPage({ browser, site, scale }) {
  const seen = [];
  const onStack = [];

  async function round() {
    const context = await browser.newContext();
    const { page, session } = await visit(context, `${site.origin}/busy`, { slowdown: SLOWDOWN });
    // The time the thread itself took: what else runs on the machine is not counted.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.waitForTimeout(SETTLE_MS);
    for (let window = 0; window < WINDOWS * scale; window++) {
      const shares = {};
      // Who comes first changes, so that a page that slows down favours neither.
      for (const turn of window % 2 ? ['resume', 'pause'] : ['pause', 'resume']) {
        await page.evaluate(name => window.waymark[name](), turn);
        await page.waitForTimeout(TURN_MS);
        shares[turn] = await measure(page, session);
      }
      seen.push(shares);
    }
    await page.evaluate(() => window.waymark.resume());
    await page.waitForTimeout(TURN_MS);
    onStack.push(await profile(page, session));
    await leave(page);
    await context.close();
  }

  function lines() {
    const differences = seen.map(({ resume, pause }) => resume - pause);
    const name = `busy page, all that captures, ${SLOWDOWN}×`;
    return [
      atMost(`${name}: Waymark on the stack, mean of ${onStack.length}`, mean(onStack), MOST, '% of a core'),
      plain(`  running less paused, mean of ${seen.length}`, mean(differences), '% of a core'),
      plain('  its standard error', errorOf(differences), '% of a core'),
      plain('  the page itself', mean(seen.map(({ pause }) => pause)), '% of a core'),
    ];
  }

  return { round, lines };
}

/** In how much of the time code of ours ran, or what it called, percent. */
async function profile(page, session) {
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: 200 });
  await session.send('Profiler.start');
  await move(page, PROFILE_MS);
  const { nodes, samples, timeDeltas } = (await session.send('Profiler.stop')).profile;
  const ours = new Set();
  const mark = ({ id, callFrame, children = [] }, isBelow) => {
    const isOurs = isBelow || (/\.js$/.test(callFrame.url) && !/make-busy/.test(callFrame.url));
    if (isOurs) ours.add(id);
    for (const child of children) mark(byId.get(child), isOurs);
  };
  const byId = new Map(nodes.map(node => [node.id, node]));
  mark(nodes[0], false);
  const sum = isWanted => timeDeltas.reduce((time, delta, index) => time + (isWanted(samples[index]) ? delta : 0), 0);
  return (100 * sum(id => ours.has(id))) / sum(() => true);
}

/** Moves the pointer for so long. */
async function move(page, ms) {
  const moves = ms / MOVE_MS;
  for (let index = 0; index < moves; index++) {
    await page.mouse.move(100 + (index % 10) * 20, 100 + (index % 7) * 20);
    await page.waitForTimeout(MOVE_MS);
  }
}

/** How much of the time the main thread had tasks, percent. */
async function measure(page, session) {
  const before = await tasksOf(session);
  const startedAt = performance.now();
  await move(page, WINDOW_MS);
  return (100_000 * ((await tasksOf(session)) - before)) / (performance.now() - startedAt);
}

/** Tasks of the page's main thread so far, s. */
async function tasksOf(session) {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration').value;
}

/** Standard error of the mean. Pure. */
function errorOf(values) {
  const middle = mean(values);
  return Math.sqrt(mean(values.map(value => (value - middle) ** 2)) / Math.max(1, values.length - 1));
}
