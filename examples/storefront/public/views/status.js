import { byId, fill } from '../facts.js';
import { withFast } from '../fast.js';
import { html } from '../html.js';
import { changeOrder, daysEarly, findOrder, linesOf } from '../orders.js';
import { watchRecord } from '../store.js';
import { tell } from '../tell.js';

const DAY = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });

const SHORT = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short' });

const asked = new URLSearchParams(location.search).get('id');

watchRecord('orders', show);
stateDelivery(findOrder(asked));
if (findOrder(asked)) tell('view_order_status', { transaction_id: findOrder(asked).id });
byId('status').addEventListener('click', event => event.target.closest('#deliver') && deliver());

/** Says in the page that the parcel arrived: something that no click of the visitor tells. */
function stateDelivery({ id, promisedAt, deliveredAt } = { deliveredAt: null }) {
  if (deliveredAt === null) return;
  const data = { transaction_id: id, promised_at: promisedAt, delivered_at: deliveredAt };
  const facts = [{ id: `delivered-${id}`, type: 'deliver_order', at: deliveredAt, data }];
  document.head.append(
    Object.assign(document.createElement('script'), {
      type: 'application/json',
      id: 'waymark-facts',
      textContent: JSON.stringify(facts),
    }),
  );
}

function show() {
  const order = findOrder(asked);
  byId('status-lead').textContent = order
    ? `Order ${order.id}: ${linesOf(order)
        .map(({ product }) => product.name)
        .join(', ')}.`
    : asked
      ? 'There is no order of this number in this browser.'
      : 'There is no order in this browser yet.';
  fill(
    byId('status'),
    order
      ? parcel(order)
      : html`<div class="empty panel"><h2>Nothing on its way</h2><p class="muted">When you order something, you see here where it is.</p><a class="button" href="${withFast('/guitars')}">See the guitars</a></div>`,
  );
}

function parcel(order) {
  const { at, promisedAt, deliveredAt } = order;
  const here = deliveredAt !== null;
  const steps = [
    ['Ordered', SHORT.format(at)],
    ['Packed', 'tuned and checked by Jo'],
    ['On its way', here ? '' : `promised by ${SHORT.format(promisedAt)}`],
    ['At your door', here ? SHORT.format(deliveredAt) : ''],
  ];
  const done = here ? 4 : 2;
  return html`<div class="stack"><section class="panel" aria-labelledby="where"><h2 id="where">${here ? early(order) : `With you by ${DAY.format(promisedAt)}`}</h2><ol class="steps">${steps.map(([name, note], index) => html`<li class="${index < done && 'done'} ${index === done - 1 && 'last'}"><b>${name}${index < done && html`<span class="hidden">, done</span>`}</b>${note}</li>`)}</ol></section>
${here ? arrived(order) : html`<div class="demo"><p><b>For the demonstration</b><br><span class="muted">Pretend the parcel is at the door.</span></p><button class="button plain" type="button" id="deliver">Mark as delivered</button></div>`}</div>`;
}

function early(order) {
  const days = daysEarly(order);
  return `Delivered on ${DAY.format(order.deliveredAt)}${days > 0 ? `, ${days === 1 ? 'a day' : `${days} days`} early` : ''}`;
}

function arrived({ name, lines }) {
  return html`<div class="columns arrived"><p class="letter">Dear ${name || 'player'}, your parcel was tuned and checked by Jo. If the first week hurts the fingers, that is normal. Write to us, we play too.<br><br>Fretwell</p><ul class="next"><li><a href="${withFast('/learn')}"><b>First week guide</b><br><span class="muted">Three chords, ten minutes a day</span></a></li><li><a href="${withFast('/community')}"><b>Campfire</b><br><span class="muted">Other players, and one of us</span></a></li><li><a href="${withFast('/recommend')}"><b>One question</b><br><span class="muted">Ten seconds</span></a></li><li><a href="${withFast(`/review?item=${lines[0]?.id ?? ''}`)}"><b>Write a review</b><br><span class="muted">Good or bad</span></a></li></ul></div>`;
}

function deliver() {
  const order = findOrder(asked);
  const deliveredAt = Date.now();
  changeOrder(order.id, { deliveredAt });
  // What the shop's side knows stands in the page when it is there, as a server would write it.
  location.reload();
}
