import { railCard } from '../cards.js';
import { findProduct } from '../catalogue.js';
import { fill } from '../facts.js';

const CARDS = 3;

/** How a rail is introduced, by the strategy that found its products. */
const WORDS = {
  similar: ['You may also like', 'Because of what you looked at.'],
  complement: ['Goes with your guitar', 'Because of what you chose.'],
  recent: ['Where you left off', 'You looked at these.'],
  popular: ['Popular in this shop', 'What most people choose.'],
};

/**
 * Fills the rails of this page that wait for a strategy. What is missing to three stays what the shop itself shows,
 * so a rail never changes its height.
 *
 * @param {keyof typeof WORDS} strategy
 * @param {readonly { item_id: string, reason: string }[]} suggestions
 */
export function fillRails(strategy, suggestions) {
  const found = suggestions
    .map(({ item_id, reason }) => ({ product: findProduct(item_id), reason }))
    .filter(({ product }) => product);
  if (!found.length) return;
  for (const rail of document.querySelectorAll(`[data-slot="${strategy}"]`)) fillRail(rail, strategy, found);
}

function fillRail(rail, strategy, found) {
  const list = rail.querySelector('ul');
  const standing = [...list.children].map(({ dataset: { item } }) => ({ product: findProduct(item) }));
  const others = standing.filter(({ product }) => !found.some(other => other.product === product));
  const shown = [...found, ...others].slice(0, CARDS);
  const [title, note] = WORDS[strategy];
  const [, name] = /^Goes with (.+)$/.exec(found[0].reason) ?? [];
  rail.querySelector('h2').textContent = strategy === 'complement' && name ? `Goes with your ${name}` : title;
  rail.querySelector('[data-note]').textContent = note;
  rail.dataset.filled = strategy;
  fill(list, shown.map(({ product, reason }, index) => railCard(product, { reason, list: strategy, index })).join(''));
}
