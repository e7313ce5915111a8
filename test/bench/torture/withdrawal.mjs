import { pause, until } from './browser.mjs';
import { watchWire } from './wire.mjs';

const WITHIN_MS = 1_000;
/** A request is held so long that it is under way when consent goes. */
const HELD_MS = 4_000;
const DENIED = { functional: 'denied', analytics: 'denied', personalization: 'denied', advertising: 'denied' };

/** PRI6: consent taken back in one tab is gone in all, offline and out of the back/forward cache too. */
export const pri6 = { ids: ['PRI6'], run };

async function run(bench) {
  const [tabs, rounds] = bench.figure([10, 4], [10, 40], [4, 2]);
  const browser = await bench.launch({ ignoreDefaultArgs: ['--disable-back-forward-cache'] });
  const failures = [];
  const sum = { slowest: 0, late: 0, held: 0, aborted: 0, restored: 0 };
  for (let round = 0; round < rounds; round++) {
    const by = round % 2 ? 'a platform' : 'the visitor';
    const { broken, slowest, ...figures } = await oneWithdrawal(bench, browser, { tabs, by, round });
    sum.slowest = Math.max(sum.slowest, slowest);
    for (const [name, value] of Object.entries(figures)) sum[name] += value;
    failures.push(...broken.map(text => `${by}: ${text}`));
  }
  if (sum.restored < rounds) failures.push(`${sum.restored} of ${rounds} pages came out of the cache`);
  if (!sum.held) failures.push('no request was under way');
  return {
    id: 'PRI6',
    what: `${tabs} tabs, one of them offline, and a page in the back/forward cache; by the visitor and by a platform`,
    asked: `≤ ${WITHIN_MS} ms, requests aborted, nothing stored, 0 later bytes`,
    reached: `≤ ${sum.slowest} ms, ${sum.aborted} of ${sum.held} requests aborted, ${sum.late} later, ${sum.restored} restored`,
    runs: rounds,
    failures,
  };
}

async function oneWithdrawal(bench, browser, { tabs, by, round }) {
  const { site } = bench;
  let isHeld = false;
  const wire = watchWire(() => (isHeld ? { delayMs: HELD_MS } : undefined));
  const { url } = await bench.collector(wire.hook);
  const where = { site: `withdrawal-${round}`, to: url };
  site.pages['/consent/kept'] = kept(where);
  site.pages['/consent/away'] =
    `<!doctype html><title>Away</title><link rel="icon" href="data:,"><script>onstorage = () => history.back()</script>`;
  site.notes.length = 0;
  const context = await browser.newContext();
  const outcomes = new Map();
  for (const outcome of ['requestfailed', 'requestfinished'])
    context.on(outcome, request => request.method() === 'POST' && outcomes.set(request, [outcome, performance.now()]));
  const sent = [];
  context.on('request', request => request.method() === 'POST' && sent.push(request));

  const cached = await context.newPage();
  await cached.goto(`${site.origin}/consent/kept`);
  await until(() => cached.url().endsWith('/away'));
  const pages = [];
  for (let tab = 0; tab < tabs; tab++) pages.push(await begin(context, site.origin, where));
  await offline(context, pages[1], true);
  isHeld = true;
  const before = wire.posts.length;
  await Promise.all(pages.map(page => page.evaluate(work)));
  await until(() => wire.posts.length > before);
  await pause(bench.random() * 300);

  const held = sent.filter(request => !outcomes.has(request));
  const at = performance.now();
  const withdrawnAt = await pages[0].evaluate(withdraw, { denied: DENIED, by });
  await pause(WITHIN_MS);
  const tabsNow = await Promise.all(
    pages.map(page => page.evaluate(() => ({ at: window.deniedAt, id: window.act(1) }))),
  );
  await offline(context, pages[1], false);
  await pages[0].evaluate(() => localStorage.setItem('back', '1'));
  const note = await until(() => site.notes[0]);
  await Promise.all(pages.map(page => page.evaluate(() => window.w.flush())));
  await pause(HELD_MS / 2);

  const broken = [];
  const late = wire.posts.filter(post => post.at > at + WITHIN_MS).length;
  const aborted = held.filter(request => {
    const [outcome, when] = outcomes.get(request) ?? [];
    return outcome === 'requestfailed' && when < at + WITHIN_MS * 1.5;
  }).length;
  const unaware = tabsNow.filter(tab => !tab.at).length;
  const left = await pages[0].evaluate(async () => {
    const { log, inbox, profile, base, cursors } = await window.w.export();
    return [...log, ...inbox, ...cursors, profile, base].filter(Boolean).map(record => JSON.stringify(record));
  });
  if (unaware) broken.push(`${unaware} of ${tabs} tabs did not notice`);
  if (tabsNow.some(({ id }) => id !== null)) broken.push('a tab still takes touchpoints');
  if (late) broken.push(`${late} requests arrived later`);
  if (aborted < held.length) broken.push(`${held.length - aborted} of ${held.length} requests went on`);
  if (left.length) broken.push(`what is left: ${left.join(', ')}`);
  if (note?.persisted === 'true' && (note.consent !== 'denied' || note.taken !== 'null'))
    broken.push(`out of the cache: ${note.consent}, ${note.taken}`);
  await context.close();
  const slowest = Math.max(...tabsNow.map(tab => (tab.at ?? Number.POSITIVE_INFINITY) - withdrawnAt));
  if (slowest > WITHIN_MS) broken.push(`the slowest tab took ${slowest} ms`);
  return { broken, slowest, late, held: held.length, aborted, restored: Number(note?.persisted === 'true') };
}

async function begin(context, origin, where) {
  const page = await context.newPage();
  await page.goto(`${origin}/consent/page`);
  await page.waitForFunction(() => window.begin);
  await page.evaluate(async options => {
    await window.begin(options);
    window.w.on('consent', consent => {
      if (Object.values(consent).every(grant => grant === 'denied')) window.deniedAt ??= Date.now();
    });
  }, where);
  return page;
}

async function offline(context, page, isOffline) {
  const session = await context.newCDPSession(page);
  await session.send('Network.emulateNetworkConditions', {
    offline: isOffline,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
}

/** Runs in the page: something is tracked, and on its way. */
function work() {
  for (let n = 0; n < 5; n++) window.act(n);
  void window.w.flush();
}

/** Runs in the page. */
function withdraw({ denied, by }) {
  const now = Date.now();
  if (by === 'the visitor') window.w.setConsent(denied);
  else window.say(denied);
  return now;
}

/** A page that goes into the cache once it has recorded something, and notes what holds when it comes back. */
function kept(options) {
  return `<!doctype html><title>Kept</title><link rel="icon" href="data:,"><script type="module" src="/consent.js"></script><script type="module">
  await window.begin(${JSON.stringify(options)});
  window.act(1);
  await window.w.flush();
  addEventListener('pageshow', ({ persisted }) => setTimeout(() => {
    const consent = window.w.consent.analytics;
    fetch('/note?' + new URLSearchParams({ persisted, consent, taken: window.act(2) }));
  }, ${WITHIN_MS}));
  location.href = '/consent/away';
</script>`;
}
