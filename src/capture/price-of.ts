/** An amount in major units, with its currency as far as it is known. */
export interface Price {
  readonly price: number;
  /** ISO 4217. */
  readonly currency?: string;
}

const SYMBOLS: Readonly<Record<string, string>> = { '€': 'EUR', '£': 'GBP' };

/**
 * A price as feeds write it: `19.90 EUR`, `EUR 19,90`, `1.299,00 €`. `undefined` where it is none, or could be two amounts:
 * `1.299 EUR` may be one thousand or one. Pure. Source: Google Merchant Center, "Price [price]"
 * (support.google.com/merchants/answer/6324371).
 */
export function priceOf(text: string, fallback = ''): Price | undefined {
  const currency = (text.match(/[A-Za-z]{3}/)?.[0] ?? SYMBOLS[text.match(/[€£]/)?.[0] ?? ''] ?? fallback).toUpperCase();
  const figures = text
    .trim()
    .replace(/^[A-Za-z]{3}|[A-Za-z]{3}$|[€£]/g, '')
    .replace(/[\s'’]/g, '');
  const price = amountOf(figures, decimalsOf(currency));
  return price && price > 0 && price < 1e15 ? { price, ...(currency && { currency }) } : undefined;
}

function amountOf(figures: string, decimals: number): number | undefined {
  if (!/^\d[\d.,]*$/.test(figures)) return undefined;
  const [last = '', first = ''] = [...figures.replace(/\d/g, '')].reverse();
  if (!last) return Number(figures);
  const groups = figures.split(last);
  const tail = groups.at(-1) ?? '';
  const isGrouped = groups.slice(1).every(({ length }) => length === 3);
  // The same mark twice, or thousands of a currency without decimals.
  if (first === last || (!first && tail.length === 3 && !decimals))
    return isGrouped ? Number(groups.join('')) : undefined;
  if (groups.length > 2 || (!first && tail.length === 3 && decimals !== 3)) return undefined;
  const [head = ''] = groups;
  // India has groups of two.
  return /^\d+([.,]\d\d\d?)*$/.test(head) ? Number(`${head.replace(/[.,]/g, '')}.${tail}`) : undefined;
}

function decimalsOf(currency: string): number {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    // Three letters are not always a currency.
    return 2;
  }
}
