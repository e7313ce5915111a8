import { HIDDEN, hidePersonal, isNumbered } from './personal.js';
import { isSecretName } from './secret-name.js';
import { unveil } from './unveil.js';

/** What none of these is in has nothing to hide. */
const SUSPECT = /[@%=:#\\/&]|\d{4}|[\w-]{11}|[^ -~]/;
/** A name with what stands between it and its value, in an address or in JSON. */
const PAIR = /(?<=^|[\s?&;#/"'{},(|=])([^\s?&;#/"'{},(|=]+)(=|["']\s?:\s?["']?)/g;
/** Texts as Base64 gives them, for addresses too. Source: RFC 4648. */
const BASE64 = /[\w+-]{12,}/g;
/** Escapes within escapes that are read. What has more is hidden whole. */
const LAYERS = 4;
/** Where a secret ends: a text of JSON, a part between semicolons, a parameter. */
const QUOTE = /["']/;
const PART = /[&\s"/;?]/;
const PARAMETER = /[&\s"]/;
/** What says yes or no is no secret, whatever its name. */
const FLAG = /^(?:[01]|true|false|yes|no)?$/i;
/** Names that are secret in an address and ordinary words in data. */
const ORDINARY = /^(?:key|pass|session|signature)$/i;
const ADDRESS = /^(?:https?:)?\//i;

/** One secret that its name tells, one that its shape tells under escapes of all kinds, and one in Base64. */
const PROBE = '/?token=a&q=a＠b%252eco&r=YWJjQGRlLmNv';

/** Whether the page left the built-ins that redaction needs as they were. Pure. */
export function canRedact(): boolean {
  try {
    return redactText(PROBE) === `/?token=${HIDDEN}&q=${HIDDEN}&r=${HIDDEN}`;
  } catch {
    // Whatever it is, nothing can be told.
    return false;
  }
}

/** A text without what is personal or secret, under any escapes. Pure and linear. `isId`: digits in it are an identifier. */
export function redactText(text: string, isId = false): string {
  if (!SUSPECT.test(text)) return text;
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
export function redactUrl(url: string): string {
  return redactText(url).replace(/#.*/s, '');
}

/** Data without what is personal or secret in any name or field, of any depth. Pure. */
export function redactData(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map(element => redactData(element, key));
  if (value === null || (typeof value !== 'object' && typeof value !== 'string' && typeof value !== 'number'))
    return value;
  const isSecret = isSecretKey(key);
  const isId = isNumbered(`${key}=`);
  if (typeof value === 'object')
    return Object.fromEntries(
      Object.entries(value).map(([name, field]) => [redactText(name, isId), redactData(field, isSecret ? key : name)]),
    );
  const text = `${value}`;
  if (isSecret && !FLAG.test(text)) return HIDDEN;
  const redacted = typeof value === 'string' && ADDRESS.test(text) ? redactUrl(text) : redactText(text, isId);
  return redacted === text ? value : redacted;
}

function isSecretKey(key: string): boolean {
  return !ORDINARY.test(key) && isSecretName(key);
}

/** Again while something is found: what was hidden may have stood between what belongs together. */
function hide(text: string, isId: boolean, rounds: number = LAYERS): string {
  const kept = hideSecrets(hidePersonal(text, isId)).replace(BASE64, word => (isVeiled(word) ? HIDDEN : word));
  return kept === text || !rounds ? kept : hide(kept, isId, rounds - 1);
}

/** Values whose name says that they are secret, up to where the next parameter, word or text begins. */
function hideSecrets(text: string): string {
  let kept = '';
  let from = 0;
  for (const { 0: head, 1: name = '', 2: sign = '', index } of text.matchAll(PAIR)) {
    const start = index + head.length;
    if (index < from || !isSecretName(name)) continue;
    const stop = /["']$/.test(sign) ? QUOTE : text[index - 1] === ';' ? PART : PARAMETER;
    const end = start + (stop.exec(text.slice(start))?.index ?? text.length);
    if (FLAG.test(text.slice(start, end))) continue;
    kept += text.slice(from, start) + HIDDEN;
    from = end;
  }
  return kept + text.slice(from);
}

function isVeiled(word: string): boolean {
  if (word.length % 4 === 1 || !/[A-Z]/.test(word)) return false;
  try {
    const text = atob(word.replace(/-/g, '+').replace(/_/g, '/'));
    return /^[ -\xFF]+$/.test(text) && redactText(text) !== text;
  } catch {
    // Who cannot look hides it.
    return true;
  }
}
