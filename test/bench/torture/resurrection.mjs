import { pause, until } from './browser.mjs';
import { listen } from './kept.mjs';
import { watchWire } from './wire.mjs';

const TABS = 3;
const HELD_MS = 700;
const ALL = purpose =>
  Object.fromEntries(['functional', 'analytics', 'personalization', 'advertising'].map(name => [name, purpose]));
const DEEDS = ['erase', 'clear', 'refuse'];

/** PRI8: a visitor who is gone stays so: no store, tab, page in the cache or late answer brings the id back. */
export const pri8 = { ids: ['PRI8'], run };

async function run(bench) {
  const rounds = bench.figure(12, 100, 3);
  const browser = await bench.launch({ ignoreDefaultArgs: ['--disable-back-forward-cache'] });
  const failures = [];
  const sum = { restored: 0, held: 0, posts: 0, places: 0 };
  for (let round = 0; round < rounds; round++) {
    const deed = DEEDS[round % DEEDS.length];
    const { broken, ...figures } = await oneVisitor(bench, browser, { deed, round });
    for (const [name, value] of Object.entries(figures)) sum[name] += value;
    failures.push(...broken.map(text => `${deed}: ${text}`));
  }
  // A database that is deleted takes the page out of the cache: it is loaded anew.
  if (!sum.restored) failures.push('no page came out of the cache');
  if (!sum.held) failures.push('no answer was on its way');
  if (!sum.posts) failures.push('nobody was seen afterwards');
  return {
    id: 'PRI8',
    what: `${TABS} tabs, a page in the back/forward cache and an answer on its way: erased, cleared by the browser, refused`,
    asked: 'the old id never returns',
    reached: `${failures.length} returns in ${sum.places} places, ${sum.posts} later requests, ${sum.held} late answers, ${sum.restored} restored`,
    runs: rounds,
    failures,
  };
}

async function oneVisitor(bench, browser, { deed, round }) {
  const { site } = bench;
  let isHeld = false;
  const wire = watchWire(() => (isHeld ? { delayMs: HELD_MS } : undefined));
  const { url: to } = await bench.collector(wire.hook);
  const where = { site: `gone-${round}`, to };
  site.pages['/consent/cached'] = cached(where);
  site.pages['/consent/off'] =
    `<!doctype html><title>Away</title><link rel="icon" href="data:,"><script>addEventListener('storage', ({ key }) => key === 'back' && history.back())</script>`;
  site.notes.length = 0;
  const context = await browser.newContext();
  await context.addInitScript(listen);
  const away = await context.newPage();
  await away.goto(`${site.origin}/consent/cached`);
  await until(() => away.url().endsWith('/off'));
  const pages = [];
  for (let tab = 0; tab < TABS; tab++) pages.push(await begin(context, site.origin, where));
  const old = await pages[0].evaluate(() => window.w.profile.visitorId);
  isHeld = true;
  const before = wire.posts.length;
  await Promise.all(pages.map(page => page.evaluate(act)));
  await until(() => wire.posts.length > before);
  const held = wire.posts.length - before;
  await pause(bench.random() * HELD_MS);

  await DO[deed](pages[0], { site, where });
  const at = performance.now();
  isHeld = false;
  const broken = [];
  // Some tabs go on at once, some once the answer has come, and the page in the cache returns.
  await pages[1].evaluate(act);
  if (round % 2) await pause(HELD_MS);
  await pages[0].evaluate(() => localStorage.setItem('back', '1'));
  const note = await until(() => site.notes[0]);
  await Promise.all(pages.map(page => page.evaluate(act)));
  await pause(HELD_MS);
  // Granted again it is another visitor.
  if (deed === 'refuse') await pages[2].evaluate(grant => window.w.setConsent(grant), ALL('granted'));
  await Promise.all(pages.map(page => page.evaluate(work)));
  const fresh = await begin(context, site.origin, where);
  await fresh.evaluate(work);
  const everywhere = await Promise.all([...pages, fresh].map(page => page.evaluate(known)));
  const stored = await fresh.evaluate(stores);
  for (const [index, text] of everywhere.entries()) if (text.includes(old)) broken.push(`tab ${index} knows it`);
  if (stored.includes(old)) broken.push('it is stored');
  if (!note) broken.push('the page out of the cache said nothing');
  if (note?.visitor === old) broken.push('the page out of the cache knows it');
  const late = wire.posts.filter(post => post.at > at + IN_FLIGHT_MS);
  if (late.some(({ visitorId }) => visitorId === old)) broken.push('it is sent');
  const ids = new Set(everywhere.map(text => JSON.parse(text).visitorId));
  if (ids.has('') || ids.size !== 1) broken.push(`the tabs know ${[...ids].join(', ')}`);
  await context.close();
  return {
    broken,
    restored: Number(note?.persisted === 'true'),
    held,
    posts: late.length,
    places: everywhere.length + 2 + late.length,
  };
}

/** What a page sent before it was told arrives a moment later. */
const IN_FLIGHT_MS = 100;

const DO = {
  erase: page => page.evaluate(() => window.w.erase()),
  refuse: (page, _) => page.evaluate(choice => window.w.setConsent(choice), ALL('denied')),
  async clear(page, { site }) {
    const session = await page.context().newCDPSession(page);
    await session.send('Storage.clearDataForOrigin', { origin: site.origin, storageTypes: 'all' });
  },
};

async function begin(context, origin, where) {
  const page = await context.newPage();
  await page.goto(`${origin}/consent/page`);
  await page.waitForFunction(() => window.begin);
  await page.evaluate(options => window.begin(options), where);
  return page;
}

/** Runs in the page. */
function act() {
  for (let n = 0; n < 3; n++) window.act(n);
  void window.w.flush();
}

/** Runs in the page. */
async function work() {
  window.act(1);
  await window.w.flush();
}

/** Runs in the page. */
function known() {
  return JSON.stringify(window.w.profile);
}

/** Runs in the page. */
async function stores() {
  const databases = await indexedDB.databases();
  const records = await Promise.all(databases.map(({ name }) => window.records(name)));
  return window.told([records, { ...localStorage }, { ...sessionStorage }, document.cookie, window.name]);
}

/** A page that goes into the cache once it has recorded something, and says who it knows when it comes back, or is loaded anew. */
function cached(options) {
  return `<!doctype html><title>Kept</title><link rel="icon" href="data:,"><script type="module" src="/consent.js"></script><script type="module">
  await window.begin(${JSON.stringify(options)});
  window.act(1);
  await window.w.flush();
  const say = persisted => setTimeout(async () => {
    window.act(2);
    await window.w.flush();
    fetch('/note?' + new URLSearchParams({ persisted, visitor: window.w.profile.visitorId }));
  }, 200);
  addEventListener('pageshow', ({ persisted }) => say(persisted));
  if (localStorage.back) say(false);
  else location.href = '/consent/off';
</script>`;
}
