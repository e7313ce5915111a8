import { productCard } from '../public/cards.js';
import { searchProducts } from '../public/catalogue.js';
import { html } from '../public/html.js';
import { rail } from './parts.mjs';

const IDEAS = ['small', 'left-handed', 'strings', 'fingerstyle', 'travel'];

export function search({ query }) {
  const term = (query.get('q') ?? '').trim().slice(0, 100);
  const found = searchProducts(term);
  const body = html`<div class="page-head"><h1>${term ? html`Results for “${term}”` : 'Search'}</h1>
<form class="row" action="/search"><label class="hidden" for="term">What are you looking for?</label><input id="term" type="search" name="q" value="${term}" placeholder="Small, left-handed, strings …"><button class="button" type="submit">Search</button></form></div>
${term && html`<p class="muted list-count" role="status">${found.length === 1 ? 'One product' : `${found.length} products`}</p>`}
${found.length ? html`<ul class="products">${found.map((product, index) => productCard(product, { list: 'search', index, level: 2, lazy: index > 3 }))}</ul>` : html`<div class="empty panel"><h2>${term ? 'Nothing of that name' : 'What are you after?'}</h2><p class="muted">${term ? 'Try a shorter word, or one of these.' : 'A few words other people use.'}</p><p class="row">${IDEAS.map(idea => html`<a class="button plain small" href="/search?q=${idea}">${idea}</a>`)}</p></div>${rail({ slot: 'recent', asks: true, title: 'Popular this month', ids: ['clip-tuner', 'cedar-0-14', 'first-songs'] })}`}`;
  return {
    kind: 'search',
    title: term ? `“${term}”` : 'Search',
    description: 'Search the Fretwell shop.',
    body,
    facts: { term, list: ['search', 'Search results'], items: found.map(({ id }) => id) },
  };
}
