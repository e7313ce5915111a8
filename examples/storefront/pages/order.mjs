import { html } from '../public/html.js';
import { rail } from './parts.mjs';

/** Order confirmation. */
export function thanks() {
  const body = html`<div class="page-head"><h1 id="thanks-title">Thank you.</h1><p class="lead" id="thanks-lead">We are looking for your order.</p></div>
<div class="columns"><div><div class="panel cart-body-small" id="order"></div></div><ul class="next"><li><a href="/order/status" id="status-link"><b>Follow the parcel</b><br><span class="muted">Four steps, no account</span></a></li><li><a href="/learn"><b>First week guide</b><br><span class="muted">While you wait</span></a></li></ul></div>
${rail({ slot: 'complement', title: 'For your first month', ids: ['clip-tuner', 'first-songs', 'phosphor-strings'] })}`;
  return { kind: 'thanks', title: 'Thank you', description: 'Your order is placed.', body };
}

/** Where the parcel is. */
export function status() {
  const body = html`<div class="page-head"><h1>Order status</h1><p class="lead" id="status-lead">Orders are kept in this browser.</p></div><div id="status" class="cart-body"></div>`;
  return { kind: 'status', title: 'Order status', description: 'Where your order is.', body };
}
