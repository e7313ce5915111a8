import { html } from '../public/html.js';
import { rail } from './parts.mjs';

/** What people answer, by channel, or by a word of the shop's own that `shop.js` gives a channel. */
const SOURCES = [
  ['friend', 'A friend'],
  ['organic-search', 'A search'],
  ['organic-social', 'Social media'],
  ['fret-talk', 'Fret Talk, the podcast'],
  ['busker', 'Somebody played one'],
  ['other', 'Something else'],
];

/** Order confirmation. */
export function thanks() {
  const body = html`<div class="page-head"><h1 id="thanks-title">Thank you.</h1><p class="lead" id="thanks-lead">We are looking for your order.</p></div>
<div class="columns"><div class="stack"><div class="panel cart-body-small" id="order"></div><section class="panel stack" id="heard" aria-labelledby="heard-title" hidden><h2 id="heard-title">How did you hear of us?</h2><p class="row">${SOURCES.map(([answer, label]) => html`<button class="button plain small" type="button" data-waymark-track="report_source" data-waymark-answer="${answer}">${label}</button>`)}</p></section></div><ul class="next"><li><a href="/order/status" id="status-link"><b>Follow the parcel</b><br><span class="muted">Four steps, no account</span></a></li><li><a href="/learn"><b>First week guide</b><br><span class="muted">While you wait</span></a></li></ul></div>
${rail({ slot: 'complement', title: 'For your first month', ids: ['clip-tuner', 'first-songs', 'phosphor-strings'] })}`;
  return { kind: 'thanks', title: 'Thank you', description: 'Your order is placed.', body };
}

/** Where the parcel is. */
export function status() {
  const body = html`<div class="page-head"><h1>Order status</h1><p class="lead" id="status-lead">Orders are kept in this browser.</p></div><div id="status" class="cart-body"></div>`;
  return { kind: 'status', title: 'Order status', description: 'Where your order is.', body };
}
