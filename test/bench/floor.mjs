/**
 * Runs in the page before its scripts: `window.put(row, index)` resolves once the row is stored by a put in a transaction
 * of its own, in a database of its own: what the browser itself needs for the least that can be kept.
 */
export function offerFloor() {
  let opening;

  function open() {
    const request = indexedDB.open('floor');
    request.onupgradeneeded = () => request.result.createObjectStore('floor');
    return new Promise(resolve => {
      request.onsuccess = () => resolve(request.result);
    });
  }

  window.put = async (row, index) => {
    opening ??= open();
    const transaction = (await opening).transaction('floor', 'readwrite');
    transaction.objectStore('floor').put(row, ['floor', index]);
    transaction.commit();
    await new Promise(resolve => {
      transaction.oncomplete = resolve;
    });
  };
}
