import { hideDrawn } from './hide-drawn.js';
import { HIDDEN, hidePersonal, hidePhones } from './personal.js';
import { isSecret, type NameTraits, traitsOf } from './secret-name.js';
import { unveil } from './unveil.js';

/** What none of these is in has nothing to hide: signs, long words, the beginning of an account, as many digits as a phone number has. */
const SUSPECT = /[^\w ,.'-]|[\w.-]{11}|[a-z]{2}\d\d|(?:\d\D*){7}/i;
/** A name with what stands between it and its value, in an address, in JSON or in a sentence. */
const PAIR = /(?<=^|[\s?&;#/"'{},(|=])([^\s?&;#/"'{},(|=]+)(=|["']\s?:\s?["']?|:\s?(?=\w{8})(?=[a-z]+\d|\d+[a-z]))/gi;
/** Texts as Base64 gives them, for addresses too, where no slash belongs to them. Source: RFC 4648. */
const BASE64 = /[\w+/-]{12,}/g;
const BASE64_URL = /[\w+-]{12,}/g;
const HEX = /^(?:[\da-f]{2}){8,100}$/i;
/** Escapes within escapes that are read. What has more is hidden whole. */
const LAYERS = 4;
/** Where a secret ends: a text of JSON, a part between semicolons, a parameter. */
const QUOTE = /["']/;
const PART = /[&\s"/;?]/;
const PARAMETER = /[&\s"]/;
/** Characters of a value that tell whether it is a secret. */
const LONGEST = 256;
const SENTENCE = /[\s,;"')\]}]/;
/** Names that are secret in an address and ordinary words in data. */
const ORDINARY = /^(?:key|pass|session|signature)$/i;
const ADDRESS = /^(?:https?:)?\//i;

/** One secret that its name tells, one that its shape tells under escapes of all kinds, one in Base64, and words in Base64 that are none. */
const PROBE = '/?token=a&q=a%EF%BC%A0b%252eco&r=YWJjQGRlLmNv&s=x7Kq2LmZ9Tr4BvN8wPcY3sDf&k=bGFtcHMgYW5k';

/** How names and texts are looked at; a page says the same ones over and over, so that its answers are worth keeping. */
export interface Look {
  traits(name: string): NameTraits;
  /** A text without what is personal or secret. `isId`: digits in it are an identifier. */
  text(text: string, isId: boolean): string;
}

/** Without a memory. */
export const LOOK: Look = { traits: traitsOf, text: redactText };

/** Whether the page left the built-ins that redaction needs as they were. Pure. */
export function canRedact(): boolean {
  try {
    return redactText(PROBE) === `/?token=${HIDDEN}&q=${HIDDEN}&r=${HIDDEN}&s=${HIDDEN}&k=bGFtcHMgYW5k`;
  } catch {
    // Whatever it is, nothing can be told.
    return false;
  }
}

/** A text without what is personal or secret, under any escapes. Pure and linear. `isId`: digits in it are an identifier. */
export function redactText(text: string, isId = false): string {
  if (!SUSPECT.test(text)) return text;
  try {
    return redactLayers(text, isId);
  } catch {
    // Who cannot look hides it whole: a part that is hidden blindly may stand between what belongs together.
    return HIDDEN;
  }
}

function redactLayers(text: string, isId: boolean): string {
  let kept = hide(text, isId);
  let bare = kept;
  for (let layer = 0; layer < LAYERS; layer++) {
    const next = unveil(bare);
    if (next === bare) return kept;
    bare = hide(next, isId);
    // What was found under escapes cannot be hidden and put back under them.
    if (bare !== next) kept = bare;
  }
  return unveil(bare) === bare ? kept : HIDDEN;
}

/** An address without fragment, credentials, secret parameters and what `redactText` finds. Pure and linear. */
export function redactUrl(url: string, look: Look = LOOK): string {
  return look.text(url, false).replace(/#.*/s, '');
}

/** Data without what is personal or secret in any name or field, of any depth. Pure. */
export function redactData(value: unknown, key = '', look: Look = LOOK): unknown {
  if (Array.isArray(value)) return value.map(element => redactData(element, key, look));
  if (value === null || (typeof value !== 'object' && typeof value !== 'string' && typeof value !== 'number'))
    return value;
  const traits = look.traits(key);
  const { isId } = traits;
  const isOrdinary = ORDINARY.test(key);
  if (typeof value === 'object')
    return Object.fromEntries(
      Object.entries(value).map(([name, field]) => [
        look.text(name, isId),
        redactData(field, traits.isSecret && !isOrdinary ? key : name, look),
      ]),
    );
  const text = `${value}`;
  if (!isOrdinary && isSecret(traits, text)) return HIDDEN;
  if (!isId && traits.isPhone && isPhone(key, text)) return HIDDEN;
  const redacted = typeof value === 'string' && ADDRESS.test(text) ? redactUrl(text, look) : look.text(text, isId);
  return redacted === text ? value : redacted;
}

/** Whether what stands under this name of phones is nothing but the number of one. */
function isPhone(key: string, text: string): boolean {
  return hidePhones(`${key}:${unveil(text)}`) === `${key}:${HIDDEN}`;
}

/** Again while something is found: what was hidden may have stood between what belongs together. */
function hide(text: string, isId: boolean, rounds: number = LAYERS): string {
  const kept = hideSecrets(hideDrawn(hidePersonal(text, isId), isId)).replace(BASE64, word =>
    isVeiled(word) ? HIDDEN : word.replace(BASE64_URL, part => (isVeiled(part) ? HIDDEN : part)),
  );
  return kept === text || !rounds ? kept : hide(kept, isId, rounds - 1);
}

/** Values whose name says that they are secret, up to where the next parameter, word or text begins. */
function hideSecrets(text: string): string {
  let kept = '';
  let from = 0;
  for (const { 0: head, 1: name = '', 2: sign = '', index } of text.matchAll(PAIR)) {
    const start = index + head.length;
    if (index < from) continue;
    const stop = /["']$/.test(sign) ? QUOTE : sign !== '=' ? SENTENCE : text[index - 1] === ';' ? PART : PARAMETER;
    const value = text.slice(start, start + LONGEST);
    if (!isSecret(traitsOf(name), value.slice(0, stop.exec(value)?.index))) continue;
    const end = start + (stop.exec(text.slice(start))?.index ?? text.length);
    kept += text.slice(from, start) + HIDDEN;
    from = end;
  }
  return kept + text.slice(from);
}

function isVeiled(word: string): boolean {
  const bytes = HEX.test(word) ? unveil(word.replace(/../g, '%$&')) : unpacked(word);
  const text = bytes.replace(/[\x80-\xFF]/g, byte => `%${byte.charCodeAt(0).toString(16)}`);
  return /^[\s -~]+$/.test(text) && redactText(text) !== text;
}

/** What Base64 says, a letter a byte; nothing for what is none. */
function unpacked(word: string): string {
  return word.length % 4 === 1 || !/[A-Z]/.test(word) ? '' : atob(word.replace(/-/g, '+').replace(/_/g, '/'));
}
