import { unveil } from './unveil.js';

/** Secrets, ways to reach the visitor, and click ids, which name one visitor to an ad system. */
const SECRET =
  /(?:^|[^a-z])(?:(?:access|auth|bearer|csrf|id|refresh|reset|session|user)?token|bearer|o?auth|authorization|assertion|saml[a-z]{0,8}|passw(?:or)?d|pwd|pass(?:code|phrase)?|secrets?|(?:api|private|secret)?key|signature|sig|jwt|t?otp|nonce|csrf|xsrf|ssn|cv[vc]2?|iban|cc(?:num(?:ber)?)?|(?:credit)?card.?n(?:o|um|umber)|creditcard|(?:user)?e?mail(?:address)?|(?:tele)?phone(?:number)?|tel|fax|mobile|msisdn|whatsapp|j?session(?:id)?|[a-z]{0,8}sessid|sid|credentials?|[a-z]{0,8}cl(?:ic)?k?id|[gw]braid|epik|sccid|igshid|(?:mc|rdt|li_fat)_e?c?id)(?![a-z])/i;
const CAMEL = /(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g;

/**
 * Whether what stands under this name is a secret. Pure. A name holds one as a whole segment: `access_token` and
 * `apiKey` do, `tokenizer` and `keyword` do not.
 */
export function isSecretName(name: string): boolean {
  const plain = unveil(name);
  return SECRET.test(plain) || SECRET.test(plain.replace(CAMEL, '_'));
}
