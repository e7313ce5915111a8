import { picture } from '../cards.js';
import { CURRENCY } from '../catalogue.js';
import { byId, fill } from '../facts.js';
import { withFast } from '../fast.js';
import { html } from '../html.js';
import { itemsOf } from '../items.js';
import { money } from '../money.js';
import { changeOrder, findOrder, linesOf } from '../orders.js';
import { sums } from '../sums.js';
import { tell } from '../tell.js';

const order = findOrder(new URLSearchParams(location.search).get('id'));

if (order) show();
else showNone();

function showNone() {
  byId('thanks-title').textContent = 'No order yet.';
  byId('thanks-lead').textContent = 'There is no such order in this browser.';
  byId('status-link').closest('li').hidden = true;
  byId('order').hidden = true;
}

function show() {
  const { id, name, promisedAt, method, coupon, totals, told } = order;
  const lines = linesOf(order);
  const day = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' }).format(promisedAt);
  const ships = method === 'bank' ? 'It ships when your transfer arrives.' : 'It ships tomorrow.';
  byId('thanks-title').textContent = `Thank you${name && `, ${name}`}. ${ships}`;
  byId('thanks-lead').textContent =
    method === 'bank' ? `Order ${id}.` : `Order ${id}, with you by ${day} at the latest.`;
  byId('status-link').href = withFast(`/order/status?id=${id}`);
  fill(
    byId('order'),
    html`<div class="stack summary">${lines.map(({ product, quantity }) => html`<div class="mini">${picture(product, { size: 'mini', lazy: false })}<span>${product.name}${quantity > 1 && html` <span class="muted">× ${quantity}</span>`}</span><span class="price">${money(product.price * quantity)}</span></div>`)}${sums({ coupon, label: method === 'bank' ? 'To pay' : 'Paid' }, totals)}<p class="muted small-text">${method === 'bank' ? 'We ship when the transfer arrives.' : `Paid by ${method}.`}</p></div>`,
  );
  askSource(order);
  if (told) return;
  changeOrder(id, { told: true });
  tell('purchase', {
    transaction_id: id,
    currency: CURRENCY,
    value: totals.value,
    shipping: totals.shipping,
    ...(coupon && { coupon }),
    items: itemsOf(lines),
  });
}

/** Asks once an order; the buttons say what they mean themselves. */
function askSource({ id, asked }) {
  const box = byId('heard');
  box.hidden = Boolean(asked);
  box.addEventListener('click', ({ target }) => {
    if (!target.closest('button')) return;
    changeOrder(id, { asked: true });
    fill(box, html`<p class="done-box" tabindex="-1"><b>Thank you.</b> Good to know.</p>`);
    box.firstElementChild.focus();
  });
}
