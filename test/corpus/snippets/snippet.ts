/** A page that says something of products, and what it is right to read there. */
export interface Snippet {
  /** What is hard about it. */
  readonly kind: string;
  readonly title: string;
  readonly html: string;
  readonly href: string;
  /** The product the page is about; `null`: none. */
  readonly name: string | null;
  /** In units of the currency; `null`: none that can be known. */
  readonly price: number | null;
  /** `null`: none that can be known, or not looked at. */
  readonly currency: string | null;
  /** To read nothing is as right: the page may be read in more than one way, or is not worth reading. */
  readonly isDoubtful: boolean;
}

export const HERE = 'https://shop.example/guitars/cedar';

type Rest = Partial<Omit<Snippet, 'kind' | 'title' | 'html'>>;

/** Of the product Cedar for 219 €, if nothing else is said. */
export function snippet(kind: string, title: string, html: string, rest: Rest = {}): Snippet {
  const { href = HERE, name = 'Cedar', price = name === null ? null : 219, isDoubtful = false } = rest;
  const { currency = price === null ? null : 'EUR' } = rest;
  return { kind, title, html, href, name, price, currency, isDoubtful };
}

export const script = (text: string, attributes = 'type="application/ld+json"'): string =>
  `<script ${attributes}>${text}</script>`;

export const block = (data: unknown): string => script(JSON.stringify(data).replaceAll('<', '\\u003c'));

export const product = (rest: object = {}): Record<string, unknown> => ({
  '@context': 'https://schema.org',
  '@type': 'Product',
  name: 'Cedar',
  sku: 'cedar',
  ...rest,
});

export const offer = (rest: object = {}): Record<string, unknown> => ({
  '@type': 'Offer',
  price: '219.00',
  priceCurrency: 'EUR',
  ...rest,
});
