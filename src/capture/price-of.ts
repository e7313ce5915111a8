import { currenciesOf } from './currencies-of.js';

/** An amount in major units, with its currency as far as it is known. */
export interface Price {
  readonly price: number;
  /** ISO 4217. */
  readonly currency?: string;
}

/** Digits and what may stand between them, and what stands around. */
const PARTS = /^(\D*)(\d(?:[\d.,\s'’]*\d)?)(\D*)$/;
/** Instead of no cents, as in `12.-`. */
const NO_CENTS = /^[.,:][-–—]{1,2}/;

/**
 * A price as shops write it: `19.90 EUR`, `EUR 19,90`, `1.299,00 €`, `CHF 12.-`, `1 299 kr`. `undefined` where it is none, or
 * could be two amounts: `1.299 EUR` may be one thousand or one; and where beside the amount stands what is no currency, such
 * as `from` or `/kg`. A sign that several currencies share is that of `given`, if it is one of them. Pure.
 * Source: Google Merchant Center, "Price [price]" (support.google.com/merchants/answer/6324371).
 */
export function priceOf(text: string, given = ''): Price | undefined {
  const fallback = given.toUpperCase();
  const [, before = '', figures = '', after = ''] = text.trim().match(PARTS) ?? [];
  const signs = `${before} ${after.replace(NO_CENTS, ' ')}`.split(/\s+/).filter(Boolean);
  const meant = signs.map(sign => currenciesOf(sign));
  const [first = [fallback]] = meant;
  // `USD $` says it twice.
  const possible = first.filter(code => meant.every(codes => codes.includes(code)));
  const currency = possible.find(code => possible.length === 1 || code === fallback);
  // What others share, and this shop does not have, is a currency nobody knows.
  if (currency === undefined && (fallback || !possible.length)) return undefined;
  const price = amountOf(figures.replace(/[\s'’]+/g, ' '), decimalsOf(currency ?? ''));
  return price && price > 0 && price < 1e15 ? { price, ...(currency && { currency }) } : undefined;
}

/** `figures` holds digits, `.`, `,` and single spaces, and ends with a digit. */
function amountOf(figures: string, decimals: number): number | undefined {
  const at = Math.max(figures.lastIndexOf('.'), figures.lastIndexOf(','));
  if (at < 0) return wholeOf(figures);
  const last = figures.charAt(at);
  const [head, tail] = [figures.slice(0, at), figures.slice(at + 1)];
  const marks = head.replace(/\d/g, '');
  // The same mark twice, or thousands of a currency without decimals.
  if (marks.includes(last) || (!marks && tail.length === 3 && !decimals)) return wholeOf(figures);
  // Nothing, or four digits, in front of it are no thousands.
  const isClear = marks || tail.length !== 3 || decimals === 3 || head === '0' || head.length > 3;
  const whole = isClear && /^\d+$/.test(tail) ? wholeOf(head) : undefined;
  return whole === undefined ? undefined : Number(`${whole}.${tail}`);
}

/** An amount in groups of three digits, in India of two before the last, with one and the same mark between them. */
function wholeOf(figures: string): number | undefined {
  const [mark = '', ...others] = figures.replace(/\d/g, '');
  if (!mark) return Number(figures);
  const [first = '', ...groups] = figures.split(mark);
  const isGrouped =
    others.every(other => other === mark) &&
    first.length < 4 &&
    groups.at(-1)?.length === 3 &&
    (groups.every(({ length }) => length === 3) ||
      (mark === ',' && first.length < 3 && groups.slice(0, -1).every(({ length }) => length === 2)));
  return isGrouped ? Number(first + groups.join('')) : undefined;
}

function decimalsOf(currency: string): number {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    // Three letters are not always a currency.
    return 2;
  }
}
