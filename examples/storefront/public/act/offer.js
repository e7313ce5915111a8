import { addToCart, readCart, useCoupon } from '../cart.js';
import { findProduct } from '../catalogue.js';
import { byId, facts, fill } from '../facts.js';
import { html } from '../html.js';
import { amountOf } from '../items.js';
import { readRecord, writeRecord } from '../store.js';
import { tell } from '../tell.js';
import { toast } from '../toast.js';

const DAYS_MS = 14 * 86_400_000;
const TIMES = { 2: 'twice', 3: 'three times', 4: 'four times', 5: 'five times' };

/** Keeps a coupon that was decided on and shows it: the same code in every tab, until it ends or is declined. */
export function keepOffer({ item_id, looks, code }) {
  writeRecord('offer', { item: item_id, looks, code, until: Date.now() + DAYS_MS, declined: false });
  showOffer();
}

/** Shows the coupon in the slot of the product it is for; the slot has its height already. */
export function showOffer() {
  const { item, looks, code, until, declined } = readRecord('offer', {});
  const slot = byId('offer');
  if (!slot || item !== facts.item || declined || Date.now() > until || readCart().coupon === code) return;
  const standing = [...slot.childNodes];
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' }).format(until);
  fill(
    slot,
    html`<div class="coupon"><p class="row"><code>${code}</code><button class="link small-text muted" type="button" data-decline>Not interested</button><button class="button small" type="button" data-use>Use it</button></p><p>10 % off, one use, until ${day}.</p><p class="muted small-text">Here because you looked at it ${TIMES[looks] ?? `${looks} times`}.</p></div>`,
  );
  slot.querySelector('[data-use]').addEventListener('click', () => use(item, code, standing));
  slot.querySelector('[data-decline]').addEventListener('click', () => {
    writeRecord('offer', { item, looks, code, until, declined: true });
    slot.replaceChildren(...standing);
  });
}

/** After an order with it the code is used up. */
export function endOffer() {
  writeRecord('offer', { ...readRecord('offer', {}), declined: true });
}

function use(id, code, standing) {
  const product = findProduct(id);
  const isIn = readCart().lines.some(line => line.product === product);
  if (!isIn && addToCart(id)) tell('add_to_cart', amountOf([{ product, quantity: 1 }]));
  useCoupon(code);
  byId('offer').replaceChildren(...standing);
  toast(`${code} is in your cart.`, ['/cart', 'See the cart']);
}
