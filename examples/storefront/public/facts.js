/** What the server says about this page. */
export const facts = JSON.parse(document.getElementById('facts')?.textContent ?? '{}');

/** The element with that id; the pages that ask for one have it. */
export function byId(id) {
  return document.getElementById(id);
}

/** Fills an element with markup of our own making: every value in it was escaped by `html`. */
export function fill(element, markup) {
  element.innerHTML = markup.toString();
}
