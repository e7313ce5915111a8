import { readCart, totalsOf } from './cart.js';
import { findProduct } from './catalogue.js';
import { readRecord, writeRecord } from './store.js';

const DAY_MS = 86_400_000;
const PROMISED_DAYS = { standard: 7, express: 2 };

/**
 * @typedef {object} Order
 * @property {string} id
 * @property {number} at
 * @property {number} promisedAt
 * @property {number | null} deliveredAt
 * @property {boolean} told Whether the Google tag was told of it.
 * @property {boolean} [asked] Whether the buyer said how they heard of the shop.
 * @property {string} method
 * @property {string | null} coupon
 * @property {string} name First name of the buyer.
 * @property {{ id: string, quantity: number }[]} lines
 * @property {{ discount: number, shipping: number, value: number, total: number }} totals
 */

/** Makes an order of the cart and keeps it. @returns {Order} */
export function placeOrder({ method, shipping, name }) {
  const cart = readCart();
  const at = Date.now();
  const order = {
    id: `FW-${at.toString(36).slice(-6).toUpperCase()}`,
    at,
    promisedAt: at + PROMISED_DAYS[shipping] * DAY_MS,
    deliveredAt: null,
    told: false,
    method,
    coupon: cart.coupon,
    name,
    lines: cart.lines.map(({ product, quantity }) => ({ id: product.id, quantity })),
    totals: totalsOf(cart, shipping),
  };
  writeRecord('orders', [...readRecord('orders', []), order].slice(-20));
  return order;
}

/** The order of that number; without a number the last one. @returns {Order | undefined} */
export function findOrder(id) {
  const orders = readRecord('orders', []);
  return id ? orders.find(order => order.id === id) : orders.at(-1);
}

/** Changes an order that is kept. */
export function changeOrder(id, change) {
  writeRecord(
    'orders',
    readRecord('orders', []).map(order => (order.id === id ? { ...order, ...change } : order)),
  );
}

/** The order's lines with their products. Pure. */
export function linesOf({ lines }) {
  return lines.map(({ id, quantity }) => ({ product: findProduct(id), quantity })).filter(({ product }) => product);
}

/** Days between the promise and the parcel: above zero is early. Pure. */
export function daysEarly({ promisedAt, deliveredAt }) {
  return deliveredAt === null ? 0 : Math.round((promisedAt - deliveredAt) / DAY_MS);
}
