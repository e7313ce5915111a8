/** What the browser refused to keep, for as long as this page lives. */
const memory = new Map();

/** A record of the shop in this browser, such as the cart. Never throws. */
export function readRecord(name, fallback) {
  try {
    return JSON.parse(localStorage.getItem(`fretwell-${name}`) ?? 'null') ?? fallback;
  } catch {
    // Storage is refused or the record is damaged: what this page knows has to do.
    return memory.get(name) ?? fallback;
  }
}

/** Keeps a record and tells the page. Never throws. */
export function writeRecord(name, value) {
  memory.set(name, value);
  try {
    localStorage.setItem(`fretwell-${name}`, JSON.stringify(value));
  } catch {
    // Storage is refused or full: it lives in the memory of this page.
  }
  dispatchEvent(new CustomEvent('fretwell-change', { detail: name }));
}

/** Calls back now and on every change of a record, in this tab or another. */
export function watchRecord(name, show) {
  addEventListener('fretwell-change', event => event.detail === name && show());
  addEventListener('storage', event => event.key === `fretwell-${name}` && show());
  show();
}
