import { addToCart, countOf, readCart } from './cart.js';
import { findProduct } from './catalogue.js';
import { byId } from './facts.js';
import { carryFast } from './fast.js';
import { amountOf, itemOf } from './items.js';
import { watchRecord } from './store.js';
import { tell } from './tell.js';
import { toast } from './toast.js';

const COMPARED = 4;

carryFast();
watchRecord('cart', showCount);
document.addEventListener('click', onClick);
document.addEventListener('change', onChange);
showCompared();
// Where the list of the shop is wider than the window, it starts at where one is.
document.querySelector('.head nav [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });

// The shop works without Waymark: when its files are not there, nothing else changes.
import('./shop.js').catch(error => {
  console.info('Waymark is not in this page; the shop works without it.', error);
  document.documentElement.classList.remove('with-panel');
});

function onClick(event) {
  const add = event.target.closest('[data-add]');
  if (add) return put(add.dataset.add);
  const card = event.target.closest('a') && event.target.closest('[data-item][data-list]');
  if (!card) return;
  const { item, list, index } = card.dataset;
  tell('select_item', { item_list_id: list, items: [itemOf(findProduct(item), { index: Number(index) })] });
}

function put(id) {
  const product = findProduct(id);
  const quantity = addToCart(id);
  if (!quantity) return toast('Nine of one kind is the most we pack.', ['/cart', 'See the cart']);
  tell('add_to_cart', amountOf([{ product, quantity }]));
  toast(`${product.name} is in your cart.`, ['/cart', 'See the cart']);
}

function onChange(event) {
  if (event.target.closest('.compare-check')) showCompared();
}

function showCount() {
  const count = countOf(readCart());
  byId('count').textContent = count || '';
}

function showCompared() {
  const bar = byId('compare-form');
  if (!bar) return;
  const checks = [...document.querySelectorAll('.compare-check input')];
  const chosen = checks.filter(check => check.checked).length;
  for (const check of checks) check.disabled = !check.checked && chosen >= COMPARED;
  bar.hidden = chosen === 0;
  bar.querySelector('button').disabled = chosen < 2;
  byId('compare-text').textContent =
    chosen === 1
      ? 'One chosen, one more to compare'
      : `${chosen} chosen${chosen >= COMPARED ? ', that is the most' : ''}`;
}
