import { pathOf } from './catalogue.js';
import { html } from './html.js';
import { money } from './money.js';

/** The picture of a product on its warm ground. Pure. */
export function picture(product, { view = '', lazy = true, size = 'tile' } = {}) {
  const alt = view ? '' : altOf(product);
  return html`<span class="picture picture-${size}"><img src="/art/${product.id}${view && `-${view}`}.svg" width="800" height="1000" alt="${alt}" ${lazy ? html`loading="lazy"` : html`fetchpriority="high"`} decoding="async"></span>`;
}

/** What the picture shows. Pure. */
export function altOf({ name, kind, category, facts }) {
  return category === 'guitars'
    ? `${name}: ${kind.toLowerCase()} guitar, ${facts.Top.toLowerCase()} top`
    : `${name}: ${kind.toLowerCase()}`;
}

/** Stars as text and as a shape. Pure. */
export function stars([rating, count]) {
  return html`<span class="stars" role="img" aria-label="${rating} of 5 stars, ${count} reviews"><span aria-hidden="true" class="star">★</span><span aria-hidden="true">${rating.toFixed(1)} <span class="muted">(${count})</span></span></span>`;
}

/** A product in a list. Pure. */
export function productCard(product, { list = '', index = 0, compare = false, level = 3, lazy = true } = {}) {
  const heading =
    level === 2
      ? html`<h2><a href="${pathOf(product)}">${product.name}</a></h2>`
      : html`<h3><a href="${pathOf(product)}">${product.name}</a></h3>`;
  return html`<li class="card" data-item="${product.id}" data-list="${list}" data-index="${index}">
    ${picture(product, { lazy })}${product.badge && html`<span class="badge">${product.badge}</span>`}
    <div class="card-text">${heading}<p class="price">${money(product.price)}</p><p class="muted">${product.line}</p>
    <div class="card-foot">${stars(product.rating)}${compare && html`<label class="check compare-check"><input type="checkbox" name="item" value="${product.id}" form="compare-form"> Compare<span class="hidden"> ${product.name}</span></label>`}</div></div>
  </li>`;
}

/** A product in a rail, with the reason it is there. Fixed height, so that a rail can be filled later. Pure. */
export function railCard(product, { reason = product.line, list, index = 0 }) {
  return html`<li class="rail-card" data-item="${product.id}" data-list="${list}" data-index="${index}">
    ${picture(product, { size: 'rail' })}
    <div class="rail-text"><h3><a href="${pathOf(product)}">${product.name}</a></h3><p class="reason">${reason}</p><p class="rail-foot"><span class="price">${money(product.price)}</span><button class="button small" type="button" data-add="${product.id}">Add<span class="hidden"> ${product.name} to cart</span></button></p></div>
  </li>`;
}
