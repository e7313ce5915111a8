// Runs in a page that meets the database of another build.
const GRANTED = { functional: 'granted', analytics: 'granted', personalization: 'granted', advertising: 'granted' };
const ORDER = 5;
const ITEM = { currency: 'EUR', value: 219, items: [{ item_id: 'p1', item_name: 'Guitar', price: 219 }] };

window.problems = [];

window.start = async ({ build, site }) => {
  const { createWaymark, storefront, http } = await import(`/builds/${build}.js`);
  window.w = createWaymark({
    site,
    automation: 'allow',
    rate: Number.POSITIVE_INFINITY,
    consent: { default: GRANTED },
    plugins: [storefront(), http({ url: `${location.origin}/collect` })],
  });
  window.w.on('problem', ({ code, message }) => window.problems.push(`${code}: ${message}`));
  await window.w.ready;
};

/** Tracks `count` touchpoints, the n-th to begin with, every fifth of them a purchase; returns each with its type. */
window.act = ({ from, count }) =>
  Array.from({ length: count }, (_, index) => {
    const n = from + index;
    const type = n % ORDER ? (n % 2 ? 'view_item' : 'add_to_cart') : 'purchase';
    return { id: window.w.track(type, { ...ITEM, ...(type === 'purchase' && { transaction_id: `t${n}` }) }), type };
  });

/** The same, a hundred at once; everything is recorded afterwards. */
window.actAndFlush = async ({ from, count }) => {
  const acts = [];
  while (acts.length < count) {
    acts.push(...window.act({ from: from + acts.length, count: Math.min(100, count - acts.length) }));
    await window.w.flush();
  }
  return acts;
};

/** The same; everything is written ahead, and whoever would commit it waits for the end of this page. */
window.actAndHold = async options => {
  const held = holdBehindWrite();
  const acts = window.act(options);
  const written = new Set((await held).map(({ touchpoint }) => touchpoint?.id));
  return acts.filter(({ id }) => written.has(id));
};

/** What the page knows once everything is recorded that can be. */
window.look = async () => {
  await window.w.flush();
  const { log, inbox, base } = await window.w.export();
  const { activity, orders } = window.w.profile.slices;
  return {
    ids: [...log, ...inbox].flatMap(({ touchpoint }) => touchpoint?.id ?? []),
    waiting: inbox.length,
    swept: base?.seq ?? 0,
    counts: Object.fromEntries(Object.entries(activity.types).map(([type, { count }]) => [type, count])),
    orders: orders.count,
  };
};

/** The database as it is: ids in the inbox, and everything else as text. */
window.records = async site => {
  const database = await opened(site);
  const store = database.transaction('waymark').objectStore('waymark');
  const [keys, values] = await Promise.all([result(store.getAllKeys()), result(store.getAll())]);
  database.close();
  const entries = keys.map((key, index) => [key, values[index]]);
  const waiting = entries.filter(([[name]]) => name === 'inbox').map(([, { touchpoint }]) => touchpoint?.id);
  return { waiting, others: JSON.stringify(entries.filter(([[name]]) => name !== 'inbox')) };
};

/** Right behind the next transaction that writes into the inbox begins one that has no end. Answers what it finds there. */
function holdBehindWrite() {
  const { put } = IDBObjectStore.prototype;
  return new Promise(resolve => {
    IDBObjectStore.prototype.put = function (value, key) {
      const request = put.call(this, value, key);
      if (key[0] === 'inbox') {
        IDBObjectStore.prototype.put = put;
        hold(this.transaction.db, resolve);
      }
      return request;
    };
  });
}

function hold(database, found) {
  const store = database.transaction('waymark', 'readwrite').objectStore('waymark');
  const range = IDBKeyRange.bound(['inbox'], ['inbox', []]);
  const again = () =>
    Object.assign(store.getAll(range), {
      onsuccess: ({ target }) => {
        found(target.result);
        again();
      },
    });
  again();
}

function opened(site) {
  return result(indexedDB.open(`waymark:${site}`));
}

function result(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
