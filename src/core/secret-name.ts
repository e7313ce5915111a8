import { hidePhones, isNumbered } from './personal.js';
import { unveil } from './unveil.js';

/** Secrets, ways to reach the visitor, and click ids, which name one visitor to an ad system. */
const SECRET =
  /(?:^|[^a-z])(?:(?:access|auth|bearer|csrf|id|refresh|reset|session|user|ws)?token|csrfmiddlewaretoken|(?:captcha|turnstile).response|code.verifier|bearer|o?auth|authorization|assertion|saml[a-z]{0,8}|passw?(?:or[dt])?|passwd|pwd?|(?:user)?pass(?:code|phrase|key)?|kennwort|contrasena|senha|mot.?de.?passe|mdp|wachtwoord|has[lł]o|sifre|losenord|adgangskode|salasana|heslo|jelszo|lozinka|пароль|密[码碼]|ハスワート|비밀번호|κωδικος|secrets?|seed.phrase|mnemonic|(?:api|app|auth|private|secret|(?<!sort.)(?<!sort))key|signature|sig|hmac|hdnt[sl]|hdnea|jwt|t?otp|[m2]fa|(?:access|backup|confirm(?:ation)?|device|login|oob|one.time|recovery|reset|security|sms|verification|activation|factor).?code|(?:wp)?nonce|csrf|xsrf|ssn|c[sv]c|cvv|ccv|cv[vc]2|iban|cc(?:num(?:ber)?)?|(?:credit)?card.?n(?:o|um|umber)|credit.?card|(?:user)?e?mail(?:address)?|correo|courriel|(?:tele)?phone(?:number)?|tel|fax|mobile|msisdn|whatsapp|cookie|j?session(?:id)?|[a-z]{0,8}sess(?:id)?|(?:osc|connect\.|xtc|force.)?sid|zenid|cf(?:id|token)|credentials?|[a-z]{0,8}cl(?:ic)?k?id|[gw]braid|epik|sccid|igshid|(?:mc|rdt|li_fat)_e?c?id|tblci|srsltid|dicbo|awc|cjevent|tduid|mkt_tok|_k[ex])(?![a-z])/i;
/** What is said about a secret is none: `session_type`, `phone_model`. */
const ABOUT = /(?:[^a-z](?:type|model|count|length|version|status|method|provider|mode|case|brand)|session.number)$/i;
/** Names of secrets and of much else: what stands there tells. */
const DOUBTFUL = /(?:^|[^a-z])(?:code|state|hash|ticket|verify|challenge|[hst])[^a-z]{0,9}$/i;
const DRAWN = /^(?=\D*\d)(?=[^a-z]*[a-z])(?:.*[A-Za-z\d]{16}|[\da-f]{8}-[\da-f-]{27}|.*[\w-]{24})/;
/** Numbers of persons and of their accounts. */
const PERSONAL =
  /(?:^|[^a-z])(?:pin(?:.?code)?|tan|[ps][ai]n|cpf|dni|паспорт|身份证|(?:national|tax).?id|passport|tarjeta|(?:account|acct|routing|passport|national|licen[cs]e|insurance|konto|karten|steuer|person).?(?:nummer|n(?:o|r|um|umber)))[^a-z]{0,9}$/i;
const NUMBER = /^(?=(?:\D*\d){4})[A-Z]{0,4}\d(?:[ ./-]?[A-Z\d]){3,17}$/i;
const CAMEL = /(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g;
/** Any of a phone. */
const NUMBERS = '0123456789';
/** What says yes or no is no secret, whatever its name. */
const FLAG = /^(?:[01]|true|false|yes|no)?$/i;

/** What a name says of what stands under it. */
export interface NameTraits {
  /** The shop numbers it: digits are no card there. */
  readonly isId: boolean;
  /** A number there is one of a phone. */
  readonly isPhone: boolean;
  /** It is a secret, whatever it looks like. */
  readonly isSecret: boolean;
  /** It is one if a machine drew it. */
  readonly isDoubtful: boolean;
  /** It is one if it looks like the number of a person or an account. */
  readonly isPersonal: boolean;
}

/**
 * What this name says. Pure. It names a secret when a whole segment of it does: `access_token` and `apiKey` do,
 * `tokenizer` and `keyword` do not.
 */
export function traitsOf(name: string): NameTraits {
  const plain = unveil(name).normalize('NFD').replace(/\p{M}/gu, '').normalize();
  const parted = plain.replace(CAMEL, '_');
  const says = (words: RegExp): boolean => words.test(plain) || words.test(parted);
  return {
    isId: isNumbered(`${name}=`),
    isPhone: hidePhones(`${name}:${NUMBERS}`) !== `${name}:${NUMBERS}`,
    isSecret: says(SECRET) && !says(ABOUT),
    isDoubtful: says(DOUBTFUL),
    isPersonal: says(PERSONAL),
  };
}

/** Whether this value is one under a name of these traits. Pure. */
export function isSecret({ isSecret, isDoubtful, isPersonal }: NameTraits, value: string): boolean {
  return !FLAG.test(value) && (isSecret || (isDoubtful && DRAWN.test(value)) || (isPersonal && NUMBER.test(value)));
}
