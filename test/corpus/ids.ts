import { draw, withGtin, withLuhn } from './draw.js';

/** Numbers of products, GTIN-8, 12, 13 and 14 in turn. */
export function gtins(count: number, seed = 21): string[] {
  const { digits } = draw(seed);
  return Array.from({ length: count }, (_, index) => withGtin(digits([7, 11, 12, 13][index % 4]!)));
}

/** Numbers that shop systems give: of variants, products, orders and stock. Some pass Luhn's sum, behind an issuer's prefix too. */
export function platformIds(count: number, seed = 22): string[] {
  const { digits, pick } = draw(seed);
  const kinds = [
    () => `4${digits(13)}`,
    () => `39${digits(12)}`,
    () => `${pick(['7', '8', '9'])}${digits(12)}`,
    () => `${pick(['4', '5', '6'])}${digits(12)}`,
    () => withLuhn(`4${digits(14)}`),
    () => withLuhn(`${pick(['51', '55', '2221', '6011', '65', '3528', '62'])}${digits(15)}`.slice(0, 15)),
    () => withLuhn(`37${digits(12)}`),
    () => withLuhn(`36${digits(11)}`),
    () => digits(16),
    () => `SKU-${withLuhn(`4${digits(14)}`)}`,
    () => `gid://shopify/ProductVariant/${withLuhn(`4${digits(14)}`)}`,
    () => withLuhn(`4${digits(14)}`).replace(/(\d{4})(?=\d)/g, '$1-'),
  ];
  return Array.from({ length: count }, (_, index) => kinds[index % kinds.length]!());
}
