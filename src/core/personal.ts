// Linear patterns only: none has a repeated group inside a repetition, and none starts again inside what it has read.

/** Its brackets keep it from becoming part of an address when a text is redacted again. */
export const HIDDEN = '[redacted]';

const USERINFO = /:\/\/[^\s/?#[]*@/g;
/** A name of pictures (`logo@2x.png`) and of versions (`react@18.2.0`) is none. */
const EMAIL =
  /(?<![^\s@/?&=#:;,"<>()[\]\\])[^\s@/?&=#:;,"<>()[\]\\]+(?:@|%40)(?!\d(?:\.\d)?x\.(?:png|jpe?g|webp|gif|avif|svg))(?:[\p{L}\p{N}_-]{1,63}\.){1,8}\p{L}{2}[\p{L}\p{N}_-]*/giu;
/** Amex, Diners; Visa, Mastercard, JCB, Discover, UnionPay, in groups or not. Source: ISO/IEC 7812-1. */
const CARD =
  /(?<=^|\D|%[\dA-F]{2})(?:3(?:[47]\d\d([ +.-]|%20)?\d{6}\1?\d{5}|[068]\d\d([ +.-]|%20)?\d{6}\2?\d{4})|(?:(?:4\d|5[0-8]|2[2-7]|35|6[257])\d\d|6011|64[4-9]\d)(?:(?:[ +.-]|%20)?\d{4}){3})(?!\d)/g;
/** What shops number: card numbers are not looked for there. */
const NUMBERED =
  /(?:\b|_)(?:variants?|skus?|items?|products?|pid|gtin|ean|upc|isbn|mpn|coupon|orders?|(?:group|item|product|variant|transaction|order|user|visitor|customer)_?id)(?:=|%3D|(?:\/|%2F)$)/i;
const ACCOUNT = /(?<![\p{L}\d])[A-Z]{2}\d\d(?:[ +-]?[A-Z\d]){11,30}/giu;
/** Length of an account by country. Source: SWIFT IBAN registry. */
const LENGTHS =
  'AD24AE23AL28AT20AZ28BA20BE16BG22BH22BR29BY28CH21CR22CY28CZ24DE22DK18DO28EE20EG29ES24FI18FO18FR27GB22GE22GI23GL18GR27GT28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MR27MT31MU30NL18NO15PK24PL28PS29PT25QA29RO24RS22SA24SC31SD18SE24SI19SK24SM27ST25SV28TL23TN24TR26UA29VA22VG24XK20';
const JWT = /(?<=^|[^\w-]|%[\dA-F]{2})eyJ[\w-]{8,}(?:\.[\w-]*){1,4}/g;
/** By the prefixes of their issuers. Source: the issuers' manuals, as secret scanners list them. */
const KEY =
  /(?<!\w)(?:[prs]k_(?:live|test)_|whsec_|gh[oprsu]_|github_pat_|glpat-|xox[a-z]-|shp[a-z]{2}_|npm_|hf_|dop_v1_|AKIA|ASIA|AIza|ya29\.|SG\.)[\w.-]{12,}|(?<![\w-])sk-(?:proj-|ant-)?\w{20,}|-----BEGIN [^-]{1,40}-----[^-]*/g;
const PHONE =
  /((?:tel|sms|callto|phone|mobile|fax|whatsapp|wa\.me)[:=/.]\s?)(?:\+|%2B)?\(?\d(?:[ ().+/-]{0,2}\d){6,14}/gi;
/** A segment after one that asks for it: `/reset/4f9a01bc77`. */
const SEGMENT = /(?<=\/([a-z_-]{1,30})\/)[^/?#&\s"]{8,}/gi;
const ASKS =
  /(?:^|[^a-z])(?:token|reset|verif|confirm|activat|invit|unsubscribe|magic|recover|log-?in|sign-?in|callback|auth|session|secret|password)/i;
const RANDOM =
  /^(?=\D*\d)(?=[^a-z]*[a-z])(?:\w+|(?=[^A-Z]*[A-Z])(?=[^a-z]*[a-z])[\w.~%-]{16,}|[\da-fA-F]{8}-[\da-fA-F-]{27})$/;

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
      .replace(SEGMENT, (segment, before) => (ASKS.test(before) && RANDOM.test(segment) ? HIDDEN : segment))
  );
}

function hideNumbers(text: string): string {
  return text
    .replace(PHONE, `$1${HIDDEN}`)
    .replace(ACCOUNT, found => {
      const end = accountEnd(found);
      return end ? HIDDEN + found.slice(end) : found;
    })
    .replace(CARD, (card, _, __, at: number, whole: string) =>
      isCard(card.replace(/%20|\D/g, '')) && !isNumbered(whole.slice(0, at)) ? HIDDEN : card,
    );
}

/** Whether what stands behind this name and its `=`, or behind this path, is a number of the shop's own. Pure. */
export function isNumbered(before: string): boolean {
  const parts = before.slice(-64).split(/[&?\s]/);
  return NUMBERED.test(`${parts.at(-1)}`);
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

/** How much of the text its account takes, 0 when it is none: as long as its country says, with the check digits of ISO 7064. */
function accountEnd(text: string): number {
  const at = LENGTHS.indexOf(text.slice(0, 2).toUpperCase());
  const length = at < 0 ? 0 : Number(LENGTHS.slice(at + 2, at + 4));
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
