/** Text that is markup already. */
class Markup extends String {}

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/**
 * Markup with every value escaped; nested `html`, lists and `raw` go in as they are, `null` and `false` as nothing.
 * Pure; runs on the server and in the browser.
 */
export function html(parts, ...values) {
  return new Markup(parts.reduce((text, part, index) => text + markupOf(values[index - 1]) + part));
}

/** Trusted text that is markup already, such as a drawing of our own. */
export function raw(text) {
  return new Markup(text);
}

function markupOf(value) {
  if (value instanceof Markup) return value.toString();
  if (Array.isArray(value)) return value.map(markupOf).join('');
  if (value === null || value === undefined || value === false) return '';
  return String(value).replace(/[&<>"']/g, character => ENTITIES[character]);
}
