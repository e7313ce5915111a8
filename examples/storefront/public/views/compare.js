import { findProduct } from '../catalogue.js';
import { facts } from '../facts.js';
import { amountOf } from '../items.js';
import { tell } from '../tell.js';

tell('compare_items', amountOf(facts.items.map(id => ({ product: findProduct(id), quantity: 1 }))));
