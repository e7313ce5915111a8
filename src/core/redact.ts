// Linear patterns only: none has a repeated group inside a repetition, and none starts again inside what it has read.
const EMAIL = /[\w.+-]{1,64}(?:@|%40)[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/gi;
/** By issuer prefix and grouping: Amex, Diners; Visa, Mastercard, JCB, Discover. Source: ISO/IEC 7812-1. */
const CARD =
  /(?<=^|\D|%[\dA-F]{2})(?:3(?:[47]\d\d([ +-]|%20)?\d{6}\1?\d{5}|[068]\d\d([ +-]|%20)?\d{6}\2?\d{4})|(?:(?:4\d|5[1-5]|2[2-7]|35|65)\d\d|6011)(?:(?:[ +-]|%20)?\d{4}){3})(?!\d)/g;
const JWT = /(?<=^|[^\w-]|%[\dA-F]{2})eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g;
/** Secrets, and click ids, which name one visitor to an ad system. A name holds one as a whole segment: `access_token` and `apiKey` do, `tokenizer` and `keyword` do not. */
const SECRET =
  /(?:^|[^a-z])(?:token|auth|passw(?:or)?d|pwd|pass|secret|key|apikey|signature|sig|jwt|otp|ssn|e?mail|phone|session|sid|credentials?|[a-z]*clk?id|[gw]braid|epik|sccid)(?![a-z])/i;
const CAMEL = /(?<=[a-z])(?=[A-Z])/g;
/** Names and values stop at `?`: an address in a value has parameters too, and no start reads past the next. */
const PAIR = /([?&])([^=&?]+)=[^&?]*/g;
/** Its brackets keep it from becoming part of an address when a text is redacted again. */
const HIDDEN = '[redacted]';

/** A text without e-mail addresses, card numbers and signed tokens. Pure and linear. */
export function redactText(text: string): string {
  return text
    .replace(EMAIL, HIDDEN)
    .replace(CARD, match => (isCard(match.replace(/%20|\D/g, '')) ? HIDDEN : match))
    .replace(JWT, HIDDEN);
}

/** An address without fragment, credentials, secret parameters and what `redactText` finds. Pure and linear. */
export function redactUrl(url: string): string {
  const [address = ''] = url.split('#');
  const bare = address.replace(/^([a-z][\w+.-]*:\/\/)[^/?]*@/i, '$1');
  return redactText(
    bare.replace(PAIR, (pair, mark, name) =>
      SECRET.test(decoded(name).replace(CAMEL, '_')) ? `${mark}${name}=${HIDDEN}` : pair,
    ),
  );
}

/** Data without personal text in any string field. Pure; fields named in `ids` are identifiers and stay as they are. */
export function redactData(value: unknown, ids: RegExp, key = ''): unknown {
  if (typeof value === 'string')
    return ids.test(key) ? value : /^(https?:\/\/|\/)/.test(value) ? redactUrl(value) : redactText(value);
  if (Array.isArray(value)) return value.map(element => redactData(element, ids, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, redactData(field, ids, name)]));
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Source: Luhn, ISO/IEC 7812-1 annex B. */
function isCard(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
