import { picture, railCard } from '../cards.js';
import { addToCart, readCart, totalsOf, useCoupon } from '../cart.js';
import { findProduct, PRODUCTS, pathOf } from '../catalogue.js';
import { byId, fill } from '../facts.js';
import { withFast } from '../fast.js';
import { html } from '../html.js';
import { amountOf } from '../items.js';
import { money } from '../money.js';
import { watchRecord } from '../store.js';
import { sums } from '../sums.js';
import { tell } from '../tell.js';

const root = byId('cart');

showRail();
watchRecord('cart', show);
root.addEventListener('click', onClick);
root.addEventListener('submit', onSubmit);
tellCart();

function tellCart() {
  const cart = readCart();
  tell('view_cart', { ...amountOf(cart.lines, totalsOf(cart).value), ...(cart.coupon && { coupon: cart.coupon }) });
}

function show() {
  const cart = readCart();
  const focused = document.activeElement?.dataset?.step && [
    document.activeElement.dataset.step,
    document.activeElement.dataset.id,
  ];
  fill(root, cart.lines.length ? filled(cart) : empty());
  if (focused) root.querySelector(`[data-step="${focused[0]}"][data-id="${focused[1]}"]`)?.focus();
}

/** What the shop itself would add: small things that are not in the cart yet, the most loved first. */
function showRail() {
  const inCart = readCart().lines.map(({ product }) => product);
  const others = PRODUCTS.filter(product => product.category === 'accessories' && !inCart.includes(product));
  const loved = others.sort((a, b) => b.rating[1] - a.rating[1]).slice(0, 3);
  fill(
    document.querySelector('.rail ul'),
    loved.map((product, index) => railCard(product, { list: 'shop', index })).join(''),
  );
}

function filled(cart) {
  return html`<div class="columns"><ul>${cart.lines.map(line)}</ul><aside class="panel stack" aria-labelledby="sum"><h2 id="sum">Together</h2>${sums(cart, totalsOf(cart))}
<form id="coupon-form" class="row"><label class="hidden" for="code">Code</label><input id="code" name="code" placeholder="A code?" value="${cart.coupon ?? ''}" maxlength="20" autocomplete="off" size="10"><button class="button plain small" type="submit">${cart.coupon ? 'Change' : 'Use'}</button></form><p id="coupon-note" role="status" class="muted small-text">${cart.coupon && 'Ten percent off, once.'}</p>
<a class="button block" href="${withFast('/checkout')}">Check out</a><p class="muted small-text">60 days to send it back. The cart stays in this browser.</p></aside></div>`;
}

function line({ product, quantity }) {
  const step = (sign, label, text) =>
    html`<button type="button" data-step="${sign}" data-id="${product.id}" aria-label="${label} ${product.name}">${text}</button>`;
  return html`<li class="line">${picture(product, { size: 'small' })}<div><p class="line-name"><a href="${pathOf(product)}">${product.name}</a></p><p class="muted small-text">${product.kind}</p><p class="row"><span class="quantity">${step(-1, 'One less of', '−')}<output aria-label="Pieces of ${product.name}">${quantity}</output>${step(1, 'One more of', '+')}</span><button class="link small-text" type="button" data-step="-9" data-id="${product.id}">Take out<span class="hidden"> ${product.name}</span></button></p></div><p class="price">${money(product.price * quantity)}</p></li>`;
}

function empty() {
  return html`<div class="empty panel"><h2>Nothing in it yet</h2><p class="muted">It keeps what you put in, also when you close the page.</p><div class="row"><a class="button" href="${withFast('/guitars')}">See the guitars</a><a class="button plain" href="${withFast('/accessories')}">Strings & accessories</a></div></div>`;
}

function onClick(event) {
  const button = event.target.closest('[data-step]');
  if (!button) return;
  const step = Number(button.dataset.step);
  const product = findProduct(button.dataset.id);
  const quantity = addToCart(product.id, step);
  if (quantity) tell(step > 0 ? 'add_to_cart' : 'remove_from_cart', amountOf([{ product, quantity }]));
}

function onSubmit(event) {
  event.preventDefault();
  const code = new FormData(event.target).get('code').trim().toUpperCase();
  const known = useCoupon(code || null);
  if (!known) byId('coupon-note').textContent = `We do not know the code “${code}”. Look at its spelling.`;
  else tellCart();
}
