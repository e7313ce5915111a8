import type { Stage } from '../core/stage.js';

const NAMES = 3;

/** `view_item` or `repeat-look` as "View item" and "Repeat look". Pure. */
export function plain(name: string): string {
  const words = name.replace(/[-_]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The start of a sentence as its middle: "Saved Cedar" as "saved Cedar". Pure. */
export function quiet(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** "1 line", "2 lines". Pure. */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** "Cedar 0-14, Clip tuner, Strap and 2 more". Pure. */
export function listOf(texts: readonly string[]): string {
  const more = texts.length - NAMES;
  return texts.slice(0, NAMES).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** "14:02", or "5 Jan" if that is another day than `now`. */
export function timeOf(at: number, now: number): string {
  const [moment, today] = [new Date(at), new Date(now)];
  const isToday = moment.toDateString() === today.toDateString();
  return moment.toLocaleString('en-GB', isToday ? { timeStyle: 'short' } : { day: 'numeric', month: 'short' });
}

/** "€219" or "€19.90"; without a known currency the number alone. Pure. */
export function moneyOf(value: number, currency: unknown): string {
  try {
    const minimumFractionDigits = value % 1 ? 2 : 0;
    return value.toLocaleString('en', { style: 'currency', currency: `${currency}`, minimumFractionDigits });
  } catch {
    // No currency, or none that is known: the amount is still worth saying.
    return `${value}`;
  }
}

/** "Consideration, mainly because of: compared 3 guitars, saved Cedar 0-14." Pure; reasons come largest first. */
export function sentenceOf({ label, reasons }: Stage): string {
  // What was never a touchpoint explains a stage only when nothing else does.
  const known = reasons.filter(({ touchpoint }) => touchpoint);
  const told = known.length ? known : reasons;
  const slight = Math.abs(told[0]?.weight ?? 0) / 10;
  const [pro, contra] = [1, -1].map(sign => {
    const texts = told.filter(({ weight }) => weight * sign > slight).map(({ text }) => quiet(text));
    return [...new Set(texts)].slice(0, 2).join(', ');
  });
  const because = known.length ? ', mainly because of' : '';
  return `${label}${pro ? `${because}: ${pro}` : ''}.${contra ? ` Against it: ${contra}.` : ''}`;
}
