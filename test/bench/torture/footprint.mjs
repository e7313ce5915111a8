import { deliverAll, pause, visit } from './browser.mjs';
import { remove } from './yields.mjs';

const WITHIN_MS = 500;

/** HST2, HST3, HST8: nothing of the page is changed, and nothing is left behind. */
export const hst2 = { ids: ['HST2', 'HST3', 'HST8'], run };

async function run(bench) {
  const rounds = bench.figure(3, 50);
  const { url } = await bench.collector();
  const context = await bench.context();
  await context.addInitScript(watch);
  const kept = { changed: new Set(), patched: new Set(), left: new Set() };
  let slowest = 0;
  for (let round = 0; round < rounds; round++) {
    const name = `footprint-${round}`;
    const page = await visit(context, { origin: bench.site.origin, site: name, to: url });
    await page.evaluate(() => window.walk({ count: 20, pauses: [2] }));
    await deliverAll(page);
    // A soft navigation, as a router makes it.
    await page.evaluate(() => history.pushState(null, '', '/next'));
    await pause(100);
    const during = await page.evaluate(() => window.compare());
    for (const change of during) if (change !== 'document[Symbol(waymark)] is new') kept.changed.add(change);
    if (during.length !== 1) kept.changed.add(`while it runs: ${during.length} differences, not the one mark`);
    for (const change of await page.evaluate(() => window.changedFunctions())) kept.patched.add(change);
    await page.evaluate(() => window.w.stop());
    await pause(200);
    for (const change of await page.evaluate(() => window.compare())) kept.changed.add(`after stop: ${change}`);
    for (const thing of await page.evaluate(() => window.leftovers())) kept.left.add(thing);
    const other = await context.newPage();
    await other.goto(`${bench.site.origin}/other`);
    slowest = Math.max(slowest, await other.evaluate(remove, `waymark:${name}`));
    await other.close();
    await page.close();
  }
  if (slowest > WITHIN_MS) kept.left.add(`the database was held for ${slowest.toFixed(0)} ms`);
  const row = (id, what, asked, found, more = '') => {
    return { id, what, asked, reached: `${found.size}${more}`, runs: rounds, failures: [...found] };
  };
  return [
    row('HST2', 'own properties of every built-in, DOM prototype, window and document', '0 differences', kept.changed),
    row('HST3', 'fetch, XHR, history, listeners, console, onerror', 'all ===', kept.patched),
    row('HST8', 'left after stop', '0; database gone ≤ 500 ms', kept.left, `, ${slowest.toFixed(0)} ms`),
  ];
}

/** Runs in the page before anything else. */
function watch() {
  const roots = Object.getOwnPropertyNames(window).filter(
    name =>
      /^[A-Z]/.test(name) || /^(history|navigator|console|performance|location|crypto|indexedDB|caches)$/.test(name),
  );
  const own = new Set(['start', 'act', 'walk', 'w', 'problems', 'started', 'compare', 'changedFunctions', 'leftovers']);
  const take = () => {
    const seen = new Map([
      ['window', window],
      ['document', document],
    ]);
    for (const name of roots) {
      const root = window[name];
      seen.set(name, root);
      if (root?.prototype) seen.set(`${name}.prototype`, root.prototype);
    }
    const all = new Map();
    for (const [name, object] of seen) {
      if (Object(object) !== object) continue;
      for (const key of Reflect.ownKeys(object)) {
        if (object === window && own.has(key)) continue;
        // Indexed frames come and go with what a test opens.
        const { value, get, set, ...flags } = Object.getOwnPropertyDescriptor(object, key);
        all.set(`${name}[${String(key)}]`, [
          typeof value === 'object' && object !== window ? null : value,
          get,
          set,
          ...Object.values(flags),
        ]);
      }
    }
    return all;
  };
  const before = take();
  window.compare = () => {
    const after = take();
    const changes = [];
    for (const [name, parts] of after) {
      const old = before.get(name);
      if (!old) changes.push(`${name} is new`);
      else if (parts.some((part, index) => !Object.is(part, old[index]))) changes.push(`${name} is another`);
    }
    for (const name of before.keys()) if (!after.has(name)) changes.push(`${name} is gone`);
    return changes;
  };

  const functions = () => ({
    fetch: window.fetch,
    XMLHttpRequest: window.XMLHttpRequest,
    open: XMLHttpRequest.prototype.open,
    send: XMLHttpRequest.prototype.send,
    pushState: history.pushState,
    replaceState: history.replaceState,
    addEventListener: window.addEventListener,
    'document.addEventListener': document.addEventListener,
    sendBeacon: navigator.sendBeacon,
    onerror: window.onerror,
    onunhandledrejection: window.onunhandledrejection,
    ...Object.fromEntries(
      Object.entries(console)
        .filter(([, run]) => typeof run === 'function')
        .map(([name, run]) => [`console.${name}`, run]),
    ),
  });
  const first = functions();
  window.changedFunctions = () =>
    Object.entries(functions())
      .filter(([name, run]) => run !== first[name])
      .map(([name]) => name);

  // What is opened and what is closed again, counted without a trace on any prototype that is compared.
  const listeners = new Map();
  const native = EventTarget.prototype.addEventListener;
  const heard = (target, type) => `${type} on ${target === window ? 'window' : target.constructor.name}`;
  EventTarget.prototype.addEventListener = function (type, run, options) {
    const target = this ?? window;
    const name = heard(target, type);
    if (options?.signal && (target === window || target === document || target === window.navigation)) {
      listeners.set(name, (listeners.get(name) ?? 0) + 1);
      native.call(options.signal, 'abort', () => listeners.set(name, listeners.get(name) - 1));
    } else if (target === window || target === document) listeners.set(name, Number.NaN);
    return native.call(target, type, run, options);
  };
  const open = { timers: new Set(), channels: 0 };
  const { setTimeout: later, clearTimeout: clear, BroadcastChannel: Native } = window;
  window.setTimeout = (run, ms, ...rest) => {
    const id = later(() => {
      open.timers.delete(id);
      run(...rest);
    }, ms);
    open.timers.add(id);
    return id;
  };
  window.clearTimeout = id => {
    open.timers.delete(id);
    clear(id);
  };
  window.BroadcastChannel = class BroadcastChannel extends Native {
    constructor(name) {
      super(name);
      open.channels++;
    }
    close() {
      open.channels--;
      super.close();
    }
  };
  window.leftovers = () => [
    ...[...listeners].filter(([, count]) => count !== 0).map(([name, count]) => `${count} listeners of ${name}`),
    ...(open.timers.size ? [`${open.timers.size} timers`] : []),
    ...(open.channels ? [`${open.channels} channels`] : []),
  ];
  // Only now, so that what this script did itself is no difference.
  before.clear();
  for (const [name, parts] of take()) before.set(name, parts);
  Object.assign(first, functions());
}
