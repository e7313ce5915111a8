import { isFillable, saysWhatFor } from '../platform/autofill.js';

/** A field that does not say what it is for. */
export interface BareField {
  readonly name: string;
  /** The `autocomplete` token that is most likely right, by what the field is called; empty where that says nothing. */
  readonly token: string;
}

/** What the visitor cannot fill in, and what finds something. */
const OTHER = ':disabled,[readonly],[role=searchbox],search,[role=search],[data-waymark-ignore]';
const CHARACTERS = 100;
/** Words in the names of fields; the first that fits counts. */
const LIKELY: readonly (readonly [word: RegExp, token: string])[] = [
  [/mail/i, 'email'],
  [/phone|mobile|^tel/i, 'tel'],
  [/zip|post.?code|postal|plz/i, 'postal-code'],
  [/country/i, 'country'],
  [/city|town|locality/i, 'address-level2'],
  [/state|province|region/i, 'address-level1'],
  [/company|organi[sz]ation/i, 'organization'],
  [/(address|street|line).?2/i, 'address-line2'],
  [/address|street/i, 'address-line1'],
  [/cvc|cvv|csc|security/i, 'cc-csc'],
  [/expir|^exp/i, 'cc-exp'],
  [/(card|cc).?num/i, 'cc-number'],
  [/card.?name|holder/i, 'cc-name'],
  [/first|given/i, 'given-name'],
  [/last|family|surname/i, 'family-name'],
  [/name/i, 'name'],
];

/**
 * The fields of this page that no browser can fill in, for they do not say what they are for: of forms with two fields and
 * more, or of none. By their names alone. Fields in frames of others, such as those of a card, are not seen.
 */
export function bareFields(): readonly BareField[] {
  const groups = new Map<Element | null, Element[]>();
  for (const field of document.querySelectorAll('input,select')) {
    const isTyped = isFillable(field) || field.localName === 'select';
    if (!isTyped || field.closest(OTHER) || field.checkVisibility?.() === false) continue;
    const form = field.closest('form');
    groups.set(form, [...(groups.get(form) ?? []), field]);
  }
  const fields = [...groups.values()].filter(({ length }) => length > 1).flat();
  return fields.filter(field => !saysWhatFor(field)).map(bareField);
}

function bareField(field: Element): BareField {
  const of = (attribute: string): string => (field.getAttribute(attribute) ?? '').slice(0, CHARACTERS);
  const name = of('name') || of('id');
  const [, token = ''] = LIKELY.find(([word]) => [of('type'), name, of('id')].some(text => word.test(text))) ?? [];
  return { name, token };
}
