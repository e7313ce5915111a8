import { endOffer } from '../act/offer.js';
import { showRescue } from '../act/rescue.js';
import { emptyCart, readCart, totalsOf } from '../cart.js';
import { readDetails } from '../details.js';
import { byId } from '../facts.js';
import { withFast } from '../fast.js';
import { amountOf } from '../items.js';
import { money } from '../money.js';
import { placeOrder } from '../orders.js';
import { showSummary } from '../summary.js';
import { tell } from '../tell.js';

/** About as long as a payment takes. */
const WAIT_MS = 700;
const GOOD = { holder: 'Mara Lind', until: '12/29', code: '123' };

const form = byId('payment');
const { shipping = 'standard', name = '' } = readDetails();
const cart = readCart();
const totals = totalsOf(cart, shipping);
const method = () => form.elements.namedItem('method').value;

showSummary(shipping);
showMethod();
byId('rescue').addEventListener('click', event => {
  const { card, pay } = event.target.closest('button')?.dataset ?? {};
  if (card) fillCard(card);
  if (pay) choose(pay);
});
form.addEventListener('change', event => event.target.name === 'method' && showMethod());
form.addEventListener('submit', event => {
  event.preventDefault();
  if (method() !== 'card' || form.reportValidity()) pay();
});

function fillCard(number) {
  choose('card');
  for (const [field, value] of Object.entries({ ...GOOD, number })) form.elements.namedItem(field).value = value;
}

function choose(value) {
  form.elements.namedItem('method').value = value;
  showMethod();
  byId('pay').focus();
}

function showMethod() {
  const card = method() === 'card';
  byId('card-fields').hidden = !card;
  for (const field of byId('card-fields').querySelectorAll('input')) field.disabled = !card;
  byId('pay').querySelector('span').textContent = `Pay ${money(totals.total)}`;
}

async function pay() {
  // A page that came back from the history shows a cart that was paid since.
  if (!readCart().lines.length) return location.replace(withFast('/cart'));
  const payment_type = method();
  busy(true);
  tell('add_payment_info', { ...amountOf(cart.lines, totals.value), payment_type });
  const declined =
    payment_type === 'card' && form.elements.namedItem('number').value.replace(/\D/g, '').endsWith('0002');
  await new Promise(resolve => setTimeout(resolve, WAIT_MS));
  busy(false);
  if (declined) {
    tell('payment_error', { reason: 'declined', payment_type });
    return showRescue();
  }
  const { id } = placeOrder({ method: payment_type, shipping, name: name.split(' ')[0] });
  if (cart.coupon) endOffer();
  emptyCart();
  location.assign(withFast(`/order/thanks?id=${id}`));
}

function busy(on) {
  byId('pay').disabled = on;
  byId('pay').querySelector('span').textContent = on ? 'One moment' : `Pay ${money(totals.total)}`;
}
