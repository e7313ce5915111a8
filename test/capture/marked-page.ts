import { afterEach } from 'vitest';
import type { MarkupOptions } from '../../src/capture/marked-item.js';
import { type MarkedLook, readMarkup } from '../../src/capture/read-markup.js';

/** Every test of the file leaves an empty page behind. */
export function emptiesPage(): void {
  afterEach(() => {
    document.head.replaceChildren();
    document.body.replaceChildren();
  });
}

/** Where the page is. */
export const HERE = 'https://shop.example/guitars/cedar';

/** What the page is about that has this markup. */
export function markedIn(html: string, href = HERE, options: MarkupOptions = {}): ReturnType<typeof readMarkup> {
  document.body.innerHTML = html;
  return readMarkup(document, href, options);
}

/** The look at a product. */
export function read(html: string, href = HERE, options: MarkupOptions = {}): MarkedLook | null {
  const marked = markedIn(html, href, options);
  return marked?.type === 'view_item' ? marked.data : null;
}

/** A block of JSON-LD. */
export const block = (data: unknown): string => `<script type="application/ld+json">${JSON.stringify(data)}</script>`;

/** Cedar, as shops mark it. */
export const product = (rest: object = {}): object => ({
  '@context': 'https://schema.org',
  '@type': 'Product',
  name: 'Cedar',
  sku: 'cedar',
  ...rest,
});

/** An offer of it. */
export const offer = (rest: object = {}): object => ({
  '@type': 'Offer',
  price: '219.00',
  priceCurrency: 'EUR',
  ...rest,
});
