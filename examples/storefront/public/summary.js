import { picture } from './cards.js';
import { readCart, totalsOf } from './cart.js';
import { byId, fill } from './facts.js';
import { html } from './html.js';
import { money } from './money.js';
import { sums } from './sums.js';

// Another tab may change the cart or pay it; what this page shows and would charge is old then.
addEventListener('storage', ({ key }) => key === 'fretwell-cart' && location.reload());

/** Shows the cart beside the form; an empty cart goes back to the cart page. */
export function showSummary(way) {
  const cart = readCart();
  if (!cart.lines.length) location.replace('/cart');
  fill(
    byId('summary'),
    html`<div class="stack">${cart.lines.map(({ product, quantity }) => html`<div class="mini">${picture(product, { size: 'mini' })}<span>${product.name}${quantity > 1 && html` <span class="muted">× ${quantity}</span>`}</span><span class="price">${money(product.price * quantity)}</span></div>`)}${sums(cart, totalsOf(cart, way))}</div>`,
  );
}
