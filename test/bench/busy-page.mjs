import { intervalOf, mean, quantile, ranksOf } from './statistics.mjs';
import { plain, surelyAtMost } from './table.mjs';
import { leave, visit } from './visit.mjs';

const SLOWDOWN = 4;
const SETTLE_MS = 2_000;
/** What starts or stops is not measured. */
const TURN_MS = 300;
/** Once down the stretch that is scrolled and up again. */
const WINDOW_MS = 2_000;
const PAIRS = 3;
const PROFILE_MS = 4_000;
const SAMPLE_US = 500;
const MOVE_MS = 50;
/** Promised, percent of a core. */
const MOST = 1;
/** The page's own script. */
const OTHERS = /make-busy/;

/**
 * What everything that captures behaviour costs on a busy page: 10,000 elements, 100 changes a second, fast scrolling, a
 * pointer that moves. Told twice. By a profile: the share of time in which Waymark's code was on the stack, with all it
 * called. By difference: the work of the main thread while it runs less that while it is paused, in turns on one page, who
 * comes first by turns, at 1× and so many times as much; it holds what the browser does for Waymark without its code, too,
 * and is the less exact.
 *
 * @param {import('./visit.mjs').Bench} bench
 * @returns {import('./visit.mjs').Subject}
 */
export function busyPage({ browser, site, scale }) {
  const pairs = [];
  const onStack = { resume: [], pause: [] };

  async function round(number) {
    const context = await browser.newContext();
    const { page, session } = await visit(context, `${site.origin}/busy`, { slowdown: SLOWDOWN });
    // The time the thread itself took: what else runs on the machine is not counted.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.waitForTimeout(SETTLE_MS);
    // What slows down does it by the clock on the wall, which thread time knows nothing of.
    await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    for (let pair = 0; pair < PAIRS * scale; pair++) {
      const shares = {};
      for (const turn of (number + pair) % 2 ? ['resume', 'pause'] : ['pause', 'resume']) {
        await take(page, turn);
        shares[turn] = SLOWDOWN * (await measure(page, session));
      }
      pairs.push(shares);
    }
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
    for (const turn of onStack.pause.length ? ['resume'] : ['pause', 'resume']) {
      await take(page, turn);
      onStack[turn].push(await profile(page, session));
    }
    await leave(page);
    await context.close();
  }

  function lines() {
    const name = `busy page, all that captures, ${SLOWDOWN}×`;
    const stack = intervalOf(onStack.resume);
    // The median: a busy machine makes single windows far too long.
    const difference = ranksOf(pairs.map(({ resume, pause }) => resume - pause));
    return [
      ...surelyAtMost(`${name}: Waymark on the stack, mean of ${onStack.resume.length}`, stack, MOST, '% of a core'),
      plain('  the same while it is paused', mean(onStack.pause), '% of a core'),
      ...surelyAtMost(`${name}: running less paused, median of ${pairs.length}`, difference, MOST, '% of a core'),
      plain(
        '  the page itself, median',
        quantile(
          pairs.map(({ pause }) => pause),
          0.5,
        ),
        '% of a core',
      ),
    ];
  }

  return { round, lines };
}

/** Goes on, or pauses. What that says is sent at once, or it would be sent in the middle of what is measured. */
async function take(page, turn) {
  await page.evaluate(name => {
    window.waymark[name]();
    return window.waymark.flush();
  }, turn);
  await page.waitForTimeout(TURN_MS);
}

/** In how much of the time code of ours ran, or what it called, percent. */
async function profile(page, session) {
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: SAMPLE_US });
  await session.send('Profiler.start');
  await move(page, session, PROFILE_MS);
  const { nodes, samples, timeDeltas } = (await session.send('Profiler.stop')).profile;
  await session.send('Profiler.disable');
  const ours = new Set();
  const byId = new Map(nodes.map(node => [node.id, node]));
  const mark = ({ id, callFrame, children = [] }, isBelow) => {
    const isOurs = isBelow || (callFrame.url.endsWith('.js') && !OTHERS.test(callFrame.url));
    if (isOurs) ours.add(id);
    for (const child of children) mark(byId.get(child), isOurs);
  };
  mark(nodes[0], false);
  const sum = isWanted => timeDeltas.reduce((time, delta, index) => time + (isWanted(samples[index]) ? delta : 0), 0);
  return (100 * sum(id => ours.has(id))) / sum(() => true);
}

/** Moves the pointer for so long, at its own pace however busy the page is: a real one waits for nobody. */
async function move(page, session, ms) {
  for (let index = 0; index < ms / MOVE_MS; index++) {
    const at = { x: 100 + (index % 10) * 20, y: 100 + (index % 7) * 20 };
    session.send('Input.dispatchMouseEvent', { type: 'mouseMoved', ...at }).catch(() => {}); // The page may be gone.
    await page.waitForTimeout(MOVE_MS);
  }
}

/** How much of the time the main thread had tasks, percent. */
async function measure(page, session) {
  const before = await worked(session);
  await move(page, session, WINDOW_MS);
  const after = await worked(session);
  return (100 * (after.tasks - before.tasks)) / (after.at - before.at);
}

/** Tasks of the page's main thread so far and the moment, s. */
async function worked(session) {
  const { metrics } = await session.send('Performance.getMetrics');
  const of = name => metrics.find(metric => metric.name === name).value;
  return { tasks: of('TaskDuration'), at: of('Timestamp') };
}
