import { pause, visit } from './browser.mjs';
import { audit } from './ledger.mjs';

const WORDS = [
  'granted',
  'denied',
  'waymark',
  'consent',
  'plugins',
  'endpoint',
  'erase',
  '__proto__',
  'https://evil.invalid/',
];

/** SEC5: what anybody may say to a page changes nothing. */
export const sec5 = { ids: ['SEC5'], run };

async function run(bench) {
  const count = bench.figure(10_000, 100_000);
  const { url } = await bench.collector();
  const context = await bench.context();
  await context.addInitScript(() => {
    window.heard = 0;
    const { addEventListener } = EventTarget.prototype;
    EventTarget.prototype.addEventListener = function (type, ...rest) {
      if (type === 'message' && (this ?? window) === window) window.heard++;
      return addEventListener.call(this ?? window, type, ...rest);
    };
  });
  const page = await visit(context, { origin: bench.site.origin, site: 'forged', to: url });
  const requests = [];
  page.on('request', request => requests.push(request.url()));
  await page.evaluate(async () => {
    window.act(0);
    await window.w.flush();
  });
  const before = await page.evaluate(standing);
  const seed = Math.floor(bench.random() * 2 ** 31);
  await page.evaluate(forge, { count, seed, words: WORDS });
  await page.evaluate(() => window.w.flush());
  await pause(500);
  const after = await page.evaluate(standing);
  const failures = await audit(page);
  for (const [name, value] of Object.entries(before))
    if (after[name] !== value) failures.push(`${name} was ${value}, is ${after[name]}`);
  const strange = requests.filter(address => !address.startsWith(bench.site.origin) && !address.startsWith(url));
  if (strange.length) failures.push(`requests went to ${[...new Set(strange)].join(', ')}`);
  const heard = await page.evaluate(() => window.heard);
  if (heard) failures.push(`${heard} listeners of messages`);
  const { isWhole } = await page.evaluate(async () => {
    const id = window.act(1);
    const { log } = await window.w.export();
    return { isWhole: log.some(({ touchpoint }) => touchpoint?.id === id) };
  });
  if (!isWhole) failures.push('it does not work afterwards');
  return {
    id: 'SEC5',
    what: `${count} forged messages, storage events, addresses, names and elements`,
    asked: '0 changes of consent, identity, plugins, endpoint; 0 message listeners',
    reached: `${failures.length} changes, ${heard} listeners`,
    runs: count,
    failures,
  };
}

/** Runs in the page. */
function standing() {
  const { w } = window;
  return {
    consent: JSON.stringify(w.consent),
    identity: `${w.profile.visitorId} ${JSON.stringify(w.profile.slices.identity ?? null)}`,
    plugins: w.plugins.map(({ name }) => name).join(),
    destinations: Object.keys(w.diagnostics().destinations).join(),
    problems: `${window.problems}`,
    site: w.site,
    status: w.status,
  };
}

/** Runs in the page. */
async function forge({ count, seed, words }) {
  let state = seed;
  const roll = most => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 1;
    return state % most;
  };
  const word = () => words[roll(words.length)];
  const lie = depth => {
    const kind = roll(depth ? 4 : 2);
    if (kind < 2) return kind ? word() : roll(9);
    const entries = Array.from({ length: 3 }, () => [word(), lie(depth - 1)]);
    return kind === 2 ? entries.map(([, value]) => value) : Object.fromEntries(entries);
  };
  const channel = new BroadcastChannel('waymark:forged');
  const forgeries = [
    () => postMessage(lie(2), '*'),
    () => postMessage(JSON.stringify({ waymark: lie(2) }), '*'),
    () => channel.postMessage(lie(2)),
    () => {
      const newValue = JSON.stringify({
        id: 'x',
        rows: [],
        consent: { choice: { advertising: 'denied' }, at: 9e15, source: 'x' },
      });
      dispatchEvent(new StorageEvent('storage', { key: 'waymark:forged', newValue, storageArea: localStorage }));
    },
    () => {
      window.name = JSON.stringify(lie(2));
    },
    () => history.replaceState(lie(1), '', `?waymark=${word()}&consent=${word()}&debug=1#${word()}`),
    () => {
      const element = document.createElement(['form', 'img', 'a', 'div', 'meta'][roll(5)]);
      element.id = element.name = ['waymark', 'waymark-config', 'currentScript', 'dataLayer', 'consent'][roll(5)];
      element.textContent = JSON.stringify({ consent: 'granted', plugins: { http: { url: word() } } });
      element.dataset.collect = 'https://evil.invalid/';
      document.body.append(element);
      if (document.body.childElementCount > 50) document.body.replaceChildren();
    },
    () => document.dispatchEvent(new CustomEvent('waymark', { detail: lie(2) })),
  ];
  for (let n = 0; n < count; n++) {
    forgeries[roll(forgeries.length)]();
    if (n % 200 === 199) await new Promise(done => setTimeout(done));
  }
  channel.close();
  document.body.replaceChildren();
}
