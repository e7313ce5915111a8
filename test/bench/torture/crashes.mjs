import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pause, processIds, until } from './browser.mjs';
import { audit } from './ledger.mjs';
import { pauses } from './seeded.mjs';

const LONGEST_MS = 800;
const STORAGE = 'storage.mojom.StorageService';

/** DUR1: nothing acknowledged is lost when the renderer, the storage service or the whole browser dies. */
export const dur1 = { ids: ['DUR1'], run, minutes: 10 };

async function run(bench) {
  const { figure } = bench;
  const parts = [
    ['kill -9 of the renderer', figure(100, 1_000, 12), killRenderer],
    ['Page.crash', figure(20, 200, 4), crashPage],
    ['kill -9 of the storage service', figure(20, 200, 4), killStorage],
    ['kill -9 of the browser', figure(10, 100, 0), null],
  ];
  const reached = [];
  const failures = [];
  let runs = 0;
  for (const [name, rounds, kill] of parts.filter(([, wanted]) => wanted)) {
    const tally = { acked: 0, memory: 0, lost: 0, doubled: 0, gaps: 0, emptied: [], broken: [] };
    await (kill ? inOneBrowser(bench, { rounds, kill, tally }) : overRelaunches(bench, { rounds, tally }));
    const { acked, memory, lost, doubled, gaps, emptied, broken } = tally;
    const apart = `${emptied.length} of ${rounds} rounds after which Chromium had emptied the site: "${emptied[0]}"`;
    runs += rounds;
    reached.push(`${name}: ${lost} of ${acked}${emptied.length ? `, not counting ${apart}` : ''}`);
    if (lost + doubled + gaps) failures.push(`${name}: ${lost} lost, ${doubled} doubled, ${gaps} logs with gaps`);
    if (emptied.length && kill) failures.push(`${name}: ${apart}`);
    if (memory) failures.push(`${name}: ${memory} acknowledged in the memory of the page only`);
    if (acked < rounds * 5) failures.push(`${name}: only ${acked} were acknowledged at all`);
    failures.push(...broken.map(text => `${name}: ${text}`));
  }
  const what = 'acked touchpoints lost (or doubled, or with a gap) after a crash';
  return { id: 'DUR1', what, asked: '0', reached: reached.join('; '), runs, failures };
}

async function inOneBrowser(bench, { rounds, kill, tally }) {
  const browser = await bench.launch();
  const context = await browser.newContext();
  const { url } = await bench.collector();
  let last;
  for (let round = 0; round < rounds; round++) {
    const { page, ...tracked } = await trackOn(bench, { context, to: url, round, tally, last });
    await pause(bench.random() * LONGEST_MS);
    await kill({ browser, page, context });
    await page.close();
    last = tracked;
  }
  await compare(await openPage(bench, context), { to: url, tally, last });
  await browser.close();
}

async function overRelaunches(bench, { rounds, tally }) {
  const profile = mkdtempSync(join(tmpdir(), 'waymark-torture-'));
  const { url } = await bench.collector();
  const open = () => bench.profile(profile);
  let context = await open();
  let last;
  for (let round = 0; round < rounds; round++) {
    last = await trackOn(bench, { context, to: url, round, tally, last });
    await pause(bench.random() * LONGEST_MS);
    const closed = context.waitForEvent('close');
    const all = await processIds(context.browser());
    for (const id of await processIds(context.browser(), 'browser')) process.kill(id, 'SIGKILL');
    await closed;
    // Its other processes live on for some 40 ms; nobody starts a browser as fast as that.
    await until(() => all.every(isOver));
    context = await open();
  }
  await compare(await openPage(bench, context), { to: url, tally, last });
  await context.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

/** Whether a process has ended, also where nobody asked how. */
function isOver(id) {
  try {
    return readFileSync(`/proc/${id}/stat`, 'utf8').split(') ')[1]?.startsWith('Z');
  } catch {
    return true;
  }
}

/** A page that first looks at what the one before it left, then tracks without end, with small pauses. */
async function trackOn(bench, { context, to, round, tally, last }) {
  const name = `crash-${round}`;
  const acked = new Set();
  const page = await openPage(bench, context);
  if (last) await compare(page, { to, tally, last });
  await page.exposeFunction('acknowledge', (id, status) => {
    if (status === 'ready') acked.add(id);
    else tally.memory++;
  });
  await page.evaluate(options => window.start(options), { site: name, to });
  void page.evaluate(options => window.walk(options), { count: 1e6, pauses: pauses(bench.random) }).catch(() => {});
  return { page, name, acked };
}

async function openPage({ site }, context) {
  const page = await context.newPage();
  await page.goto(`${site.origin}/page`);
  return page;
}

async function compare(page, { to, tally, last: { name, acked } }) {
  const emptied = await page.evaluate(whyEmptied);
  if (emptied) return void tally.emptied.push(emptied);
  await page.evaluate(options => window.start(options), { site: name, to });
  const { log, inbox } = await page.evaluate(async () => {
    await window.w.flush();
    return window.w.export();
  });
  const ids = [...log, ...inbox].flatMap(({ touchpoint }) => touchpoint?.id ?? []);
  const stored = new Set(ids);
  tally.acked += acked.size;
  tally.lost += [...acked].filter(id => !stored.has(id)).length;
  tally.doubled += ids.length - stored.size;
  tally.gaps += Number(log.some(({ seq }, index) => seq !== index + 1));
  tally.broken.push(...(await audit(page)));
  await page.evaluate(() => window.w.stop());
}

/**
 * Runs in the page: what Chromium tells whoever opens a database first after it has emptied the whole site, our own
 * bystander included. LevelDB writes the head of a record, then its body. A browser that is killed in between leaves a head
 * alone, the next one writes on behind it, and the one after that finds a checksum wrong and throws everything away:
 * https://github.com/google/leveldb/issues/1287.
 */
function whyEmptied() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('bystander');
    let why;
    request.onupgradeneeded = ({ dataLoss, dataLossMessage }) => {
      if (dataLoss === 'total') why = dataLossMessage;
    };
    request.onsuccess = () => {
      request.result.close();
      resolve(why);
    };
    request.onerror = () => reject(request.error);
  });
}

/** Killed ones have to be gone before a page is opened: one that is given to a dying process never answers. */
async function killRenderer({ browser, page }) {
  const crashed = page.waitForEvent('crash');
  const killed = await processIds(browser, 'renderer');
  for (const id of killed) process.kill(id, 'SIGKILL');
  await crashed;
  await until(async () => !(await processIds(browser, 'renderer')).some(id => killed.includes(id)));
}

async function crashPage({ page, context }) {
  const crashed = page.waitForEvent('crash');
  const session = await context.newCDPSession(page);
  void session.send('Page.crash').catch(() => {});
  await crashed;
}

/** The page lives on: what it tracks meanwhile counts too. */
async function killStorage({ browser }) {
  const ids = await processIds(browser, STORAGE);
  if (!ids.length) throw new Error('No storage service was found.');
  for (const id of ids) process.kill(id, 'SIGKILL');
  await pause(300);
}
