import { html } from './html.js';
import { money } from './money.js';

/** The sums of a cart or an order. Pure. */
export function sums({ coupon, label = 'To pay' }, { goods, value, discount, shipping, total }) {
  return html`<dl class="sums"><dt>Goods</dt><dd>${money(goods ?? value + discount)}</dd>${discount > 0 && html`<dt>Code ${coupon}</dt><dd>−${money(discount)}</dd>`}<dt>Shipping</dt><dd>${shipping ? money(shipping) : 'Included'}</dd><dt class="total">${label}</dt><dd class="total">${money(total)}</dd></dl>`;
}
