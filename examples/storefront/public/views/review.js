import { findProduct, pathOf } from '../catalogue.js';
import { byId, fill } from '../facts.js';
import { withFast } from '../fast.js';
import { html } from '../html.js';
import { readRecord, writeRecord } from '../store.js';
import { tell } from '../tell.js';

byId('review').addEventListener('submit', event => {
  event.preventDefault();
  const { item, rating, title, text, author } = Object.fromEntries(new FormData(event.target));
  const stars = Number(rating);
  writeRecord('reviews', [...readRecord('reviews', []), { item, stars, title, text, author }].slice(-20));
  tell('write_review', { item_id: item, rating: stars });
  fill(
    event.target,
    html`<p class="done-box" tabindex="-1"><b>Thank you, ${author}.</b> Your review stands with <a href="${withFast(`${pathOf(findProduct(item))}#reviews`)}">${findProduct(item).name}</a>, in this browser.</p><p><a href="${withFast('/friend')}">Bring a friend, share the strings</a></p>`,
  );
  event.target.firstElementChild.focus();
});
