/** What it takes to put a line back into a cart: nothing of the person, and no price that may be another by then. */
export interface CartPiece {
  readonly item_id: string;
  /** Empty where there is none. */
  readonly item_variant: string;
  readonly quantity: number;
}

const CHARACTERS = 2_000;
/** Halves of characters, which no address can hold. */
const HALF = /\p{Surrogate}/gu;

/**
 * The address `base` with these lines in a parameter `waymark_cart` at its end, for a link in a mail; `linesFromUrl` reads it,
 * also behind a `#`. At most 2,000 characters, or `base` alone: lines that do not fit are left out. Pure.
 */
export function restoreUrl(base: string, { lines }: { readonly lines: readonly CartPiece[] }): string {
  let url = base;
  let sign = `${base.includes('?') ? '&' : '?'}waymark_cart=`;
  for (const { item_id, quantity, item_variant } of lines) {
    // One piece of no variant is its id alone.
    const line = [item_id, quantity, item_variant]
      .map(escaped)
      .join(':')
      .replace(/(:1)?:$/, '');
    const longer = url + sign + line;
    if (longer.length > CHARACTERS) continue;
    url = longer;
    sign = ',';
  }
  return url;
}

/** Twice, so that the signs between lines and fields stay what they are when a mail system writes the address anew. */
function escaped(text: string | number): string {
  return encodeURIComponent(encodeURIComponent(`${text}`.replace(HALF, '')));
}
