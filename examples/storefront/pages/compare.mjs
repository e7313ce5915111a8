import { picture } from '../public/cards.js';
import { findProduct, PRODUCTS, pathOf } from '../public/catalogue.js';
import { html } from '../public/html.js';
import { money } from '../public/money.js';
import { crumbs } from './parts.mjs';

const LIMIT = 4;

/** Products side by side; which ones is in the address, so a comparison can be sent to a friend. */
export function compare({ query }) {
  const asked = [...new Set(query.getAll('item'))].map(findProduct).filter(Boolean).slice(0, LIMIT);
  const items = asked.length ? asked : PRODUCTS.slice(0, 3);
  const facts = [...new Set(items.flatMap(item => Object.keys(item.facts)))];
  const cheapest = Math.min(...items.map(({ price }) => price));
  const best = Math.max(...items.map(({ rating }) => rating[0]));
  const row = (name, cell) =>
    html`<tr><th scope="row">${name}</th>${items.map(item => html`<td>${cell(item)}</td>`)}</tr>`;
  const title = items.length === 3 ? 'Three that fit you' : 'Side by side';
  const body = html`${crumbs([
    ['/', 'Home'],
    ['/guitars', 'Guitars'],
    ['/compare', 'Compare'],
  ])}<div class="page-head"><h1>${title}</h1><p class="lead">What is different, and nothing else. Bold is the lowest price and the best rating.</p></div>
<div class="scroll" tabindex="0" role="region" aria-label="Comparison"><table class="compare"><thead><tr><td></td>${items.map(item => html`<th scope="col">${picture(item, { lazy: false })}<a href="${pathOf(item)}">${item.name}</a></th>`)}</tr></thead><tbody>
${row('Price', item => html`<span class="${item.price === cheapest && 'best'}">${money(item.price)}</span>`)}${row('Reviews', item => html`<span class="${item.rating[0] === best && 'best'}">${item.rating[0]} of 5</span> <span class="muted">(${item.rating[1]})</span>`)}${facts.map(name => row(name, item => item.facts[name] ?? '–'))}${row(html`<span class="hidden">Buy</span>`, item => html`<button class="button small" type="button" data-add="${item.id}"aria-label="Add to cart: ${item.name}">Add to cart</button>`)}</tbody></table></div>
<p class="section muted">Still unsure? <a href="/help#contact">Ask a person</a>, or read <a href="/learn">what makes a guitar easy</a>.</p>`;
  return {
    kind: 'compare',
    title: 'Compare',
    description: 'Fretwell guitars side by side: size, wood, scale, weight and price.',
    body,
    facts: { items: items.map(({ id }) => id) },
  };
}
