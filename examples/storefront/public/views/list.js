import { findProduct } from '../catalogue.js';
import { facts } from '../facts.js';
import { itemOf } from '../items.js';
import { tell } from '../tell.js';

const [id, name] = facts.list;

if (facts.items.length) {
  tell('view_item_list', {
    item_list_id: id,
    item_list_name: name,
    items: facts.items.map((item, index) => itemOf(findProduct(item), { index })),
  });
}
