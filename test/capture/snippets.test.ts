// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { type Marked, readMarkup } from '../../src/capture/read-markup.js';
import type { Snippet } from '../corpus/snippets/snippet.js';
import { SNIPPETS } from '../corpus/snippets.js';

const KINDS = [...new Set(SNIPPETS.map(({ kind }) => kind))];

/** What is wrong with what was read: the right product with the right price, or none. */
function faultOf({ name, price, currency, isDoubtful }: Snippet, marked: Marked | null): string | undefined {
  const look = marked?.type === 'view_item' ? marked.data : null;
  if (!look) return isDoubtful || name === null ? undefined : 'missed product';
  const [{ item_name: readName = '', price: read = null }] = look.items;
  // A product of no shop, or a page that may be about it.
  if (name === null && isDoubtful) return undefined;
  // A variant may be told as its group.
  if (name === null || !(name === readName || name.startsWith(`${readName} `))) return `wrong product ${readName}`;
  if (read !== null && read !== price) return `wrong price ${read}`;
  if (look.value !== undefined && look.value !== read) return 'a value that is not the price';
  if (look.currency !== undefined && look.currency !== currency) return `wrong currency ${look.currency}`;
  if (isDoubtful || price === null) return undefined;
  if (read === null) return 'missed price';
  return currency !== null && look.currency === undefined ? 'missed currency' : undefined;
}

function read({ html, href }: Snippet): Marked | null {
  document.body.innerHTML = html;
  return readMarkup(document, href, {});
}

it('is as large as was promised, and every row is another', () => {
  expect(SNIPPETS.length).toBeGreaterThanOrEqual(1_050);
  expect(new Set(SNIPPETS.map(({ html, href }) => `${href} ${html}`)).size).toBeGreaterThan(SNIPPETS.length * 0.95);
});

describe('the right product with the right price, or none', () => {
  it.each(KINDS)('%s', kind => {
    const faults = SNIPPETS.filter(row => row.kind === kind).flatMap(row => {
      const fault = faultOf(row, read(row));
      return fault ? [`${row.title}: ${fault}`] : [];
    });
    expect(faults).toEqual([]);
  });
});

it('hundreds of products do not keep a page busy', () => {
  const many = Array.from({ length: 5_000 }, (_, index) => ({ '@type': 'Product', name: `P${index}`, sku: index }));
  document.body.innerHTML = `<script type="application/ld+json">${JSON.stringify(many)}</script>`;
  const started = performance.now();
  expect(readMarkup(document, 'https://shop.example/', {})).toBeNull();
  expect(performance.now() - started).toBeLessThan(1_000);
});
