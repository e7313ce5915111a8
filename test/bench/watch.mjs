/**
 * Runs in the page before its scripts: `window.spans` gets one entry for every transaction of any database, from the
 * call of `transaction` to its `complete`, with the names of what it wrote,
 * and `window.acknowledgedAt` is when the last touchpoint was written ahead.
 */
export function watchTransactions() {
  window.spans = [];
  const writes = new WeakMap();
  const { transaction } = IDBDatabase.prototype;
  const { put } = IDBObjectStore.prototype;
  IDBDatabase.prototype.transaction = function (...input) {
    const began = performance.now();
    const opened = Reflect.apply(transaction, this, input);
    const names = new Set();
    writes.set(opened, names);
    opened.addEventListener('complete', () => {
      const endedAt = performance.now();
      if (names.has('inbox')) window.acknowledgedAt = endedAt;
      window.spans.push({ names: [...names], endedAt, ms: endedAt - began });
    });
    return opened;
  };
  IDBObjectStore.prototype.put = function (value, key) {
    writes.get(this.transaction)?.add([key].flat()[0]);
    return Reflect.apply(put, this, [value, key]);
  };
}

/** How long the transactions took that write a touchpoint ahead, that commit it, and that are the floor, ms. Pure. */
export function sortSpans(spans) {
  const lasted = isOne => spans.filter(({ names }) => isOne(names)).map(({ ms }) => ms);
  return {
    inbox: lasted(names => names.includes('inbox') && !names.includes('head')),
    commit: lasted(names => names.includes('log')),
    floor: lasted(names => names.includes('floor')),
  };
}
