// Linear patterns only: none has a repeated group inside a repetition, and none starts again inside what it has read.
// Letters are blocks of Unicode here: to compile `\p{L}` takes a browser milliseconds.

/** Its brackets keep it from becoming part of an address when a text is redacted again. */
export const HIDDEN = '[redacted]';

const USERINFO = /:\/\/[^\s/?#[]*@/g;
/** A name of pictures (`logo@2x.png`) and of versions (`react@18.2.0`) is none. Source of the quotes and brackets: RFC 5321 4.1.2. */
const EMAIL =
  /(?<![^\s@/?&=#:;,"<>()[\]\\])(?:[^\s@/?&=#:;,"<>()[\]\\]+|"[^"]{1,64}")(?:@|%40)(?:(?!\d(?:\.\d)?[xX]\.(?:png|jpe?g|webp|gif|avif|svg))(?:[\w\xAA\xB5\xBA\xC0-\u1FFF\u2C00-\u2FFF\u3040-\uDFFF\uF900-\uFDFF-]{1,63}\.){1,8}[a-zA-Z\xAA\xB5\xBA\xC0-\u1FFF\u2C00-\u2FFF\u3040-\uDFFF\uF900-\uFDFF]{2}[\w\xAA\xB5\xBA\xC0-\u1FFF\u2C00-\u2FFF\u3040-\uDFFF\uF900-\uFDFF-]*|\[(?:IPv6:)?[\da-fA-F.:]+\])/g;
/** Amex, Diners; Visa, Mastercard, Mir, JCB, Discover, UnionPay, RuPay and other national ones, in groups or not. Source: ISO/IEC 7812-1. */
const CARD =
  /(?<=^|\D|%[\dA-F]{2})(?:3(?:[47]\d\d(?:[\s+._\u2010-\u2015\u2212\u301C-]|%20){0,3}\d{6}(?:[\s+._\u2010-\u2015\u2212\u301C-]|%20){0,3}\d{5}|[068]\d\d(?:[\s+._\u2010-\u2015\u2212\u301C-]|%20){0,3}\d{6}(?:[\s+._\u2010-\u2015\u2212\u301C-]|%20){0,3}\d{4})|(?:4\d|5[0-8]|2[2-7]|35|6\d|8[126]|9[78])\d\d(?:(?:[\s+._\u2010-\u2015\u2212\u301C-]|%20){0,3}\d{4}){3}((?:[\s+._\u2010-\u2015\u2212\u301C-]|%20){0,3}\d{1,3})?)(?!\d)/g;
/** What shops number: card numbers are not looked for there. */
const NUMBERED =
  /(?:\b|_)(?:variants?|skus?|items?|products?|pid|gtin|ean|upc|isbn|mpn|coupon|orders?|(?:group|item|list|promotion|product|variant|transaction|order|user|visitor|customer)_?id)(?:=|%3D|["']?:\s?["']?$|(?:\/|%2F)$)/i;
const ACCOUNT =
  /(?<=(?:^|[^a-z\d\xAA\xB5\xBA\xC0-\u1FFF\u2C00-\u2FFF\u3040-\uD7FF\uF900-\uFDFF])(?:IBAN)?)[A-Z]{2}\d\d(?:[ +.-]?[A-Z\d]){11,30}/gi;
/** Length of an account and the countries that have it, in an order that shows none where two of them meet. Source: SWIFT IBAN registry. */
const LENGTHS =
  '15NO16BE18GLSDFIFODKNLFK19MKSI20XKBAKZLUMNEELTAT21HRLVCHLI22GERSGBVABHIEDEMEBGCR23OMAEIQGIILTLSO24PKROTNESSESAADCZSKVGMD25PTLYST26TRIS27DJITGRMCFRSMBIMR28CYHNGTAZNIDOSVPLLBALHUBY29UAQABREGPS30MUJOYEKW31MTSC32LC33RU';
const JWT = /(?<=^|[^\w-]|%[\dA-F]{2})eyJ[\w-]{8,}(?:\.[\w-]*){1,4}/g;
/** By the prefixes of their issuers, or by a word that issuers put into theirs. Source: the issuers' manuals, as secret scanners list them. */
const KEY =
  /(?<!\w)(?:[prs]k_(?:live|test)_|whsec_|gh[oprsu]_|github_pat_|gl(?:pat|p?tt|dt|rt)-|xapp-|xox[a-eprs][.-]|shp[a-z]{2,3}_|npm_|pypi-|hf_|gsk_|ntn_|figd_|do[opr]_v1_|sq0[a-z]{3}-|r8_|AKIA|ASIA|AIza|EAA|GOCSPX-|ya29\.|SG\.|hv[bs]\.|v\d\.(?:local|public)\.)[\w.-]{12,}|(?<![\w-])sk-(?:(?:proj|ant|svcacct|admin|or)-[\w-]{20,}|\w{20,})|-----BEGIN [^-]{1,40}-----[^-]*/g;
const PART = /(?<=(?:\b|_)(?:live|test|secret|pat|api|tkn|pw)_)(?=[A-Za-z]*\d)[A-Za-z\d]{16,}/g;
/** In a header: a word that people write has no capital letter or digit within. Source: RFC 7617, RFC 6750. */
const CREDENTIALS = /(?<=\b(?:Bearer|Basic)(?:[ +]|%20))(?=\w[a-z]*[A-Z\d])[\w.~+/=-]{12,}/g;
const PHONE =
  /(?<![a-z])((?:t[eé]l|sms|callto|phone|mobi|handy|portable|cel[lu]|m[oó]vil|gsm|msisdn|fax|whatsapp|rufn|kom[oó]r|puhelin|тел|τηλ|电话|電話|手机|手機|携帯|전화|휴대|هاتف|جوال|טלפון|โทร|điện.tho|फ)[a-z\xAA-\uFFFF_ -]{0,20}["')]?[:=.]\s?|wa\.me\/)(?:\+|%2B)?\(?\d(?:[ ().+/-]{0,2}\d){6,14}/gi;

/** A text without e-mail addresses, cards, accounts, phone numbers that say so, tokens and keys as they stand. Pure. */
export function hidePersonal(text: string, isId: boolean): string {
  const bare = text.replace(USERINFO, '://');
  return (
    (isId ? bare : hideNumbers(bare))
      .replace(EMAIL, HIDDEN)
      // Where addresses run together the first one hides where the next begins.
      .replace(EMAIL, HIDDEN)
      .replace(JWT, HIDDEN)
      .replace(KEY, HIDDEN)
      .replace(PART, HIDDEN)
      .replace(CREDENTIALS, HIDDEN)
  );
}

/** A text without the phone numbers that say so, as they stand. Pure. */
export function hidePhones(text: string): string {
  return text.replace(PHONE, `$1${HIDDEN}`);
}

function hideNumbers(text: string): string {
  return hidePhones(text)
    .replace(ACCOUNT, found => {
      const end = accountEnd(found);
      return end ? HIDDEN + found.slice(end) : found;
    })
    .replace(CARD, (card, rest = '', at: number, whole: string) => {
      if (isNumbered(whole.slice(0, at))) return card;
      if (isCard(card)) return HIDDEN;
      return /^\D/.test(rest) && isCard(card.slice(0, -rest.length)) ? HIDDEN + rest : card;
    });
}

/** Whether what stands behind this name and its `=`, or behind this path, is a number of the shop's own. Pure. */
export function isNumbered(before: string): boolean {
  const parts = before.slice(-64).split(/[&?]|(?<!:)\s/);
  return NUMBERED.test(`${parts.at(-1)}`);
}

/** UnionPay alone gives 17 and 18 digits. Source: Luhn, ISO/IEC 7812-1 annex B. */
function isCard(card: string): boolean {
  const digits = card.replace(/%20|\D/g, '');
  if (/^(?!62).{17,18}$/.test(digits)) return false;
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** How much of the text its account takes, 0 when it is none: as long as its country says, with the check digits of ISO 7064. */
function accountEnd(text: string): number {
  const at = LENGTHS.indexOf(text.slice(0, 2).toUpperCase());
  const length = at < 0 ? 0 : Number(/\d\d(?=\D*$)/.exec(LENGTHS.slice(0, at)));
  let account = '';
  let end = 0;
  for (; account.length < length && end < text.length; end++)
    if (/[A-Z\d]/i.test(text.charAt(end))) account += text[end];
  if (!length || account.length < length || /^[A-Z\d]/i.test(text.slice(end))) return 0;
  let rest = 0;
  for (const sign of account.slice(4) + account.slice(0, 4)) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1 ? end : 0;
}
