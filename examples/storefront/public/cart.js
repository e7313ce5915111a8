import { findProduct } from './catalogue.js';
import { toCents } from './money.js';
import { readRecord, writeRecord } from './store.js';

const FREE_FROM = 49;
const STANDARD = 4;
const EXPRESS = 12;
const MOST = 9;

/** Coupons the shop takes, and what they take off. */
const COUPONS = { CEDAR10: 0.1 };

/**
 * @typedef {{ product: import('./catalogue.js').Product, quantity: number }} Line
 *
 * @returns {{ lines: Line[], coupon: string | null }}
 */
export function readCart() {
  const { lines = [], coupon = null } = readRecord('cart', {});
  const known = lines
    .map(({ id, quantity }) => ({ product: findProduct(id), quantity }))
    .filter(({ product }) => product);
  return { lines: known, coupon: Object.hasOwn(COUPONS, coupon ?? '') ? coupon : null };
}

/** Puts products in, takes them out with a negative number. Returns the quantity that changed. */
export function addToCart(id, quantity = 1) {
  const { lines, coupon } = readCart();
  const line = lines.find(({ product }) => product.id === id);
  const before = line?.quantity ?? 0;
  const after = Math.min(MOST, Math.max(0, before + quantity));
  const others = lines.map(other => (other === line ? { ...other, quantity: after } : other));
  save(line ? others : [...lines, { product: { id }, quantity: after }], coupon);
  return Math.abs(after - before);
}

/** Takes a coupon; `null` lays it aside. Returns whether the shop knows it. */
export function useCoupon(code) {
  const known = code === null || Object.hasOwn(COUPONS, code);
  if (known) save(readCart().lines, code);
  return known;
}

export function emptyCart() {
  writeRecord('cart', {});
}

/** What a cart costs, in euro. Pure. */
export function totalsOf({ lines, coupon }, way = 'standard') {
  const goods = lines.reduce((sum, { product, quantity }) => sum + product.price * quantity, 0);
  const discount = toCents(goods * (COUPONS[coupon] ?? 0));
  const free = goods >= FREE_FROM || lines.some(({ product }) => product.category === 'guitars');
  const shipping = way === 'express' ? EXPRESS : free || !goods ? 0 : STANDARD;
  return { goods, discount, shipping, value: toCents(goods - discount), total: toCents(goods - discount + shipping) };
}

/** Pieces in the cart. Pure. */
export function countOf({ lines }) {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}

function save(lines, coupon) {
  const kept = lines
    .filter(({ quantity }) => quantity > 0)
    .map(({ product, quantity }) => ({ id: product.id, quantity }));
  writeRecord('cart', kept.length ? { lines: kept, coupon } : {});
}
