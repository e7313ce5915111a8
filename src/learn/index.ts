export { type Activity, activity, type Tally } from './activity.js';
export { type Cart, type CartLine, cart } from './cart.js';
export { type Interest, interests, strengthOf } from './interests.js';
export type { KnownItem } from './items-of.js';
export { type Order, type Orders, orders } from './orders.js';
export { type SegmentRule, segments } from './segments.js';
export { type ViewedItem, viewed } from './viewed.js';
