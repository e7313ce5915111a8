// Runs in the page: one Waymark for each hostile server, with nothing but what is to be delivered.
import { definePlugin } from '../../../src/core/plugin.ts';
import { http } from '../../../src/destinations/index.ts';
import { createWaymark } from '../../../src/index.ts';

const NAMES = Object.getOwnPropertyNames(Object.prototype).length;
const taps = definePlugin({ name: 'taps', vocabulary: { tap: data => data } });

/** A destination that takes the word of a server for its own. */
function handOn(url) {
  return definePlugin({
    name: 'http',
    deliver: async (rows, { signal }) =>
      (await fetch(url, { method: 'POST', body: JSON.stringify({ rows }), signal, ...CAREFUL })).json(),
  });
}

const CAREFUL = { credentials: 'omit', referrerPolicy: 'no-referrer', redirect: 'error' };

async function read(name, key) {
  const done = request =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await done(indexedDB.open(name));
  const [store] = database.objectStoreNames;
  const value = await done(database.transaction(store).objectStore(store).get(key));
  database.close();
  return value;
}

window.visitors = {};

window.enter = async ({ site, url, isHandedOn }) => {
  const waymark = createWaymark({
    site,
    automation: 'allow',
    rate: Number.POSITIVE_INFINITY,
    consent: { default: { analytics: 'granted' } },
    plugins: [taps, isHandedOn ? handOn(url) : http({ url })],
  });
  await waymark.ready;
  window.visitors[site] = {
    async track(texts) {
      for (const text of texts) waymark.track('tap', { text });
    },
    flush: () => waymark.flush(),
    async standing() {
      // An export would flush, and so post once more.
      const cursor = await read(`waymark:${site}`, ['cursor', 'http']);
      const isPolluted = Object.getOwnPropertyNames(Object.prototype).length !== NAMES;
      return { diagnostics: waymark.diagnostics(), cursor, isPolluted };
    },
  };
};
