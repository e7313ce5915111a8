const WHOLE = new Intl.NumberFormat('en-IE', { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 });
const EXACT = new Intl.NumberFormat('en-IE', { style: 'currency', currency: 'EUR' });

/** Euro as people read them: cents only where there are some. */
export function money(euro) {
  return Number.isInteger(euro) ? WHOLE.format(euro) : EXACT.format(euro);
}

/** To whole cents, so that discounts do not drag digits along. */
export function toCents(euro) {
  return Math.round(euro * 100) / 100;
}
