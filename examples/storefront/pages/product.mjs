import { promisedDay } from '../delivery.mjs';
import { altOf, picture, stars } from '../public/cards.js';
import { CATEGORIES, findProduct, pathOf, similarTo } from '../public/catalogue.js';
import { html } from '../public/html.js';
import { money } from '../public/money.js';
import { breadcrumbData, productData } from '../structured.mjs';
import { crumbs, rail } from './parts.mjs';

const VIEWS = [
  ['', 'Front'],
  ['body', 'Body'],
  ['head', 'Headstock'],
  ['back', 'Back'],
];

export function product(id, { origin, now }) {
  const item = findProduct(id);
  if (!item) return null;
  const { title, path } = CATEGORIES[item.category];
  const steps = [
    ['/', 'Home'],
    [path, title],
    [pathOf(item), item.name],
  ];
  const guitar = item.category === 'guitars';
  const others = similarTo(item, 2)
    .map(other => `&item=${other.id}`)
    .join('');
  const body = html`${crumbs(steps)}<div class="product"><div class="gallery">${picture(item, { lazy: false, size: 'main' })}${guitar && html`<div class="thumbs" role="group" aria-label="Pictures of ${item.name}">${VIEWS.map(([view, label]) => html`<button type="button" data-view="${view}" aria-pressed="${view === ''}" aria-label="${label}">${picture(item, { view: view || undefined, size: 'thumb' })}</button>`)}</div>`}</div>
<div class="buy"><div><p class="muted">${item.kind}</p><h1>${item.name}</h1></div>${stars(item.rating)}<p class="lead">${item.line}</p>
<p class="buy-price">${money(item.price)} <small>${guitar || item.price >= 49 ? 'with shipping' : 'and €4 shipping, free from €49'}, by ${promisedDay(now)}</small></p>
<div class="${guitar ? 'buy-row' : 'row'}"><button class="button" type="button" data-add="${item.id}">Add to cart</button>${guitar && html`<a class="button outline" href="/compare?item=${item.id}${html`${others}`}">Compare</a>`}</div>
<div class="offer-slot" id="offer" aria-live="polite"><div class="promise"><p><b>Try it for 60 days.</b> ${guitar ? 'If it is not yours, we fetch it.' : 'Opened or not, send it back.'}</p><p class="muted">In stock, leaves us tomorrow.</p></div></div>
<p>${item.text}</p>
<table class="facts"><caption class="hidden">Facts about ${item.name}</caption><tbody>${Object.entries(item.facts).map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`)}</tbody></table></div></div>
${rail({ slot: 'shop', title: `Goes with ${guitar ? 'your ' : ''}${item.name}`, ids: item.goesWith })}
${rail({ slot: 'similar', asks: true, title: 'You may also like', note: 'Close to this one.', ids: similarTo(item, 3).map(({ id }) => id) })}
<section class="section" id="reviews" aria-labelledby="reviews-title"><div class="section-head"><h2 id="reviews-title">What players say</h2><a href="/review?item=${item.id}">Write a review</a></div><div class="reviews">${item.reviews.map(review => html`<article class="panel stack"><h3>${review.title}</h3><p>${review.text}</p><p class="muted small-text"><span aria-hidden="true" class="star">${'★'.repeat(review.stars)}</span><span class="hidden">${review.stars} of 5 stars,</span> ${review.author}</p></article>`)}</div></section>`;
  return {
    kind: 'product',
    title: item.name,
    description: `${item.line} ${item.text}`,
    body,
    structured: [productData(item, origin), breadcrumbData(steps, origin)],
    facts: { item: item.id, alt: altOf(item) },
  };
}
