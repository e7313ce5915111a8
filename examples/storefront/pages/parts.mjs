import { railCard } from '../public/cards.js';
import { findProduct } from '../public/catalogue.js';
import { html, raw } from '../public/html.js';

/** The way back to the shop front. Pure. */
export function crumbs(steps) {
  return html`<nav class="crumbs" aria-label="You are here"><ol>${steps.map(([path, name], index) => html`<li>${index < steps.length - 1 ? html`<a href="${path}">${name}</a>` : html`<span aria-current="page">${name}</span>`}</li>`)}</ol></nav>`;
}

/**
 * A rail with what the shop itself would show. `slot` names the strategy by which Waymark may fill it with something
 * better; with `asks` the page asks for that, else it waits for a decision. Its height stays the same. Pure.
 */
export function rail({ slot, title, note = 'What most people add.', ids, asks = false }) {
  const products = ids.map(findProduct).filter(Boolean).slice(0, 3);
  return html`<section class="rail section" data-slot="${slot}" ${asks && html`data-ask="${slot}"`} aria-labelledby="rail-${slot}"><div class="section-head"><h2 id="rail-${slot}">${title}</h2><p class="muted small-text" data-note>${note}</p></div>
<ul>${products.map((product, index) => railCard(product, { list: slot, index }))}</ul></section>`;
}

/** One option of a select. Pure. */
export function option(value, label, chosen) {
  return html`<option value="${value}" ${value === chosen && raw('selected')}>${label}</option>`;
}
