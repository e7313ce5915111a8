/** Inputs a browser can fill in if it is told what they are. */
const FILLABLE = /^(text|email|tel|)$/i;
/** Section, address, kind of contact, and what the field is for. Source: HTML, 4.10.18.7.1, "autofill detail tokens". */
const TOKENS =
  /^(section-\S+\s+)?((shipping|billing)\s+)?(((home|work|mobile|fax|pager)\s+)?(tel(-(country-code|national|area-code|extension|local(-(pre|suf)fix)?))?|email|impp)|honorific-(pre|suf)fix|(cc-)?((given|additional|family)-)?name|nickname|username|(new|current)-password|one-time-code|organization(-title)?|street-address|address-(line[123]|level[1-4])|country(-name)?|postal-code|cc-(number|exp(-month|-year)?|csc|type)|transaction-(currency|amount)|language|bday(-day|-month|-year)?|sex|url|photo)(\s+webauthn)?$/i;

/** Whether it is an input that people type such things into; what finds or chooses something is none. */
export function isFillable(field: Element): boolean {
  return field.localName === 'input' && FILLABLE.test(attributeOf(field, 'type'));
}

/** Whether a field says what it is for, so that a browser can fill it in. `on` and `off` say nothing. */
export function saysWhatFor(field: Element): boolean {
  return TOKENS.test(attributeOf(field, 'autocomplete'));
}

function attributeOf(field: Element, name: string): string {
  return (Element.prototype.getAttribute.call(field, name) ?? '').slice(0, 200).trim();
}
