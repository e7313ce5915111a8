type Fields = Readonly<Record<string, unknown>>;

/** Fields by name, how each is put right (`null` when it cannot be), and what it must be. */
const RULES: readonly (readonly [name: RegExp, convert: (text: string) => unknown, expected: string])[] = [
  [/^(price|quantity|discount|index|value|tax|shipping|rating|score)$/, amount, '0 or more'],
  [/_at$/, text => amount(/^\d{4}-/.test(text) ? Date.parse(text) : text), 'a date'],
  [/^item_|_id$|_term$/, String, 'text'],
  [/^currency$/, text => (/^[A-Z]{3}$/i.test(text) ? text.toUpperCase() : null), 'three letters'],
];

/**
 * Puts commerce data right, or says in a sentence what is wrong with it. Pure.
 * Numeric text becomes a number, a numeric id text, a currency upper case; empty fields are left out.
 * `needs` names the fields that must be there, such as `'kind, score'`.
 */
export function checkCommerce(needs: string): (data: Fields) => object | string {
  const needed = needs ? needs.split(', ') : [];
  return data => {
    const wrong: string[] = [];
    const tidied = tidy(data, needed, '', wrong);
    return wrong[0] ?? tidied;
  };
}

/** A copy with every field put right; what cannot be is told to `wrong`. */
function tidy(fields: Fields, needed: readonly string[], where: string, wrong: string[]): Fields {
  const tidied: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if ((value ?? '') === '') continue;
    if (name === 'items') {
      tidied.items = [value].flat().map((item, index) => tidyItem(item, ` of item ${index + 1}`, wrong));
    } else {
      tidied[name] = putRight(name, value);
      if (tidied[name] === null) wrong.push(`\`${name}\`${where} must be ${ruleOf(name)?.[2]}`);
    }
  }
  // A value without a currency says nothing; an empty list is an empty text.
  for (const need of Object.hasOwn(tidied, 'value') ? [...needed, 'currency'] : needed) {
    if (!String(tidied[need] ?? '')) wrong.push(`\`${need}\`${where} is missing`);
  }
  return tidied;
}

function tidyItem(item: unknown, where: string, wrong: string[]): Fields {
  const tidied = tidy(Object(item), [], where, wrong);
  if (!tidied.item_id && !tidied.item_name) wrong.push(`\`item_id or item_name\`${where} is missing`);
  return tidied;
}

/** A field put right; `null` where it cannot be. Pure. */
export function putRight(name: string, value: unknown): unknown {
  const convert = ruleOf(name)?.[1];
  return convert ? (typeof value === 'object' ? null : convert(`${value}`)) : value;
}

function ruleOf(name: string): (typeof RULES)[number] | undefined {
  return RULES.find(([pattern]) => pattern.test(name));
}

function amount(given: string | number): number | null {
  const number = +given;
  // To a number a blank is 0.
  return number >= 0 && number < Infinity && /\d/.test(`${given}`) ? number : null;
}
