import { BRAND, CURRENCY } from './catalogue.js';

/** A product in the fields of GA4. Pure. */
export function itemOf({ id, name, kind, category, price }, rest = {}) {
  return {
    item_id: id,
    item_name: name,
    item_brand: BRAND,
    item_category: category,
    item_category2: kind,
    price,
    ...rest,
  };
}

/** Lines of a cart or an order as GA4 items. Pure. */
export function itemsOf(lines) {
  return lines.map(({ product, quantity }) => itemOf(product, { quantity }));
}

/** What every commerce touchpoint says about these products. Pure. */
export function amountOf(lines, value) {
  const sum = lines.reduce((total, { product, quantity }) => total + product.price * quantity, 0);
  return { currency: CURRENCY, value: value ?? sum, items: itemsOf(lines) };
}
