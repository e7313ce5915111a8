import { deliverAll, pause, until } from '../torture/browser.mjs';
import { lawBreaks } from '../torture/ledger.mjs';
import { NEIGHBOURS } from './install.mjs';

const ROUNDS = 4;
/** Longer than the longest pause any of them makes before it sends what it has. */
const QUIET_MS = 1_200;
const LONGEST_MS = 20_000;
/** Our files of `site.mjs`: those of neighbours are in a folder. */
const OURS = /waymark|localhost:\d+\/[\w-]+\.js/i;
/** Hosts of this machine; an address of data has none. */
const HERE = /^$|(^|\.)localhost$|^127\.0\.0\.1$/;
/** Scripts that stand in the page, or that one script puts there. */
export const MANNERS = ['deferred', 'injected'];

/**
 * One visit of a page with everybody in this order, Waymark where its name is. Answers the requests of the neighbours by
 * name, what was complained about, and what Waymark knows.
 */
export async function stay({ browser, site, mock, to, order, manner, name }) {
  const context = await browser.newContext();
  const requests = mock.expect(name, NEIGHBOURS);
  const heard = { requests, complaints: [], strangers: new Set(), waymark: null };
  listen(context, heard);
  site.pages[`/stay/${name}`] = pageOf({ order, manner, mock, name });
  const page = await context.newPage();
  const start = encodeURIComponent(JSON.stringify({ site: name, to }));
  await page.goto(`${site.origin}/stay/${name}?start=${start}`);
  await page.waitForFunction(wanted => window.neighbours.acts.length === wanted, NEIGHBOURS.length);
  if (order.includes('waymark')) await page.evaluate(() => window.started);
  await quiet(requests);
  const ids = [];
  for (let round = 0; round < ROUNDS; round++) {
    ids.push(...(await page.evaluate(act, round)));
    await page.click('button');
  }
  await quiet(requests);
  if (order.includes('waymark')) heard.waymark = await look(page, ids);
  await page.goto(`${site.origin}/stay/${name}/left`);
  await quiet(requests);
  await context.close();
  delete site.pages[`/stay/${name}`];
  return heard;
}

function listen(context, { complaints, strangers }) {
  const told = (text, source) => complaints.push({ text, isOurs: OURS.test(`${text} ${source}`) });
  context.on('weberror', problem => told(`error: ${problem.error()}`, problem.error().stack));
  context.on('console', message => {
    if (['error', 'warning'].includes(message.type())) {
      told(`console.${message.type()}: ${message.text()}`, message.location().url);
    }
  });
  context.on('request', request => {
    const { hostname } = new URL(request.url());
    if (!HERE.test(hostname)) strangers.add(hostname);
  });
}

function pageOf({ order, manner, mock, name }) {
  const sources = order.map(who => (who === 'waymark' ? '/app.js' : `/neighbours/${who}.js`));
  const tag = source => `<script ${source === '/app.js' ? 'type="module"' : 'defer'} src="${source}"></script>`;
  const inject = `for (const src of ${JSON.stringify(sources)}) {
    document.head.append(Object.assign(document.createElement('script'), { src, async: false, type: src === '/app.js' ? 'module' : '' }));
  }`;
  return `<!doctype html><title>Shop</title><link rel="icon" href="data:,"><script>
window.neighbours = {
  acts: [],
  add: (name, act) => window.neighbours.acts.push(act),
  mock: (name, path = '') => 'http://' + name + '.${name}.localhost:${mock.port}' + path,
};
${manner === 'injected' ? inject : ''}
</script>${manner === 'injected' ? '' : sources.map(tag).join('')}<h1>Shop</h1><button>Buy</button>`;
}

/** Runs in the page: what a shop does while everybody watches. Answers what Waymark tracked. */
async function act(round) {
  for (const run of window.neighbours.acts) run(round);
  const ids = window.w ? [window.act(round * 2), window.act(round * 2 + 1)] : [];
  history.pushState(null, '', `?round=${round}`);
  await (await fetch('/own/fetched')).text();
  const asking = new XMLHttpRequest();
  asking.open('GET', '/own/asked');
  await new Promise(resolve => {
    asking.onloadend = resolve;
    asking.send();
  });
  return ids;
}

/** What Waymark kept of what was tracked, and what it says of itself. */
async function look(page, ids) {
  const isDelivered = await deliverAll(page);
  const { kept, problems, status, diagnostics } = await page.evaluate(async () => {
    const { log, inbox } = await window.w.export();
    const kept = [...log, ...inbox].flatMap(({ touchpoint }) => touchpoint?.id ?? []);
    return { kept, problems: window.problems, status: window.w.status, diagnostics: await window.w.diagnostics() };
  });
  const faults = [...lawBreaks(diagnostics), ...problems];
  const lost = ids.filter(id => !kept.includes(id)).length;
  if (lost) faults.push(`${lost} of ${ids.length} are not in the log`);
  if (new Set(kept).size !== kept.length) faults.push('a touchpoint is in the log twice');
  if (diagnostics.tracked !== kept.length) faults.push(`tracked ${diagnostics.tracked}, kept ${kept.length}`);
  if (!isDelivered) faults.push('not everything was delivered');
  if (status !== 'ready') faults.push(`status "${status}"`);
  return { kept, faults };
}

/** Until nobody has asked anything for a while. */
async function quiet(requests) {
  const count = () => Object.values(requests).flat().length;
  await until(async () => {
    const before = count();
    await pause(QUIET_MS);
    return count() === before;
  }, LONGEST_MS);
}
