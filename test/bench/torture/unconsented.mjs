import { pause } from './browser.mjs';

const LONGEST_MS = 120;
/** What a page asks for to run at all. */
const PARTS = /^GET .*(\/consent\/page|\.js)(\?.*)?$/;

/** PRI4: before a grant a page leaves no trace anywhere, whatever its platform does and whenever. */
export const pri4 = { ids: ['PRI4'], run };

async function run(bench) {
  const runs = bench.figure(80, 1_000, 12);
  const collector = await bench.collector();
  const failures = [];
  const titles = new Set();
  let rows = 0;
  for (let n = 0; n < runs; n++) {
    const { title, traces, known } = await oneVisit(bench, { n, to: collector.url });
    titles.add(title);
    rows = known;
    if (traces.length) failures.push(`${title}: ${traces.join(', ')}`);
  }
  const control = await oneGrant(bench, collector.url);
  if (control.length < 3) failures.push(`after a grant only ${control.join(', ') || 'nothing'} was seen`);
  return {
    id: 'PRI4',
    what: `visits without a grant: ${rows} answers and behaviours of platforms, random moments`,
    asked: '0 databases, keys, cookies, caches, window.name, history.state, messages, requests, bytes',
    reached: `${failures.length} visits left a trace, ${titles.size} different rows`,
    runs,
    failures,
  };
}

async function oneVisit(bench, { n, to }) {
  const context = await bench.context();
  const { page, requests, traces } = await open(bench, context);
  const known = await page.evaluate(() => window.ungranted.length);
  const chosen = Math.floor(bench.random() * known);
  const pauses = Array.from({ length: 6 }, () => Math.floor(bench.random() ** 2 * LONGEST_MS));
  const isEarly = bench.random() < 0.5;
  const title = await page.evaluate(tempt, { chosen, pauses, isEarly, site: `visit-${n}`, to });
  const left = [...(await traces()), ...requests.filter(request => !PARTS.test(request))];
  await context.close();
  return { title, traces: left, known };
}

/** The same page once everything is granted: what the measures see then. */
async function oneGrant(bench, to) {
  const context = await bench.context();
  const { page, requests, traces } = await open(bench, context);
  await page.evaluate(
    async options => {
      await window.begin(options);
      window.act(1);
      await window.w.flush();
    },
    { site: 'granted', to },
  );
  await pause(200);
  const left = [...(await traces()), ...requests.filter(request => !PARTS.test(request))];
  await context.close();
  return left;
}

async function open(bench, context) {
  const requests = [];
  context.on('request', request => requests.push(`${request.method()} ${request.url()}`));
  await context.addInitScript(watchWrites);
  const page = await context.newPage();
  await page.goto(`${bench.site.origin}/consent/page`);
  const session = await context.newCDPSession(page);
  const traces = async () => {
    const { usage } = await session.send('Storage.getUsageAndQuota', { origin: bench.site.origin });
    const cookies = await context.cookies();
    const left = await page.evaluate(look);
    return [...left, ...(usage ? [`${usage} bytes of storage`] : []), ...cookies.map(({ name }) => `cookie ${name}`)];
  };
  return { page, requests, traces };
}

/** Runs in the page, before anything else. */
function watchWrites() {
  window.written = [];
  const watch = (owner, name) => {
    const original = owner[name];
    owner[name] = function (...values) {
      window.written.push(`${name} was called`);
      return original.apply(this, values);
    };
  };
  watch(BroadcastChannel.prototype, 'postMessage');
  watch(Storage.prototype, 'setItem');
  watch(history, 'pushState');
  watch(history, 'replaceState');
  watch(navigator, 'sendBeacon');
  if (window.caches) watch(caches, 'open');
}

/** Runs in the page: a visitor who does much while the platform does what the row says. */
async function tempt({ chosen, pauses, isEarly, site, to }) {
  const { name, index, acts: count } = window.ungranted[chosen];
  const { row, stage, acts, start } = window.play(name, index);
  const rest = n => new Promise(resolve => setTimeout(resolve, pauses[n % pauses.length]));
  const late = rest(0)
    .then(() => isEarly || stage())
    .catch(() => {});
  if (isEarly) stage();
  start(site, to);
  window.act(1);
  await rest(1);
  await late;
  for (const [n, act] of acts.slice(0, count).entries()) {
    act();
    window.act(n);
    await rest(n + 2);
  }
  window.w.identify('customer-7');
  await window.w.ready;
  document.dispatchEvent(new Event('visibilitychange'));
  dispatchEvent(new PageTransitionEvent('pagehide', { persisted: pauses[1] % 2 === 0 }));
  window.act(9);
  await window.w.flush();
  await rest(3);
  return `${row.signal} ${row.title}`;
}

/** Runs in the page. */
async function look() {
  const databases = await indexedDB.databases();
  const names = window.caches ? await caches.keys() : [];
  return [
    ...new Set(window.written),
    ...databases.map(({ name }) => `database ${name}`),
    ...Object.keys(localStorage).map(key => `local key ${key}`),
    ...Object.keys(sessionStorage).map(key => `session key ${key}`),
    ...names.map(name => `cache ${name}`),
    ...(document.cookie ? ['document.cookie'] : []),
    ...(window.name ? ['window.name'] : []),
    ...(history.state === null ? [] : ['history.state']),
  ];
}
