import type { Suggestion } from '../decide/suggest.js';
import { linkTo } from './link-to.js';
import { write } from './write.js';

/** A list of products under a title; each says why it is there. What is missing is left out. */
export function railOf(title: string, items: readonly Suggestion[], choose: (item: Suggestion) => void): HTMLElement {
  const rail = document.createElement('section');
  const list = document.createElement('ul');
  rail.setAttribute('role', 'region');
  rail.setAttribute('aria-label', title);
  write(rail, document.createElement('b'), title);
  // It scrolls by the arrow keys, too.
  list.tabIndex = 0;
  list.setAttribute('aria-label', title);
  for (const item of items) {
    const card = document.createElement('li');
    const link = linkTo(item.url);
    write(card, link ?? document.createElement('span'), item.item_name ?? item.item_id);
    write(card, document.createElement('span'), priceOf(item));
    write(card, document.createElement('small'), item.reason);
    link?.addEventListener('click', () => choose(item));
    list.append(card);
  }
  rail.append(list);
  return rail;
}

/** In the language of the page. */
function priceOf({ price, currency }: Suggestion): string {
  // A template may have written a text.
  const amount = Number(price);
  if (!amount || !currency) return '';
  try {
    return amount.toLocaleString(document.documentElement.lang || [], { style: 'currency', currency });
  } catch {
    // The page names no language, or the catalogue no currency, that there is.
    return `${price} ${currency}`;
  }
}
