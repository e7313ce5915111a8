import { pause } from './browser.mjs';
import { corpus, textsIn } from './corpus.mjs';
import { lendBuffer, listen } from './kept.mjs';

const ROWS = 8;
const OURS = /^https:\/\/shop\.example(?=\/)/;
const LONGEST_MS = 60;

/** PRI2: where another script has broken what finds personal data, addresses and texts are dropped. */
export const pri2 = { ids: ['PRI2'], run };

async function run(bench) {
  const runs = bench.figure(60, 1_000, 15);
  const known = await corpus();
  const rows = known.urlRows.filter(({ debatable, url }) => !debatable && OURS.test(url));
  const bodies = [];
  const { url: to } = await bench.collector(body => void bodies.push(body));
  const failures = [];
  const sum = { taken: 0, bare: 0, whole: 0, problems: 0 };
  for (let n = 0; n < runs; n++) {
    bodies.length = 0;
    const chosen = Array.from({ length: ROWS }, () => rows[Math.floor(bench.random() * rows.length)]);
    const { title, seen, touchpoints, problems } = await oneVisit(bench, { site: `sabotage-${n}`, to }, chosen);
    const readings = known.readingsOf(textsIn([seen, bodies]));
    for (const { url, canaries } of chosen) {
      if (!known.says(readings, canaries)) continue;
      const says = part => known.says(known.readingsOf(textsIn(part)), canaries);
      const where = Object.entries({ ...seen, bodies }).flatMap(([name, part]) => (says(part) ? name : []));
      const rows = touchpoints.filter(says).map(row => JSON.stringify(row));
      failures.push(`${title}, in ${where}: ${url} ${rows[0] ?? ''}`);
    }
    sum.taken += touchpoints.length;
    sum.bare += touchpoints.filter(({ url }) => url === '').length;
    sum.whole += touchpoints.filter(({ url }) => url !== '').length;
    sum.problems += problems.filter(text => text.includes('redaction-failed')).length;
  }
  if (!sum.bare) failures.push('nothing was taken while it was broken');
  if (!sum.whole) failures.push('nothing was taken while it was whole');
  if (!sum.problems) failures.push('nobody was told');
  return {
    id: 'PRI2',
    what: 'visits in which RegExp or String is broken at a random moment, and mended or not',
    asked: '0 canaries: dropped, not sent',
    reached: `${failures.length} revealed; of ${sum.taken} touchpoints ${sum.bare} without address, ${sum.whole} whole`,
    runs,
    failures,
  };
}

async function oneVisit(bench, where, rows) {
  const context = await bench.context();
  await context.addInitScript(listen);
  await context.addInitScript(lendBuffer);
  await context.addInitScript(arm);
  const page = await context.newPage();
  const draw = count => Math.floor(bench.random() * count);
  await page.goto(`${bench.site.origin}/sabotage`);
  const plan = {
    where,
    addresses: rows.map(({ url }) => url),
    chosen: draw(await page.evaluate(() => window.SABOTAGES.length)),
    // Before Waymark is there, while it starts, between touchpoints; mended later, or never.
    from: draw(ROWS + 2) - 2,
    mendedAt: bench.random() < 0.5 ? ROWS + 1 : draw(ROWS),
    pauses: rows.map(() => (bench.random() < 0.5 ? 0 : draw(LONGEST_MS))),
  };
  const title = await page.evaluate(walkBroken, plan);
  await pause(100);
  const told = await page.evaluate(() => [window.heard, window.problems]);
  // Who reads what is left has whole built-ins.
  const clean = await context.newPage();
  await clean.goto(`${bench.site.origin}/clean`);
  const during = await clean.evaluate(look);
  await page.goto(`${bench.site.origin}/away`);
  const after = await clean.evaluate(look);
  const cookies = await context.cookies();
  await context.close();
  const touchpoints = after.stores.flatMap(({ values }) => values ?? []).flatMap(({ touchpoint }) => touchpoint ?? []);
  return { title, seen: { told, during, after, cookies }, touchpoints, problems: told[1] };

  function look() {
    return indexedDB.databases().then(async ([first]) => {
      const { stores } = first ? await window.records(first.name) : { stores: [] };
      return { stores, local: { ...localStorage }, session: { ...sessionStorage } };
    });
  }
}

/** Runs in the page before anything else: ways to break what redaction works with. */
function arm() {
  const fail = () => {
    throw new Error('broken');
  };
  const itself = function () {
    return String(this);
  };
  const ways = [
    [RegExp.prototype, 'test', { 'says no': () => false, 'says yes': () => true, throws: fail }],
    [RegExp.prototype, 'exec', { 'finds nothing': () => null, throws: fail }],
    [String.prototype, 'replace', { 'does nothing': itself, 'answers nothing': () => undefined, throws: fail }],
    [String.prototype, 'matchAll', { 'finds nothing': () => [][Symbol.iterator](), throws: fail }],
    [RegExp.prototype, Symbol.replace, { 'does nothing': text => text }],
    [RegExp.prototype, Symbol.matchAll, { 'finds nothing': () => [][Symbol.iterator]() }],
    [String.prototype, 'normalize', { 'answers nothing': () => '', 'does nothing': itself }],
    [globalThis, 'decodeURIComponent', { 'decodes nothing': text => text, throws: fail }],
    [globalThis, 'atob', { throws: fail, 'decodes nothing': text => text }],
    [Object, 'entries', { 'finds nothing': () => [] }],
    [JSON, 'stringify', { throws: fail }],
  ];
  window.SABOTAGES = ways.flatMap(([owner, key, how]) =>
    Object.entries(how).map(([words, value]) => ({ title: `${String(key)} ${words}`, owner, key, value })),
  );
}

/** Runs in the page: goes from address to address, and something breaks on the way. */
async function walkBroken({ where, addresses, chosen, from, mendedAt, pauses }) {
  const { title, owner, key, value } = window.SABOTAGES[chosen];
  const own = Object.getOwnPropertyDescriptor(owner, key);
  const change = (step, now) => {
    if (step === now && step === from) Object.defineProperty(owner, key, { ...own, value });
    else if (step === now) Object.defineProperty(owner, key, own);
  };
  await import('/privacy.js');
  change(from, -2);
  const begun = window.begin({ ...where, isLogged: false }).catch(() => {});
  change(from, -1);
  if (from >= 0) await begun;
  for (const [step, url] of addresses.entries()) {
    change(from, step);
    if (from <= mendedAt) change(mendedAt, step);
    history.replaceState(null, '', url.slice('https://shop.example'.length));
    document.title = `Shop ${url}`;
    try {
      window.w?.page();
    } catch {
      // What looks whether this is another page may be broken too.
    }
    window.w?.track('page_view', { page_location: url, page_referrer: url, page_title: url });
    window.w?.track('search', { search_term: `Look at ${url} today` });
    await new Promise(resolve => setTimeout(resolve, pauses[step]));
  }
  // What flushes may be broken too.
  await Promise.race([window.w?.flush().catch(() => {}), new Promise(resolve => setTimeout(resolve, 500))]);
  return title;
}
