import { readCart, totalsOf } from '../cart.js';
import { readDetails, writeDetails } from '../details.js';
import { byId } from '../facts.js';
import { withFast } from '../fast.js';
import { amountOf } from '../items.js';
import { money } from '../money.js';
import { showSummary } from '../summary.js';
import { tell } from '../tell.js';

const EXAMPLE = {
  name: 'Mara Lind',
  email: 'mara@example.org',
  street: 'Lindenweg 7',
  postcode: '50667',
  city: 'Köln',
};

const form = byId('details');
const cart = readCart();
const way = () => new FormData(form).get('shipping');

fillIn(readDetails());
showSummary(way());
document.querySelector('[data-shipping=standard]').textContent = totalsOf(cart).shipping
  ? money(totalsOf(cart).shipping)
  : 'Included';
if (cart.lines.length) tell('begin_checkout', amountOf(cart.lines, totalsOf(cart).value));
byId('fill').addEventListener('click', () => fillIn(EXAMPLE));
form.addEventListener('change', () => showSummary(way()));
form.addEventListener('submit', event => {
  event.preventDefault();
  writeDetails(Object.fromEntries(new FormData(form)));
  tell('add_shipping_info', { ...amountOf(cart.lines, totalsOf(cart).value), shipping_tier: way() });
  location.assign(withFast('/checkout/payment'));
});

function fillIn(details) {
  for (const [name, value] of Object.entries(details)) {
    const field = form.elements.namedItem(name);
    if (field) field.value = value;
  }
}
