const BYTES = /(?:%[\dA-F]{2})+/gi;
const ASCII = /%([0-7][\dA-F])/gi;
/** `%u0040`, `\u0040`, `\x40`, `&#x40;`, `&#64;`, `\"`. Source: ECMA-262 12.9.4 and annex B.2.1, JSON, HTML. */
const UNIT = /[%\\]u([\dA-F]{4})|\\x([\dA-F]{2})|&#x([\dA-F]{1,6});?|&#(\d{1,7});?|\\(["'/\\])|&(amp|quot|commat);/gi;
const NAMED: Readonly<Record<string, string>> = { amp: '&', quot: '"', commat: '@' };
/** Letters nobody sees. Source: Unicode, DerivedCoreProperties. */
const UNSEEN = /\p{DI}/gu;
/** Digits of Arabic, Persian and Devanagari, whose blocks begin at 0 and at 6. */
const DIGIT = /[٠-٩۰-۹०-९]/g;

/** A text with one layer of escapes less, and full-width and other compatible letters and digits as plain ones. Pure and linear. */
export function unveil(text: string): string {
  return text
    .replace(BYTES, decoded)
    .replace(UNIT, (_, unit, byte, hex, decimal, plain, name) =>
      name
        ? NAMED[name.toLowerCase()]
        : (plain ?? String.fromCharCode(decimal ?? Number.parseInt(unit ?? byte ?? hex, 16))),
    )
    .normalize('NFKC')
    .replace(UNSEEN, '')
    .replace(/。/g, '.')
    .replace(DIGIT, digit => `${(digit.charCodeAt(0) - (digit > '۹' ? 6 : 0)) & 15}`);
}

function decoded(bytes: string): string {
  try {
    return decodeURIComponent(bytes);
  } catch {
    // Not UTF-8 throughout: what is ASCII in it is read all the same.
    return bytes.replace(ASCII, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  }
}
