const NAMES = 3;

/** `view_item` or `repeat-look` as "View item" and "Repeat look". Pure. */
export function plain(name: string): string {
  const words = name.replace(/[-_]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
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
