import { type CheckFunction, definePlugin, type Plugin } from '../core/plugin.js';
import type { Touchpoint } from '../core/touchpoint.js';
import { checkCommerce } from './check-commerce.js';
import { COMMERCE_TYPES } from './commerce-types.js';

/** A touchpoint type that `commerce()` declares. */
export type CommerceType = (typeof COMMERCE_TYPES)[keyof typeof COMMERCE_TYPES][number];

/** What the verbs of a trade mean, by verb. */
export type Verbs = Readonly<Record<string, CommerceType>>;

type Fields = Readonly<Record<string, unknown>>;

/** Fields that make a product of what is not sold in a shop. */
const ITEM = ['item_id', 'item_name', 'item_category', 'price'];

/**
 * Takes a site's own verbs for what they mean: `verbs({ start_trial: 'add_to_cart' })`. Their data is checked as that of
 * the type they become, keeps the verb as `verb`, and may say `item_id`, `item_name`, `item_category` and `price` instead
 * of `items`. Stands before what learns.
 */
export function verbs(meanings: Verbs): Plugin {
  const vocabulary: Record<string, CheckFunction> = {};
  for (const [verb, type] of Object.entries(meanings)) {
    const check = checkCommerce(needsOf(type));
    vocabulary[verb] = data => check(withItems({ ...data, verb }));
  }
  return definePlugin({
    name: 'verbs',
    vocabulary,
    normalize(touchpoint) {
      const type = Object.hasOwn(meanings, touchpoint.type) && meanings[touchpoint.type];
      // The check made the data that of the type.
      return type ? ({ ...touchpoint, type } as Touchpoint) : touchpoint;
    },
  });
}

function needsOf(type: CommerceType): string {
  return Object.entries<readonly string[]>(COMMERCE_TYPES).find(([, types]) => types.includes(type))?.[0] ?? '';
}

function withItems(data: Fields): Fields {
  const given = ITEM.filter(name => name in data);
  if ('items' in data || !given.some(name => /^item_(id|name)$/.test(name))) return data;
  const others = Object.entries(data).filter(([name]) => !given.includes(name));
  return { ...Object.fromEntries(others), items: [Object.fromEntries(given.map(name => [name, data[name]]))] };
}
