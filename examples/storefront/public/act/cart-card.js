import { picture } from '../cards.js';
import { readCart, totalsOf } from '../cart.js';
import { facts, fill } from '../facts.js';
import { withFast } from '../fast.js';
import { html } from '../html.js';
import { money } from '../money.js';
import { readRecord, writeRecord } from '../store.js';

const REST_MS = 7 * 86_400_000;
/** Where the cart is in view already, or where nothing may come between the visitor and paying. */
const QUIET = ['cart', 'checkout', 'payment'];

/**
 * Says once, calmly, that the cart is safe. It floats, takes no focus and moves nothing; closing it is remembered for a
 * week.
 */
export function keepCartCard() {
  const cart = readCart();
  const [line] = cart.lines;
  const isResting = Date.now() - readRecord('card-closed', 0) < REST_MS;
  if (!line || isResting || QUIET.includes(facts.kind) || document.querySelector('.cart-card')) return;
  const card = document.createElement('section');
  card.className = 'cart-card';
  card.setAttribute('aria-label', 'Reminder');
  card.setAttribute('aria-live', 'polite');
  document.querySelector('.toast').before(card);
  const rest = cart.lines.length - 1;
  fill(
    card,
    html`${picture(line.product, { size: 'mini', lazy: false })}<div><h2>Your cart is safe</h2><p class="muted small-text">${line.product.name}${rest > 0 && ` and ${rest === 1 ? 'one more' : `${rest} more`}`}, ${money(totalsOf(cart).total)} in all. It stays here until you come back.</p><p class="row"><a class="button small" href="${withFast('/cart')}">Back to the cart</a><button class="link small-text" type="button" data-close>Not now</button></p></div><button class="close" type="button" data-close aria-label="Close the reminder, do not show it for a week">✕</button>`,
  );
  const life = new AbortController();
  const close = () => {
    writeRecord('card-closed', Date.now());
    card.remove();
    life.abort();
  };
  card.addEventListener('click', ({ target }) => target.closest('[data-close]') && close());
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && close(), { signal: life.signal });
}
