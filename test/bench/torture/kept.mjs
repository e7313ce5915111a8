/** Runs in the page before anything else: `heard` is what was said on any way, `records` reads a database without Waymark. */
export function listen() {
  window.heard = [];
  window.told = value =>
    JSON.stringify(value, (_, part) => (part instanceof Error ? `${part.stack}` : part)) ?? String(value);
  const watch = (owner, name) => {
    const original = owner[name];
    owner[name] = function (...values) {
      window.heard.push(window.told([name, ...values]));
      return original.apply(this, values);
    };
  };
  for (const method of ['log', 'info', 'warn', 'error', 'debug', 'groupCollapsed']) watch(console, method);
  watch(BroadcastChannel.prototype, 'postMessage');
  watch(navigator, 'sendBeacon');

  window.records = async name => {
    const done = request =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await done(indexedDB.open(name));
    const stores = [];
    for (const store of database.objectStoreNames) {
      const records = database.transaction(store).objectStore(store);
      stores.push({ keys: await done(records.getAllKeys()) });
      stores.push({ values: await done(database.transaction(store).objectStore(store).getAll()) });
    }
    database.close();
    return { name, stores };
  };
}

/** Runs in the page before anything else: what the corpus asks of Node's `Buffer`, text as Base64 for addresses. */
export function lendBuffer() {
  const base64url = text => {
    const letters = Array.from(new TextEncoder().encode(text), byte => String.fromCharCode(byte)).join('');
    return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  };
  window.Buffer = { from: text => ({ toString: () => base64url(text) }) };
}
