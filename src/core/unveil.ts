const BYTES = /(?:%[\dA-F]{2})+/gi;
const ASCII = /%([0-7][\dA-F])/gi;
/** `%u0040`, `\u0040`, `&#x40;`, `&#64;`, `\"`. Source: ECMA-262 annex B.2.1, JSON, HTML. */
const UNIT = /[%\\]u([\dA-F]{4})|&#x([\dA-F]{1,6});?|&#(\d{1,7});?|\\(["'/\\])|&(amp|quot|commat);/gi;
const NAMED: Readonly<Record<string, string>> = { amp: '&', quot: '"', commat: '@' };

/** A text with one layer of escapes less, and full-width and other compatible letters as plain ones. Pure and linear. */
export function unveil(text: string): string {
  return text
    .replace(BYTES, decoded)
    .replace(UNIT, (_, unit, hex, decimal, plain, name) =>
      name ? NAMED[name.toLowerCase()] : (plain ?? String.fromCharCode(decimal ?? Number.parseInt(unit ?? hex, 16))),
    )
    .normalize('NFKC');
}

function decoded(bytes: string): string {
  try {
    return decodeURIComponent(bytes);
  } catch {
    // Not UTF-8 throughout: what is ASCII in it is read all the same.
    return bytes.replace(ASCII, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  }
}
