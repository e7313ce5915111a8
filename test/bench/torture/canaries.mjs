import { corpus, textsIn } from './corpus.mjs';
import { lendBuffer, listen } from './kept.mjs';

const ROWS = 40;
/** Addresses a page of this origin can have. */
const OURS = /^https:\/\/shop\.example(?=\/)/;
const SETTLE_MS = 80;
/** By then the engine is there, and waits for its database. */
const LEAVES_MS = 250;

/** PRI1: what is personal in an address, a title, a search or data comes nowhere; what only looks so comes through. */
export const pri1 = { ids: ['PRI1'], run };

async function run(bench) {
  const known = await corpus();
  const every = bench.figure(10, 1, 60);
  const rows = known.urlRows.filter(row => !row.debatable).filter((_, index) => index % every === 0);
  const bodies = [];
  const { url: to } = await bench.collector(body => void bodies.push(body));
  const failures = [];
  const sum = { gaps: 0, bytes: 0, payloads: 0, controls: 0, revealed: 0, changed: 0 };
  const found = (seen, hidden, place) => {
    const texts = textsIn(seen);
    sum.bytes += texts.length;
    const readings = known.readingsOf(texts);
    const said = hidden.filter(({ canaries }) => known.says(readings, canaries));
    sum.revealed += said.length;
    failures.push(...said.map(({ url, name }) => `${place}: ${url ?? name}`));
  };

  for (let from = 0; from < rows.length; from += ROWS) {
    const chunk = rows.slice(from, from + ROWS);
    const where = { site: `canaries-${from}`, to };
    bodies.length = 0;
    const { seen, gap } = await showAddresses(bench, where, chunk);
    sum.gaps += gap;
    found([seen, bodies], chunk, 'address');
  }
  bodies.length = 0;
  const { payloads, ...sent } = await sendPayloads(bench, { site: 'payloads', to });
  sum.payloads = payloads.length;
  found([sent, bodies], payloads, 'data');
  bodies.length = 0;
  const controls = await sendControls(bench, { site: 'controls', to, every }, known);
  const arrived = arrivals(bodies);
  for (const { id, name, wanted, kept } of controls) {
    sum.controls++;
    const copies = [kept, ...(name === 'traits' || name === 'a correction' ? [] : [arrived.get(id)])];
    if (copies.every(copy => isSame(copy, wanted))) continue;
    sum.changed++;
    failures.push(`${name}: ${JSON.stringify(wanted)} became ${JSON.stringify(copies)}`);
  }
  if (!sum.gaps) failures.push('no page left anything in localStorage');
  return {
    id: 'PRI1',
    what: 'addresses (page, fields, titles, searches, referrers, arrivals) and data; every store, request, hook, channel, console',
    asked: '0 canaries, 0 over-redactions',
    reached: `${rows.length} addresses and ${sum.payloads} payloads: ${sum.revealed} revealed in ${(sum.bytes / 1e6).toFixed(1)} MB, ${sum.changed} of ${sum.controls} controls changed`,
    runs: rows.length + sum.payloads + sum.controls,
    failures,
  };
}

/** A visit that arrives at the first address from the last, goes to the others and says them; then one that leaves too early. */
async function showAddresses(bench, where, rows) {
  const { site } = bench;
  const addresses = rows.map(({ url }) => ({ url, own: OURS.test(url) ? url.replace(OURS, '') : null }));
  const { context, requests } = await open(bench);
  const page = await context.newPage();
  const first = addresses.find(({ own }) => own)?.own ?? '/';
  const referer = `https://blog.example${addresses.findLast(({ own }) => own)?.own ?? '/'}`;
  await page.goto(site.origin + first, { referer });
  await page.evaluate(begin, where);
  await page.evaluate(goTo, { addresses, settleMs: SETTLE_MS });
  const during = await page.evaluate(() => window.kept());
  await leaveEarly(page, { site, where, addresses });
  const left = await page.evaluate(() => window.kept());
  await page.evaluate(begin, where);
  await page.evaluate(() => window.w.flush());
  const after = await page.evaluate(() => window.kept());
  const seen = { during, left, after, requests, cookies: await context.cookies() };
  await context.close();
  return { seen, gap: Object.keys(left.local).length };
}

