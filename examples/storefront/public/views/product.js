import { findProduct } from '../catalogue.js';
import { byId, facts, fill } from '../facts.js';
import { html } from '../html.js';
import { amountOf } from '../items.js';
import { readRecord } from '../store.js';
import { tell } from '../tell.js';

const product = findProduct(facts.item);

tell('view_item', amountOf([{ product, quantity: 1 }]));
for (const button of document.querySelectorAll('[data-view]')) button.addEventListener('click', () => show(button));
showOwnReviews();

function show(button) {
  const { view } = button.dataset;
  const picture = document.querySelector('.gallery > .picture');
  const image = picture.querySelector('img');
  image.src = `/art/${product.id}${view && `-${view}`}.svg`;
  image.alt = view ? `${facts.alt}, ${button.getAttribute('aria-label').toLowerCase()}` : facts.alt;
  picture.classList.toggle('fill', view === 'body' || view === 'head');
  for (const other of document.querySelectorAll('[data-view]')) other.setAttribute('aria-pressed', other === button);
}

/** Reviews written in this browser stand with the others. */
function showOwnReviews() {
  const list = byId('reviews').querySelector('.reviews');
  for (const { item, title, text, stars, author } of readRecord('reviews', [])) {
    if (item !== product.id) continue;
    const article = document.createElement('article');
    article.className = 'panel stack';
    fill(
      article,
      html`<h3>${title}</h3>${text && html`<p>${text}</p>`}<p class="muted small-text"><span aria-hidden="true" class="star">${'★'.repeat(stars)}</span><span class="hidden">${stars} of 5 stars,</span> ${author}, that is you</p>`,
    );
    list.prepend(article);
  }
}