/** Says everything before the database is open, and goes. */
async function leaveEarly(page, { site, where, addresses }) {
  await page.goto(`${site.origin}/leaving`);
  await page.evaluate(
    async ({ options, urls, away, ms }) => {
      await import('/privacy.js');
      // A slow disk: the page goes before its database is open.
      indexedDB.open = () => new EventTarget();
      void window.begin(options);
      for (const url of urls) window.w.track('search', { search_term: url, link: url });
      await new Promise(resolve => setTimeout(resolve, ms));
      location.href = away;
    },
    { options: where, urls: addresses.map(({ url }) => url), away: '/away', ms: LEAVES_MS },
  );
  await page.waitForURL('**/away');
  await page.evaluate(() => import('/privacy.js').then(() => {}));
}

async function sendPayloads(bench, where) {
  const { context, requests } = await open(bench);
  const page = await context.newPage();
  await page.goto(`${bench.site.origin}/payloads`);
  await page.evaluate(begin, where);
  const payloads = await page.evaluate(async () => {
    for (const { type, data, context } of window.payloads) window.w.track(type, { ...data, context });
    await window.w.flush();
    return window.payloads.map(({ name, canaries }) => ({ name, canaries }));
  });
  const kept = await page.evaluate(() => window.kept());
  await context.close();
  return { payloads, kept, requests };
}

/** What was said without anything to hide, and what is kept of it in the log. */
async function sendControls(bench, { every, ...where }, { urlControls, textControls }) {
  const { context } = await open(bench);
  const page = await context.newPage();
  await page.goto(`${bench.site.origin}/controls`);
  await page.evaluate(begin, where);
  const urls = urlControls.filter((url, index) => OURS.test(url) && index % Math.min(every, 10) === 0);
  const controls = await page.evaluate(sayHarmless, { urls, texts: textControls });
  await context.close();
  return controls;
}

async function open(bench) {
  const context = await bench.context();
  const requests = [];
  context.on('request', request => {
    // The address of the page itself is the browser's to ask for.
    if (!request.isNavigationRequest()) requests.push(request.url(), request.postData());
    if (request.method() === 'POST') requests.push(request.headers());
  });
  await context.addInitScript(listen);
  await context.addInitScript(lendBuffer);
  return { context, requests };
}

/** Runs in the page. */
async function begin(options) {
  await import('/privacy.js');
  await window.begin(options);
}

/** Runs in the page: as a router goes there, and as a site may say it. */
async function goTo({ addresses, settleMs }) {
  for (const [index, { url, own }] of addresses.entries()) {
    document.title = `Shop ${url}`;
    if (own !== null) history[index % 2 ? 'replaceState' : 'pushState'](null, '', own);
    if (index % 10 === 0) await new Promise(resolve => setTimeout(resolve, settleMs));
    else window.w.page();
    window.w.track('page_view', { page_location: url, page_referrer: url, page_title: url });
    window.w.track('search', { search_term: `Look at ${url} today` });
    window.w.track('note', { links: [{ deep: { href: url } }] }, { context: { url } });
  }
  await window.w.flush();
}

/** Runs in the page. */
async function sayHarmless({ urls, texts }) {
  const { w, payloadControls } = window;
  const said = [];
  const say = (name, type, data, wanted) => said.push({ name, id: w.track(type, data), wanted });
  for (const url of urls) {
    history.replaceState(null, '', new URL(url).href.replace('https://shop.example', ''));
    say(
      'address',
      'note',
      { page_referrer: url },
      { url: location.href.replace(/#.*/, ''), data: { page_referrer: url } },
    );
  }
  for (const text of texts) {
    const data = { page_title: text, search_term: text };
    say('text', 'note', data, { data });
  }
  for (const { name, type, data } of payloadControls) say(name, type, data, { data });
  await w.flush();
  const { log } = await w.export();
  const kept = new Map(log.map(({ touchpoint }) => [touchpoint?.id, touchpoint]));
  await w.flush();
  await new Promise(resolve => setTimeout(resolve, 300));
  return said.map(row => ({ ...row, kept: kept.get(row.id) }));
}

function arrivals(bodies) {
  const rows = bodies.flatMap(body => JSON.parse(body).rows);
  return new Map(rows.map(({ touchpoint }) => [touchpoint?.id, touchpoint]));
}

/** Whether all that was said is there; what a check adds does not count. */
function isSame(kept, wanted) {
  if (typeof wanted !== 'object' || wanted === null) return kept === wanted;
  return Object.entries(wanted).every(([name, value]) => isSame(kept?.[name], value));
}
